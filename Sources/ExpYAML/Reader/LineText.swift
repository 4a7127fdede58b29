/// A text asked about its lines, for messages.
struct LineText {
    let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// The start of the line that an offset lies in.
    func start(of offset: Int) -> Int {
        var position = min(offset, text.count)
        while position > 0, !isLineEnd(text[position - 1]) { position -= 1 }
        return position
    }

    /// The end of the line that an offset lies in, without its line end.
    func end(of offset: Int) -> Int {
        var position = offset
        while position < text.count, !isLineEnd(text[position]) { position += 1 }
        return position
    }

    /// The first byte from an offset on that is no blank or tab.
    func endOfBlanks(from offset: Int) -> Int {
        var position = offset
        while position < text.count, isBlank(text[position]), !isLineEnd(text[position]) {
            position += 1
        }
        return position
    }

    /// The first byte from an offset on that is no white space.
    func endOfBlankLines(from offset: Int) -> Int {
        var position = offset
        while position < text.count, isBlank(text[position]) { position += 1 }
        return position
    }

    /// The end of what stands on the line, without a comment and the blanks before it.
    func endOfPlain(from offset: Int) -> Int {
        var end = offset
        var position = offset
        while position < text.count, !isLineEnd(text[position]) {
            let isComment =
                text[position] == UInt8(ascii: "#") && position > offset
                && isBlank(text[position - 1])
            if isComment { break }
            position += 1
            if !isBlank(text[position - 1]) { end = position }
        }
        return end
    }

    /// The end of a word inside brackets.
    func endOfFlowPlain(from offset: Int) -> Int {
        let end = endOfPlain(from: offset)
        return text[offset..<end].firstIndex { ",]}".utf8.contains($0) } ?? end
    }

    /// The end of a word.
    func endOfToken(from offset: Int) -> Int {
        var position = offset
        while position < text.count, !isBlank(text[position]) { position += 1 }
        return position
    }

    /// The offset after a character; the end of the text stays where it is.
    func afterCharacter(_ offset: Int) -> Int {
        guard offset < text.count else { return text.count }
        var position = offset + 1
        while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
        return position
    }

    /// The start of the nearest line above with text other than a comment; nil where there is none.
    func lineAbove(_ lineStart: Int) -> Int? {
        var position = lineStart
        while position > 0 {
            var end = position - 1
            if text[end] == UInt8(ascii: "\n"), end > 0, text[end - 1] == UInt8(ascii: "\r") {
                end -= 1
            }
            position = start(of: end)
            let first = endOfBlanks(from: position)
            if first < end, text[first] != UInt8(ascii: "#") { return position }
        }
        return nil
    }

    /// The number of blanks at the start of a line.
    func indentation(of lineStart: Int) -> Int {
        endOfBlanks(from: lineStart) - lineStart
    }

    /// The number of bytes before an offset on its line.
    func column(of offset: Int) -> Int {
        offset - start(of: offset)
    }

    /// Whether a list item begins here.
    func isItem(at offset: Int) -> Bool {
        offset < text.count && text[offset] == UInt8(ascii: "-")
            && (offset + 1 == text.count || isBlank(text[offset + 1]))
    }

    /// The character that begins at an offset; nil at the end.
    func character(at offset: Int) -> Character? {
        guard offset < text.count else { return nil }
        return string(offset, afterCharacter(offset)).first
    }

    /// A part of the text.
    func string(_ start: Int, _ end: Int) -> String {
        let end = min(end, text.count)
        guard start < end else { return "" }
        return String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self)
    }

    /// Whether a byte is white space.
    func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineEnd(byte)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
