/// A place as an editor names it: line and column, both counted from 1.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1; lines end at LF, CRLF or a lone CR (YAML 1.2.2, section 5.4).
    package var line: Int

    /// The column in code points, from 1; a byte that is no UTF-8 counts as one.
    package var column: Int

    /// Names a place.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension SourcePosition: CustomStringConvertible {
    package var description: String {
        "\(line):\(column)"
    }
}

extension SourceRange {
    /// Where the range begins.
    ///
    /// The end of the input, when only blank lines stand before it, is told as the end of the last
    /// line that holds text: that is the line one has to look at.
    package var position: SourcePosition {
        file.lines.position(at: file.lines.shownOffset(of: start))
    }

    /// Where the range ends: the place after its last character.
    package var endPosition: SourcePosition {
        isEmpty ? position : file.lines.position(at: end)
    }

    /// The beginning of the range as it is printed: `configs/digits.yaml:7:3`, or only the name
    /// where no text is kept, as for a declaration.
    package var place: String {
        file.hasText ? "\(file.shownName):\(position)" : file.shownName
    }
}

extension SourceFile {
    /// The name in front of a line and column: a file's path as typed, `command line`,
    /// `standard input`, or `environment variable NAME`.
    package var shownName: String {
        switch kind {
        case .file, .declaration: name
        case .commandLine: "command line"
        case .standardInput: "standard input"
        case .environment: "environment variable \(name)"
        }
    }
}
