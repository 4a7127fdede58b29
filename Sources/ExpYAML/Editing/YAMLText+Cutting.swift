import ExpDiagnostics

extension YAMLText {
    /// The edits that take an entry out of its mapping, with the comment on its line.
    ///
    /// - Parameters:
    ///   - entry: An entry written in the mapping.
    ///   - node: The mapping.
    ///   - isRoot: Whether the mapping is the whole document, which may be empty.
    ///   - remains: What stays in the entry's lines, as a comment.
    /// - Returns: The edits.
    /// - Throws: Why the text cannot be edited so.
    package func cut(
        _ entry: Mapping.Entry,
        from node: Node,
        isRoot: Bool,
        leaving remains: [UInt8] = []
    ) throws(EditRefusal) -> [TextEdit] {
        let own = ownEntries(node)
        guard let place = own.firstIndex(where: { $0.keyRange == entry.keyRange }) else {
            throw .alias
        }
        if isFlow(node) { return try cutFlow(own, place, from: node) }
        let (start, end) = (entry.keyRange.start, end(of: entry))
        guard let comment = comment(after: end) else { throw .layout }
        if own.count == 1, !isRoot { return [emptied(node, from: start, to: end)] }
        if isFirstOnLine(start) {
            return [TextEdit(lineStart(start)..<nextLine(end), remains)]
        }
        guard place + 1 < own.count else { throw .layout }
        let next = own[place + 1].keyRange.start
        if isWhite(comment.upperBound..<next) { return [TextEdit(start..<next)] }
        return [TextEdit(start..<comment.upperBound)]
    }

    /// Writes `{}` in the place of the only entry.
    private func emptied(_ node: Node, from start: Int, to end: Int) -> TextEdit {
        if let colon = colonBefore(start) { return TextEdit((colon + 1)..<end, " {}") }
        return TextEdit(start..<end, "{}")
    }

    /// The colon before an offset with only blanks and line ends between; nil without one.
    func colonBefore(_ offset: Int) -> Int? {
        var position = offset - 1
        while position >= 0, isBlank(position) || isLineEnd(position) { position -= 1 }
        return position >= 0 && bytes[position] == UInt8(ascii: ":") ? position : nil
    }

    private func cutFlow(
        _ own: [Mapping.Entry],
        _ place: Int,
        from node: Node
    ) throws(EditRefusal) -> [TextEdit] {
        let (start, end) = (own[place].keyRange.start, end(of: own[place]))
        let isOnOwnLines = isFirstOnLine(start)
        if own.count == 1 {
            let inner = (node.range.start + 1)..<(node.range.end - 1)
            let isBare = isWhite(inner.lowerBound..<start) && isWhite(end..<inner.upperBound)
            return [TextEdit(isBare ? inner : start..<end)]
        }
        if place + 1 < own.count {
            let comma = try comma(after: end)
            let next = own[place + 1].keyRange.start
            if isWhite((comma + 1)..<next), !hasLineEnd((comma + 1)..<next) || !isOnOwnLines {
                return [TextEdit(start..<next)]
            }
            guard isOnOwnLines, comment(after: comma + 1) != nil else { throw .layout }
            return [TextEdit(lineStart(start)..<nextLine(comma))]
        }
        let before = self.end(of: own[place - 1])
        let comma = try comma(after: before)
        let trailing = try? self.comma(after: end)
        if isWhite((comma + 1)..<start), !isOnOwnLines {
            return [TextEdit(before..<end)]
        }
        guard isOnOwnLines, comment(after: (trailing ?? end - 1) + 1) != nil else { throw .layout }
        let line = TextEdit(lineStart(start)..<nextLine(trailing ?? end))
        return trailing == nil ? [TextEdit(comma..<(comma + 1)), line] : [line]
    }

    private func comma(after offset: Int) throws(EditRefusal) -> Int {
        var position = offset
        while position < bytes.count, isBlank(position) || isLineEnd(position) { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { throw .layout }
        return position
    }

    private func hasLineEnd(_ range: Range<Int>) -> Bool {
        range.contains(where: isLineEnd)
    }

    /// The edits that make comments of the lines of an entry; nil where it has no lines of its
    /// own.
    ///
    /// - Parameters:
    ///   - entry: An entry written in the mapping.
    ///   - node: The mapping.
    ///   - isRoot: Whether the mapping is the whole document, which may be empty.
    ///   - remark: A line of comment to put above, without `# `.
    /// - Returns: The edits; nil where they are not possible.
    package func commentedOut(
        _ entry: Mapping.Entry,
        in node: Node,
        isRoot: Bool,
        remark: String
    ) -> [TextEdit]? {
        let (start, end) = (entry.keyRange.start, end(of: entry))
        guard !isFlow(node), isFirstOnLine(start), comment(after: end) != nil else { return nil }
        let own = ownEntries(node)
        guard own.contains(where: { $0.keyRange == entry.keyRange }) else { return nil }
        let indent = column(start)
        let blanks = String(repeating: " ", count: indent)
        let head = Array("\(blanks)# \(remark)".utf8) + newline
        var edits = [TextEdit(lineStart(start)..<lineStart(start), head)]
        if own.count == 1, !isRoot {
            guard let colon = colonBefore(start) else { return nil }
            edits.append(TextEdit((colon + 1)..<(colon + 1), " {}"))
        }
        var line = lineStart(start)
        while line < end {
            if lineEnd(line) > line {
                let place = line + min(indent, indentation(line))
                edits.append(TextEdit(place..<place, "# "))
            }
            line = nextLine(line)
        }
        return edits
    }
}
