import ExpDiagnostics

/// A place in a text with the steps that every parser here takes.
struct ByteScanner {
    /// The text.
    let file: SourceFile

    /// The next byte's offset.
    var position: Int

    /// The offset after the last byte.
    let end: Int

    /// Begins at the start of a range.
    init(_ range: SourceRange) {
        file = range.file
        position = range.start
        end = range.end
    }

    /// Whether nothing is left.
    var isAtEnd: Bool {
        position >= end
    }

    /// The next byte; nil at the end.
    var peek: UInt8? {
        position < end ? file.bytes[position] : nil
    }

    /// The byte some places further; nil beyond the end.
    func peek(_ offset: Int) -> UInt8? {
        position + offset < end ? file.bytes[position + offset] : nil
    }

    /// Takes a text when it is what comes next.
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= end else { return false }
        for offset in 0..<count where file.bytes[position + offset] != text.utf8Start[offset] {
            return false
        }
        position += count
        return true
    }

    /// Takes blanks and tabs.
    mutating func skipBlanks() {
        while let byte = peek, Self.isBlank(byte) { position += 1 }
    }

    /// Takes an identifier, a letter or `_` and then letters, digits, `_` and `-`.
    mutating func identifier() -> String? {
        guard let first = peek, Self.isLetter(first) else { return nil }
        let start = position
        while let byte = peek,
            Self.isLetter(byte) || Self.isDigit(byte) || byte == UInt8(ascii: "-")
        {
            position += 1
        }
        return file.range(start, position).text
    }

    /// Takes one whole character, so that no range ends within one.
    mutating func skipCharacter() {
        guard position < end else { return }
        position += 1
        while position < end, file.bytes[position] & 0xC0 == 0x80 { position += 1 }
    }

    /// The range from a place to here.
    func range(from start: Int) -> SourceRange {
        file.range(start, position)
    }

    /// The character that comes next, or the empty range at the end.
    var nextCharacter: SourceRange {
        var copy = self
        copy.skipCharacter()
        return file.range(position, copy.position)
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Whether a byte is an ASCII letter or `_`.
    static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            true
        default:
            false
        }
    }
}
