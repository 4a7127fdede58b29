/// Where the lines of a text begin, so that an offset becomes a line and column.
///
/// Works on any bytes: an offset beyond the end counts as the end, one inside a character as that
/// character, and a byte that is no UTF-8 as one character of its own.
package final class LineIndex: Sendable {
    private let bytes: [UInt8]
    private let starts: [UInt32]
    private let isASCII: Bool

    /// Finds the lines of a text.
    ///
    /// - Complexity: O(*n*) in the number of bytes.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts: [UInt32] = [0]
        var union: UInt8 = 0
        bytes.withUnsafeBufferPointer { text in
            for offset in text.indices {
                let byte = text[offset]
                union |= byte
                guard byte == .lineFeed || byte == .carriageReturn else { continue }
                let next = offset + 1
                if byte == .carriageReturn, next < text.count, text[next] == .lineFeed { continue }
                starts.append(UInt32(next))
            }
        }
        self.starts = starts
        isASCII = union < 0x80
    }

    /// How many lines there are: one more than line breaks.
    package var count: Int {
        starts.count
    }

    /// The line, from 1, that holds an offset; a line break belongs to the line it ends.
    ///
    /// - Complexity: O(log *n*) in the number of lines.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The bytes of a line, from 1, without its line break.
    package func content(ofLine line: Int) -> Range<Int> {
        let start = Int(starts[line - 1])
        guard line < starts.count else { return start..<bytes.count }
        var end = Int(starts[line])
        if end > start, bytes[end - 1] == .lineFeed { end -= 1 }
        if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
        return start..<end
    }

    /// The line and column of an offset.
    ///
    /// - Complexity: O(log *n*) in the number of lines for ASCII, else also O(*m*) in the length of
    ///   the line.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = line(at: offset)
        let start = Int(starts[line - 1])
        guard !isASCII else { return SourcePosition(line: line, column: offset - start + 1) }
        var column = 1
        var place = start
        while place < offset {
            place += UTF8Scalar.read(bytes, at: place, end: bytes.count).length
            if place <= offset { column += 1 }
        }
        return SourcePosition(line: line, column: column)
    }

    /// The offset at which a place is shown: the same one, but for the end of the input on a blank
    /// line the end of the last line that holds text.
    package func shownOffset(of offset: Int) -> Int {
        let offset = min(max(offset, 0), bytes.count)
        guard offset == bytes.count, content(ofLine: count).allSatisfy({ bytes[$0].isBlank }) else {
            return offset
        }
        var end = offset
        while end > 0, bytes[end - 1].isBlank { end -= 1 }
        return end == 0 ? offset : end
    }
}

extension UInt8 {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let tab: UInt8 = 0x09

    /// Whether this is a space, a tab or part of a line break.
    var isBlank: Bool {
        self == .space || self == .tab || self == .lineFeed || self == .carriageReturn
    }
}
