/// One way to go on with the word that is being typed.
struct Candidate: Hashable, Sendable {
    /// The whole word, without the quotes that a shell may need.
    var text: String

    /// What the word means; may be empty.
    var meaning: String

    /// Whether the word is whole: then a blank follows, else the user goes on typing.
    var isWhole: Bool

    /// Describes a word.
    init(_ text: String, _ meaning: String = "", isWhole: Bool = true) {
        self.text = text
        self.meaning = meaning
        self.isWhole = isWhole
    }

    /// The candidate with something before it.
    func prefixed(by prefix: String) -> Candidate {
        Candidate(prefix + text, meaning, isWhole: isWhole)
    }
}
