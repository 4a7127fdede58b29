package import ExpDiagnostics

/// Finds where a part of a scalar's text stands in the file, through quotes, escapes and folded
/// lines, so that a message can point into a value.
package enum ScalarPositions {
    /// The place of a part of a scalar's text.
    ///
    /// The source is read again each time: nothing is kept for the sake of messages that are
    /// seldom made. Of blanks at folded lines only the first or last byte may be found; where the
    /// source does not spell the text at all, as for a value computed since, the whole node is the
    /// place.
    ///
    /// - Parameters:
    ///   - part: UTF-8 offsets in the text of the scalar.
    ///   - node: A scalar.
    /// - Returns: The place; for a node that is no scalar its whole range.
    /// - Complexity: linear in the length of the source.
    package static func range(ofText part: Range<Int>, in node: Node) -> SourceRange {
        guard let scalar = node.scalar else { return node.range }
        let source = node.range.file.bytes
        let bounds = node.range.start..<min(node.range.end, source.count)
        var alignment = Alignment(source: source, bounds: bounds, scalar: scalar)
        guard let places = alignment.places(), part.upperBound <= places.count else {
            return node.range
        }
        guard !part.isEmpty else {
            let start =
                part.lowerBound < places.count
                ? places[part.lowerBound].lowerBound : places.last?.upperBound
            let offset = start ?? alignment.start
            return node.range.file.range(offset, offset)
        }
        return node.range.file.range(
            places[part.lowerBound].lowerBound,
            places[part.upperBound - 1].upperBound
        )
    }
}

/// Walks a scalar's text and its spelling side by side.
private struct Alignment {
    private let source: [UInt8]
    private let end: Int
    private let text: [UInt8]
    private let style: Style
    private var position: Int
    /// Where the spelling of the text begins, after an opening quote.
    let start: Int

    private enum Style {
        case plain
        case single
        case double
        /// A block scalar, whose first line says how it is meant.
        case block
        /// A word of the command line: a backslash may take a character's meaning away.
        case word
    }

    init(source: [UInt8], bounds: Range<Int>, scalar: Scalar) {
        self.source = source
        text = Array(scalar.text.utf8)
        var start = bounds.lowerBound
        var end = bounds.upperBound
        let first = bounds.isEmpty ? 0 : source[start]
        let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        if isQuoted, bounds.count > 1, source[end - 1] == first, scalar.form != .plain {
            style = first == UInt8(ascii: "'") ? .single : .double
            start += 1
            end -= 1
        } else if scalar.form == .block {
            style = .block
            while start < end, source[start] != UInt8(ascii: "\n") { start += 1 }
        } else {
            style = scalar.form == .plain ? .plain : .word
        }
        self.start = start
        self.end = end
        position = start
    }

    /// The place of each byte of the text; nil where the source spells another text.
    mutating func places() -> [Range<Int>]? {
        var places: [Range<Int>] = []
        places.reserveCapacity(text.count)
        while places.count < text.count {
            let byte = text[places.count]
            guard position < end else {
                // The line end after a block scalar's last line lies outside its range.
                guard style == .block, isWhite(byte) else { return nil }
                places.append(end..<end)
                continue
            }
            let next = position + 1 < end ? source[position + 1] : 0
            if source[position] == UInt8(ascii: "\\"), style == .double {
                guard takeEscape(next, byte, &places) else { return nil }
            } else if source[position] == UInt8(ascii: "'"), style == .single {
                guard byte == UInt8(ascii: "'"), next == byte else { return nil }
                take(2, &places)
            } else if source[position] == UInt8(ascii: "\\"), style != .block, byte == next,
                byte != UInt8(ascii: "\\"), style != .plain
            {
                take(2, &places)
            } else if source[position] == byte || isWhite(byte) && isLineEnd(source[position]) {
                take(1, &places)
            } else if isWhite(source[position]) {
                position += 1
            } else {
                return nil
            }
        }
        return places
    }

    private mutating func take(_ length: Int, bytes: Int = 1, _ places: inout [Range<Int>]) {
        let place = position..<min(position + length, end)
        for _ in 0..<bytes { places.append(place) }
        position += length
    }

    /// Takes an escape in double quotes (YAML 1.2.2 §5.7, with JSON's surrogate pairs).
    private mutating func takeEscape(
        _ letter: UInt8,
        _ byte: UInt8,
        _ places: inout [Range<Int>]
    ) -> Bool {
        let digits: Int
        switch letter {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            position += 2
            while position < end, isWhite(source[position]) { position += 1 }
            return true
        case UInt8(ascii: "x"): digits = 2
        case UInt8(ascii: "u"): digits = isHighSurrogate ? 10 : 4
        case UInt8(ascii: "U"): digits = 8
        default: digits = 0
        }
        // One escape may spell a character of several bytes.
        var bytes = 1
        while places.count + bytes < text.count, text[places.count + bytes] & 0xC0 == 0x80 {
            bytes += 1
        }
        take(2 + digits, bytes: bytes, &places)
        return true
    }

    private var isHighSurrogate: Bool {
        guard position + 3 < end else { return false }
        let isD = source[position + 2] | 0x20 == UInt8(ascii: "d")
        let digit = source[position + 3] | 0x20
        return isD
            && [UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b")]
                .contains(
                    source[position + 3] < 0x40 ? source[position + 3] : digit
                )
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func isWhite(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineEnd(byte)
    }
}
