package import ExpDiagnostics

/// An entry as text, taken from one place to be written in another.
package struct EntryText: Sendable {
    /// The keys from the outermost that is to be made to the entry's own, spelled.
    package var keys: [String]

    /// Anchor, tag and value as written; begins with a line end for a block below the key.
    package var value: [UInt8]

    /// The column of the key where the value was taken from: its further lines are indented from
    /// there.
    package var column: Int

    /// The comment after the value with the blanks before it; may be empty.
    package var comment: [UInt8]

    /// Describes an entry.
    package init(keys: [String], value: [UInt8], column: Int, comment: [UInt8]) {
        self.keys = keys
        self.value = value
        self.column = column
        self.comment = comment
    }
}

extension YAMLText {
    /// The text of an entry, to be written elsewhere.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - node: The mapping that holds it.
    ///   - keys: The keys under which it is to be written.
    ///   - edits: Changes within its value.
    /// - Returns: The text.
    /// - Throws: Why the text cannot be edited so.
    package func text(
        of entry: Mapping.Entry,
        in node: Node,
        keys: [String],
        edits: [TextEdit] = []
    ) throws(EditRefusal) -> EntryText {
        let range = try valueRange(of: entry)
        let inner = edits.map { edit in
            let start = edit.range.lowerBound - range.lowerBound
            return TextEdit(start..<(start + edit.range.count), edit.replacement)
        }
        let isInside = edits.allSatisfy {
            range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= range.upperBound
        }
        guard isInside, let value = TextEdit.applied(inner, to: Array(bytes[range])) else {
            throw .layout
        }
        let comment = comment(after: range.upperBound) ?? range.upperBound..<range.upperBound
        return EntryText(
            keys: keys,
            value: value,
            column: isFlow(node)
                ? indentation(entry.keyRange.start) : column(entry.keyRange.start),
            comment: Array(bytes[comment])
        )
    }

    /// The edits that write an entry into a mapping.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - node: The mapping.
    ///   - holder: The entry of the mapping behind which to write; nil for its last.
    /// - Returns: The edits.
    /// - Throws: Why the text cannot be edited so.
    package func insert(
        _ entry: EntryText,
        into node: Node,
        after holder: Mapping.Entry? = nil
    ) throws(EditRefusal) -> [TextEdit] {
        let own = ownEntries(node)
        if isFlow(node) {
            let text = try flow(entry)
            guard let last = holder ?? own.last else {
                let inner = (node.range.start + 1)..<(node.range.end - 1)
                guard isWhite(inner) else { throw .layout }
                return [TextEdit(inner, text)]
            }
            let end = end(of: last)
            return [TextEdit(end..<end, Array(", ".utf8) + text)]
        }
        guard let first = own.first, let last = holder ?? own.last else { throw .alias }
        guard comment(after: end(of: last)) != nil else { throw .layout }
        let indent = column(first.keyRange.start)
        return [lines(try block(entry, indent: indent), after: end(of: last))]
    }

    /// The edits that make a mapping of a string that chooses an option, and write an entry into
    /// it.
    package func insert(
        _ entry: EntryText,
        besideChoice choice: Mapping.Entry,
        in node: Node
    ) throws(EditRefusal) -> [TextEdit] {
        let range = try valueRange(of: choice)
        let colon = try colon(of: choice)
        guard !range.isEmpty, !range.contains(where: isLineEnd) else { throw .layout }
        if isFlow(node) {
            let text = try flow(entry)
            let start = TextEdit(range.lowerBound..<range.lowerBound, "{use: ")
            let end = range.upperBound..<range.upperBound
            return [start, TextEdit(end, Array(", ".utf8) + text + Array("}".utf8))]
        }
        guard comment(after: range.upperBound) != nil else { throw .layout }
        let indent = column(choice.keyRange.start) + step
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: indent)
        let use = newline + blanks + Array("use: ".utf8)
        return [
            TextEdit((colon + 1)..<range.lowerBound, use),
            lines(try block(entry, indent: indent), after: range.upperBound),
        ]
    }

    /// The edits that give an entry other keys where it stands: one, or several inside each other.
    package func rename(
        _ entry: Mapping.Entry,
        in node: Node,
        to keys: [String]
    ) throws(EditRefusal) -> [TextEdit] {
        guard isOwn(entry, of: node) else { throw .alias }
        let key = entry.keyRange.start..<entry.keyRange.end
        guard bytes[key.lowerBound] != UInt8(ascii: "*") else { throw .alias }
        guard keys.count > 1, let last = keys.last else {
            return [TextEdit(key, keys[0])]
        }
        let end = end(of: entry)
        if isFlow(node) {
            let opening = keys.dropLast().map { "\($0): {" }.joined()
            let closing = String(repeating: "}", count: keys.count - 1)
            return [TextEdit(key, opening + last), TextEdit(end..<end, closing)]
        }
        var text: [UInt8] = []
        var indent = column(key.lowerBound)
        for outer in keys.dropLast() {
            indent += step
            text += Array("\(outer):".utf8) + newline
            text += [UInt8](repeating: UInt8(ascii: " "), count: indent)
        }
        let shift = indent - column(key.lowerBound)
        var edits = [TextEdit(key, text + Array(last.utf8))]
        var line = nextLine(key.upperBound)
        while line < end {
            if lineEnd(line) > line {
                edits.append(TextEdit(line..<line, String(repeating: " ", count: shift)))
            }
            line = nextLine(line)
        }
        return edits
    }

    /// A key spelled like another: in the same quotes, or without where it needs none.
    package func spelling(of key: String, sign: String = "", like other: SourceRange?) -> String {
        let quote = other.flatMap { $0.isEmpty ? nil : bytes[$0.start] }
        if quote == UInt8(ascii: "'"), !key.contains("'") { return "'\(key)'" }
        let isQuoted = quote == UInt8(ascii: "\"")
        if isQuoted || !PlainText.isSyntax(key, in: .flow) { return PlainText.quoted(key) + sign }
        return key + sign
    }

    // MARK: - Texts

    /// Whole lines behind the line of an offset.
    private func lines(_ text: [UInt8], after offset: Int) -> TextEdit {
        let place = nextLine(offset)
        let isAtEnd = place == bytes.count && lineEnd(offset) == place
        return TextEdit(place..<place, isAtEnd ? newline + text : text + newline)
    }

    /// An entry in lines of its own, without the last line end.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - indent: The column of its first key.
    /// - Returns: The lines.
    /// - Throws: Why the text cannot be edited so.
    package func block(_ entry: EntryText, indent: Int) throws(EditRefusal) -> [UInt8] {
        var text: [UInt8] = []
        var column = indent
        for (depth, key) in entry.keys.enumerated() {
            if depth > 0 {
                column += step
                text += newline
            }
            text += [UInt8](repeating: UInt8(ascii: " "), count: column)
            text += Array("\(key):".utf8)
        }
        if let first = entry.value.first, first != UInt8(ascii: "\n"), first != UInt8(ascii: "\r") {
            text.append(UInt8(ascii: " "))
        }
        return text + (try shifted(entry.value, by: column - entry.column)) + entry.comment
    }

    /// A text whose lines but the first are indented by more or fewer blanks.
    private func shifted(_ text: [UInt8], by count: Int) throws(EditRefusal) -> [UInt8] {
        guard count != 0, text.contains(UInt8(ascii: "\n")) else { return text }
        var result: [UInt8] = []
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index > 0 { result.append(UInt8(ascii: "\n")) }
            let isEmpty = line.allSatisfy { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: " ") }
            if index == 0 || isEmpty {
                result += line
            } else if count > 0 {
                result += [UInt8](repeating: UInt8(ascii: " "), count: count) + line
            } else {
                let blanks = line.prefix { $0 == UInt8(ascii: " ") }.count
                guard blanks >= -count else { throw .layout }
                result += line.dropFirst(-count)
            }
        }
        return result
    }

    /// An entry for between braces.
    private func flow(_ entry: EntryText) throws(EditRefusal) -> [UInt8] {
        guard !entry.value.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
        else { throw .layout }
        let closing = String(repeating: "}", count: entry.keys.count - 1)
        let keys = entry.keys.joined(separator: ": {")
        return Array("\(keys): ".utf8) + entry.value + Array(closing.utf8)
    }
}
