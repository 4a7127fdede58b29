/// A command line as far as it is typed, taken apart as a shell would.
///
/// The last word is the one being completed; it may be empty, and a quote in it may still be open.
struct ShellLine: Hashable {
    /// The rules by which quotes are read.
    enum Dialect: Hashable {
        /// POSIX.1-2017, XCU 2.2.
        case posix
        /// As fish reads them: in single quotes a backslash takes the meaning of a quote and of
        /// another backslash.
        case fish
    }

    /// The words before the last, without quotes; the program comes first.
    private(set) var words: [String] = []

    /// The last word, without quotes.
    private(set) var current = ""

    /// The whole words behind the last, without quotes.
    private(set) var after: [String] = []

    /// The quote that is open at the end; nil outside of quotes.
    private(set) var openQuote: Character?

    /// What a line editor leaves alone of ``current``: the text before the last character that it
    /// breaks words at, or before the open quote.
    private(set) var kept = ""

    /// Takes a line apart.
    ///
    /// - Parameters:
    ///   - line: The command up to the cursor.
    ///   - end: The command behind the cursor.
    ///   - dialect: The shell's rules.
    ///   - breaks: The characters that the line editor breaks words at beside blanks: bash's
    ///     `COMP_WORDBREAKS`.
    init(_ line: String, rest end: String = "", _ dialect: Dialect = .posix, breaks: String = "") {
        read(line, dialect, breaks)
        // `NAME=value exp …` sets a variable for the command that follows.
        while let first = words.first, Self.isAssignment(first) { words.removeFirst() }
        guard !end.isEmpty else { return }
        var following = ShellLine("")
        // The rest of the word itself comes first.
        following.read((openQuote.map(String.init) ?? "") + end + " x", dialect, "")
        after = Array(
            following.words.dropFirst(end.first?.isWhitespace == true && openQuote == nil ? 0 : 1)
        )
    }

    private mutating func read(_ line: String, _ dialect: Dialect, _ breaks: String) {
        var isInWord = false
        var rest = line[...]
        while let character = rest.popFirst() {
            switch (openQuote, character) {
            case ("'", "'"), ("\"", "\""):
                openQuote = nil
                if breaks.contains(character) { kept = current }
            case ("'", "\\") where dialect == .fish && (rest.first == "'" || rest.first == "\\"),
                ("\"", "\\") where rest.first.map { "\"\\$`\n".contains($0) } == true:
                if let escaped = rest.popFirst() { current.append(escaped) }
            case (.some, _):
                current.append(character)
            case (nil, "\\"):
                isInWord = true
                if let escaped = rest.popFirst() { current.append(escaped) }
            case (nil, "'"), (nil, "\""):
                isInWord = true
                openQuote = character
                kept = current
            case (nil, " "), (nil, "\t"), (nil, "\n"):
                if isInWord { words.append(current) }
                (current, kept, isInWord) = ("", "", false)
            case (nil, _):
                isInWord = true
                current.append(character)
                if breaks.contains(character) { kept = current }
            }
        }
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let sign = word.firstIndex(of: "="), sign != word.startIndex else { return false }
        return word[..<sign].allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// A candidate as a line editor is to put it in the place of what it takes for the word: without
    /// what it keeps, quoted like the rest of the word, a blank after a whole one.
    ///
    /// - Returns: Nil for a candidate that does not go on with the word.
    func insertion(of candidate: Candidate) -> String? {
        guard candidate.text.hasPrefix(kept) else { return nil }
        let rest = candidate.text.dropFirst(kept.count)
        switch openQuote {
        case "'":
            // The editor closes the quote itself.
            return rest.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: #"'\''"#)
        case .some:
            return rest.reduce(into: "") { text, character in
                if "\"\\$`".contains(character) { text.append("\\") }
                text.append(character)
            }
        case nil:
            var text = ""
            for (index, character) in rest.enumerated() {
                let isHome = character == "~" && index == 0 && kept.isEmpty
                if !Self.isPlain(character), !isHome { text.append("\\") }
                text.append(character)
            }
            return text + (candidate.isWhole ? " " : "")
        }
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_@%+=:,./-".contains(character)
            || !character.isASCII
    }
}
