import Synchronization

/// A text that values come from, kept whole so that every message can show the line it is about.
///
/// The command line, environment values, standard input and the defaults that a task declares are
/// source files too: a value's origin is always a range in one of them.
package final class SourceFile: Sendable {
    /// What the text is; it decides how a place in it is named to the user.
    package enum Kind: String, Sendable {
        /// A file on disk; ``SourceFile/path`` is set.
        case file
        /// The overrides as typed, joined by single spaces.
        case commandLine
        /// The value of one environment variable; the name is the variable's.
        case environment
        /// Text read from standard input.
        case standardInput
        /// What a task or schema declares in code; the text is empty, the name is the declarer.
        case declaration
    }

    /// What the text is.
    package let kind: Kind

    /// The name shown to the user: for a file its path as the user would type it.
    package let name: String

    /// The absolute path of a file; nil for every other kind.
    package let path: String?

    /// The text in UTF-8, without a byte order mark.
    ///
    /// It may hold bytes that are no valid UTF-8.
    package let bytes: [UInt8]

    /// Whether the file began with a byte order mark: then file offsets are three bytes higher.
    package let hasByteOrderMark: Bool

    private let lineIndex = AtomicLazyReference<LineIndex>()

    /// Keeps a text under its name, taking a byte order mark off its front.
    package init(kind: Kind, name: String, path: String? = nil, bytes: [UInt8]) {
        self.kind = kind
        self.name = name
        self.path = path
        hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        self.bytes = hasByteOrderMark ? Array(bytes.dropFirst(3)) : bytes
    }

    /// Keeps a text given as a string; the usual way in tests.
    package convenience init(kind: Kind = .file, name: String, path: String? = nil, text: String) {
        self.init(kind: kind, name: name, path: path, bytes: Array(text.utf8))
    }

    /// Where the lines begin; found when first asked for.
    package var lines: LineIndex {
        lineIndex.load() ?? lineIndex.storeIfNil(LineIndex(bytes))
    }

    /// A range in this text.
    package func range(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(file: self, start: start, end: end)
    }
}

extension SourceFile: Hashable {
    package static func == (left: SourceFile, right: SourceFile) -> Bool {
        left === right
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
