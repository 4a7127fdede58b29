package import ExpDiagnostics

/// Keys with values in the order written; each key stands once.
package struct Mapping: Sendable {
    /// One key with its value.
    package struct Entry: Sendable {
        /// The key's text after unquoting; in a file `key+` and `key!` keep their sign here.
        package var key: String

        /// Whether the key was quoted: a quoted key is literal, never an operator.
        package var isKeyQuoted: Bool

        /// Where the key stands.
        package var keyRange: SourceRange

        /// The value.
        package var value: Node

        /// Joins a key with its value.
        package init(
            key: String,
            isKeyQuoted: Bool = false,
            keyRange: SourceRange,
            value: Node
        ) {
            self.key = key
            self.isKeyQuoted = isKeyQuoted
            self.keyRange = keyRange
            self.value = value
        }
    }

    /// The entries in the order written.
    package private(set) var entries: [Entry]

    /// The place of each key in `entries`; nil for a mapping small enough to be searched.
    private var index: [String: Int]?

    /// The number of entries up to which a search in order beats a table.
    static let searchedCount = 16

    /// A mapping of entries whose keys differ.
    package init(_ entries: [Entry] = []) {
        self.entries = entries
        index = nil
        indexIfLarge()
    }

    /// Takes entries whose table of keys is already known.
    init(_ entries: [Entry], index: [String: Int]?) {
        self.entries = entries
        self.index = index
    }

    /// The keys in the order written.
    package var keys: [String] {
        entries.map(\.key)
    }

    /// The number of entries.
    package var count: Int {
        entries.count
    }

    /// Whether there is no entry.
    package var isEmpty: Bool {
        entries.isEmpty
    }

    /// The place of a key in ``entries``; nil when it is not there.
    package func position(of key: String) -> Int? {
        if let index { return index[key] }
        return entries.firstIndex { $0.key == key }
    }

    /// The entry of a key; nil when it is not there.
    package func entry(_ key: String) -> Entry? {
        position(of: key).map { entries[$0] }
    }

    /// The value of a key; nil when it is not there.
    package subscript(key: String) -> Node? {
        position(of: key).map { entries[$0].value }
    }

    /// Puts an entry in the place of the one with its key, or at the end.
    package mutating func set(_ entry: Entry) {
        if let position = position(of: entry.key) {
            entries[position] = entry
        } else {
            entries.append(entry)
            if index == nil {
                indexIfLarge()
            } else {
                index?[entry.key] = entries.count - 1
            }
        }
    }

    /// Sets the value of a key, keeping the place and range of a key that is there already.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - value: Its new value.
    ///   - keyRange: Where a new key stands; the value's range when not given.
    package mutating func set(_ key: String, to value: Node, keyRange: SourceRange? = nil) {
        if let position = position(of: key) {
            entries[position].value = value
        } else {
            set(Entry(key: key, keyRange: keyRange ?? value.range, value: value))
        }
    }

    /// Changes the value at a place in ``entries`` without copying it.
    package mutating func updateValue<Result>(
        at position: Int,
        _ change: (inout Node) -> Result
    ) -> Result {
        change(&entries[position].value)
    }

    /// Takes a key out; nil when it is not there.
    @discardableResult
    package mutating func remove(_ key: String) -> Entry? {
        guard let position = position(of: key) else { return nil }
        let removed = entries.remove(at: position)
        reindex()
        return removed
    }

    /// Takes out every entry that the condition holds for.
    package mutating func removeAll(where condition: (Entry) -> Bool) {
        entries.removeAll(where: condition)
        reindex()
    }

    private mutating func reindex() {
        index = nil
        indexIfLarge()
    }

    private mutating func indexIfLarge() {
        guard entries.count > Self.searchedCount else { return }
        var places = [String: Int](minimumCapacity: entries.count)
        for (place, entry) in entries.enumerated() { places[entry.key] = place }
        index = places
    }
}
