import ExpSystem

/// The hidden first word by which the shells' completion asks this program how a line goes on.
///
///     exp --complete bash WORDBREAKS LINE REST    the command up to the cursor, and behind it
///     exp --complete fish LINE REST
///     exp --complete zsh N WORD...                the words without quotes; the Nth, from 1, is
///                                                 being typed and ends at the cursor
///
/// Prints one candidate a line. For bash that is what takes the place of the word as readline breaks
/// it; for the others the whole word without quotes, after a tab what it means, and for zsh behind
/// another tab `whole` or `more`.
enum CompletionAnswer {
    /// The hidden word.
    static let word = "--complete"

    /// Whether the arguments ask for completion.
    static func isAsked(_ arguments: [String]) -> Bool {
        arguments.first == word
    }

    /// The answer, one string a line; none for a question that is not understood.
    static func lines(_ session: Session) -> [String] {
        let arguments = session.arguments.dropFirst()
        switch (arguments.first.flatMap(CompletionShell.init), arguments.count) {
        case (.bash?, 4):
            let line = ShellLine(arguments[3], rest: arguments[4], breaks: arguments[2])
            return candidates(line, session).compactMap(line.insertion)
        case (.fish?, 3):
            return candidates(ShellLine(arguments[2], rest: arguments[3], .fish), session)
                .map { oneLine($0.text) + "\t" + oneLine($0.meaning) }
        case (.zsh?, 3...):
            let words = Array(arguments.dropFirst(2))
            guard let place = Int(arguments[2]), words.indices.contains(place - 1) else {
                return []
            }
            let completion = Completion(
                Array(words[..<(place - 1)]),
                current: words[place - 1],
                after: Array(words[place...]),
                in: session
            )
            return completion.candidates.map {
                "\(oneLine($0.text))\t\(oneLine($0.meaning))\t\($0.isWhole ? "whole" : "more")"
            }
        default:
            return []
        }
    }

    private static func candidates(_ line: ShellLine, _ session: Session) -> [Candidate] {
        guard !line.words.isEmpty else { return [] }
        let words = Array(line.words.dropFirst())
        return Completion(words, current: line.current, after: line.after, in: session).candidates
            .filter { !$0.text.contains { $0.isNewline || $0 == "\t" } }
    }

    /// A text without what would end a line or field of the answer.
    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
