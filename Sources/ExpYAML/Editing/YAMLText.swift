import ExpDiagnostics

/// The text of a YAML document, as far as edits of its mappings need to know it.
///
/// Edits are made from the ranges of a tree that was read from just this text.
package struct YAMLText: Sendable {
    /// The text.
    package let bytes: [UInt8]

    /// How its lines end.
    package let newline: [UInt8]

    /// The blanks by which a mapping inside another is indented.
    package let step: Int

    /// Looks at a text.
    ///
    /// - Parameters:
    ///   - bytes: The text, without a byte order mark.
    ///   - root: The tree that was read from it.
    package init(_ bytes: [UInt8], _ root: Node) {
        self.bytes = bytes
        let firstEnd = bytes.firstIndex(of: UInt8(ascii: "\n"))
        let hasReturn = firstEnd.map { $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\r") } ?? false
        newline = hasReturn ? Array("\r\n".utf8) : [UInt8(ascii: "\n")]
        var found: Int?
        func look(_ node: Node, _ column: Int) {
            guard let mapping = node.mapping, found == nil, node.trace == nil else { return }
            for entry in mapping.entries {
                let own = Self.column(entry.keyRange.start, in: bytes)
                if bytes[node.range.start] != UInt8(ascii: "{"), own > column, column >= 0 {
                    found = own - column
                    return
                }
                look(entry.value, own)
            }
        }
        look(root, -1)
        step = found ?? 2
    }

    // MARK: Lines

    /// Where the line of an offset begins.
    package func lineStart(_ offset: Int) -> Int {
        Self.lineStart(offset, in: bytes)
    }

    /// Where the line of an offset ends, before its line end.
    package func lineEnd(_ offset: Int) -> Int {
        var end = offset
        while end < bytes.count, !isLineEnd(end) { end += 1 }
        return end
    }

    /// Where the line after the one of an offset begins; the end of the text after the last.
    package func nextLine(_ offset: Int) -> Int {
        var end = lineEnd(offset)
        if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
        return end
    }

    /// The bytes of the line before an offset.
    package func column(_ offset: Int) -> Int {
        Self.column(offset, in: bytes)
    }

    /// The blanks that a line begins with.
    package func indentation(_ offset: Int) -> Int {
        let start = lineStart(offset)
        return bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count
    }

    /// Whether nothing but blanks stands before an offset on its line.
    package func isFirstOnLine(_ offset: Int) -> Bool {
        bytes[lineStart(offset)..<offset].allSatisfy { $0 == UInt8(ascii: " ") }
    }

    /// Whether a range holds blanks and line ends only.
    package func isWhite(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { Self.whites.contains($0) }
    }

    /// The comment that follows a value on its line, with the blanks before it; empty where there
    /// is none.
    ///
    /// - Returns: nil where anything else follows.
    package func comment(after offset: Int) -> Range<Int>? {
        let end = lineEnd(offset)
        var position = offset
        while position < end, isBlank(position) { position += 1 }
        if position == end { return offset..<offset }
        guard bytes[position] == UInt8(ascii: "#"), position > offset else { return nil }
        return offset..<end
    }

    private static let whites: [UInt8] = Array(" \t\r\n".utf8)

    private static func lineStart(_ offset: Int, in bytes: [UInt8]) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n"),
            bytes[start - 1] != UInt8(ascii: "\r")
        {
            start -= 1
        }
        return start
    }

    private static func column(_ offset: Int, in bytes: [UInt8]) -> Int {
        offset - lineStart(offset, in: bytes)
    }

    func isBlank(_ offset: Int) -> Bool {
        bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t")
    }

    func isLineEnd(_ offset: Int) -> Bool {
        bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r")
    }

    // MARK: Entries

    /// Whether a mapping stands in braces.
    package func isFlow(_ mapping: Node) -> Bool {
        mapping.range.start < bytes.count && bytes[mapping.range.start] == UInt8(ascii: "{")
    }

    /// The entries that are written in a mapping, in the order of the text: without those that a
    /// merge key brings in.
    func ownEntries(_ node: Node) -> [Mapping.Entry] {
        var own: [Mapping.Entry] = []
        let entries = (node.mapping?.entries ?? [])
            .filter { node.range.start <= $0.keyRange.start && $0.keyRange.end <= node.range.end }
            .sorted { $0.keyRange.start < $1.keyRange.start }
        for entry in entries {
            // An anchor within an entry before may be what is merged in.
            if let last = own.last, entry.keyRange.start < end(of: last) { continue }
            own.append(entry)
        }
        return own
    }

    /// Whether an entry is written in the mapping that holds it.
    package func isOwn(_ entry: Mapping.Entry, of node: Node) -> Bool {
        ownEntries(node).contains { $0.keyRange == entry.keyRange }
    }

    /// Where an entry ends: with its value, or the alias that stands for it.
    package func end(of entry: Mapping.Entry) -> Int {
        if case .alias(let range)? = entry.value.trace?.step { return range.end }
        return max(entry.keyRange.end, entry.value.range.end)
    }

    /// What stands between the colon of an entry and its end, without blanks in front: anchor and
    /// tag included, beginning with a line end for a block below the key.
    package func valueRange(of entry: Mapping.Entry) throws(EditRefusal) -> Range<Int> {
        let end = end(of: entry)
        var start = try colon(of: entry) + 1
        while start < end, isBlank(start) { start += 1 }
        return min(start, end)..<end
    }

    /// The colon after a key.
    package func colon(of entry: Mapping.Entry) throws(EditRefusal) -> Int {
        var position = entry.keyRange.end
        while position < bytes.count, Self.whites.contains(bytes[position]) { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw .layout }
        return position
    }
}
