package import ExpDiagnostics

/// The overrides as one text, so that a message can point into what was typed.
///
/// The tokens stand in order, joined by single spaces. One that a shell would not pass through
/// as it is stands in single quotes, its own bytes unchanged between them.
package struct CommandLineText: Sendable {
    /// The whole text.
    package let file: SourceFile

    /// Where each token lies, without the quotes shown around it.
    package let tokens: [SourceRange]

    /// Joins tokens as a shell passed them.
    package init(_ arguments: [String]) {
        var bytes: [UInt8] = []
        var bounds: [(start: Int, end: Int)] = []
        for argument in arguments {
            if !bounds.isEmpty { bytes.append(UInt8(ascii: " ")) }
            let isQuoted = Self.needsQuotes(argument)
            if isQuoted { bytes.append(UInt8(ascii: "'")) }
            let start = bytes.count
            bytes += argument.utf8
            bounds.append((start, bytes.count))
            if isQuoted { bytes.append(UInt8(ascii: "'")) }
        }
        let file = SourceFile(kind: .commandLine, name: "command line", bytes: bytes)
        self.file = file
        tokens = bounds.map { file.range($0.start, $0.end) }
    }

    /// Whether a POSIX shell, or one that expands braces and brackets, would change the token.
    static func needsQuotes(_ token: String) -> Bool {
        token.isEmpty || !token.utf8.allSatisfy(isSafe)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default:
            "_@%+=:,./-~".utf8.contains(byte)
        }
    }
}
