/// What the user says about a run: `labels.json`, which may change at any time.
package struct RunLabels: Hashable, Sendable {
    /// A name to find the run by; need not be unique.
    package var name: String?

    /// Tags in the order given, each once.
    package var tags: [String]

    /// Free text.
    package var note: String?

    /// Labels; by default none.
    package init(name: String? = nil, tags: [String] = [], note: String? = nil) {
        self.name = name
        self.tags = tags
        self.note = note
    }

    /// Whether there is nothing to write down.
    package var isEmpty: Bool {
        name == nil && tags.isEmpty && note == nil
    }
}
