import ExpConfig
import ExpDiagnostics
import ExpSystem

/// What `exp diff` is given, taken apart: the things to compare, each with the overrides behind it.
///
/// A word with a `=`, or with `~` in front, is an override and belongs to the thing before it, so
/// that `exp diff digits model=mlp digits model=linear` reads as it is written. A word that is the
/// path of a file stands for that file, whatever characters it has.
struct DiffOperands {
    /// A word with its place on the command line.
    struct Word {
        /// The word.
        var text: String
        /// Where it stands; nil for one that was not typed.
        var range: SourceRange?
    }

    /// A thing to compare.
    struct Operand {
        /// The word that names it.
        var word: Word
        /// The overrides behind it.
        var overrides: [Word] = []
    }

    /// The things, in order.
    private(set) var operands: [Operand] = []

    /// Takes words apart.
    ///
    /// - Throws: `invalid-argument` for an override before everything that it could change.
    init(_ words: [String], in session: Session) throws(Diagnostic) {
        var arguments = session.arguments.indices[...]
        for text in words {
            // The same word may stand twice; each is the next one.
            let place = arguments.first { session.arguments[$0] == text }
            if let place { arguments = arguments.drop { $0 <= place } }
            let word = Word(text: text, range: place.map { session.tokens[$0] })
            let mayBeOverride = text.contains("=") || text.hasPrefix("~")
            let path = session.workingDirectory.appending(text)
            guard mayBeOverride, FileSystem.kind(of: path) != .file else {
                operands.append(Operand(word: word))
                continue
            }
            guard !operands.isEmpty else { throw .overrideBeforeConfig(text, at: word.range) }
            operands[operands.count - 1].overrides.append(word)
        }
    }

    /// The range of revisions that stands first; nil when the first word is none.
    func range(in session: Session) -> RevisionRange? {
        guard let word = operands.first?.word.text, !session.isConfig(word) else { return nil }
        return RevisionRange(word)
    }
}

/// What a word of `exp diff` means.
enum DiffTarget {
    /// A config on disk, by path or name.
    case config(String)
    /// A file of a revision: `main:configs/digits.yaml`.
    case revision(String, path: String)
    /// A recorded run, by one of its names.
    case run(String)

    /// The meaning of a word.
    init(_ word: String, in session: Session) {
        if session.isExistingConfig(word) {
            self = .config(word)
        } else if word.hasPrefix("@") || Self.isTag(word) {
            self = .run(word)
        } else if let colon = word.firstIndex(of: ":") {
            self = .revision(
                String(word[..<colon]),
                path: String(word[word.index(after: colon)...])
            )
        } else {
            self = session.isConfig(word) ? .config(word) : .run(word)
        }
    }

    /// `tag:x` is a run; a revision that is called `tag` has files that end as configs do.
    private static func isTag(_ word: String) -> Bool {
        word.hasPrefix("tag:") && !word.hasSuffix(".yaml") && !word.hasSuffix(".yml")
    }
}
