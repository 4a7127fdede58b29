/// Finds what may not stand in a YAML text at all: broken UTF-8 and control characters.
///
/// The rule is `c-printable` of YAML 1.2.2 §5.1. It is checked before libyaml sees the text, since
/// libyaml stops at the first such byte and knows no line for it.
struct TextCheck {
    /// One stretch of the text that may not be there.
    struct Finding: Equatable {
        enum Kind: Equatable {
            /// Bytes that are no UTF-8.
            case notUTF8
            /// A control character, or another one that YAML excludes.
            case character(Unicode.Scalar)
        }

        var kind: Kind
        var start: Int
        var end: Int
    }

    /// Whether the text is ASCII alone.
    private(set) var isASCII = true

    /// The first findings, in the order of the text; never more than ``most``.
    private(set) var findings: [Finding] = []

    /// So many findings are enough to see that a file is no text.
    static let most = 5

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position < text.count, findings.count < Self.most {
            position = Self.endOfPlainText(text, from: position)
            guard position < text.count else { return }
            let byte = text[position]
            if byte < 0x80 {
                add(.character(Unicode.Scalar(byte)), position, position + 1)
                position += 1
            } else {
                isASCII = false
                position = checkCharacter(text, at: position)
            }
        }
    }

    /// Skips printable ASCII, tabs and line ends, eight bytes a step.
    private static func endOfPlainText(
        _ text: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int {
        var position = start
        let raw = UnsafeRawBufferPointer(text)
        let high: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= text.count {
            let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // Each byte's high bit: set where the byte is not in 0x20...0x7E.
            let low = word &- 0x2020_2020_2020_2020
            let delete = (word ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101
            if (word | low | delete) & high == 0 {
                position += 8
                continue
            }
            let end = position + 8
            while position < end {
                guard isPlain(text[position]) else { return position }
                position += 1
            }
        }
        while position < text.count, isPlain(text[position]) { position += 1 }
        return position
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte < 0x7F) || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Checks one character beyond ASCII; returns the place after it.
    private mutating func checkCharacter(
        _ text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> Int {
        let lead = text[start]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        let lowest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        var end = start + 1
        while end < text.count, end < start + length, text[end] & 0xC0 == 0x80 {
            value = value << 6 | UInt32(text[end] & 0x3F)
            end += 1
        }
        let isWhole = (0xC2...0xF4).contains(lead) && end == start + length && value >= lowest
        guard isWhole, let scalar = Unicode.Scalar(value) else {
            addBrokenByte(start, end)
            return end
        }
        let isExcluded =
            value < 0xA0 && value != 0x85 || value == 0xFEFF || value == 0xFFFE || value == 0xFFFF
        if isExcluded { add(.character(scalar), start, end) }
        return end
    }

    /// Broken bytes beside each other are one finding.
    private mutating func addBrokenByte(_ start: Int, _ end: Int) {
        if let last = findings.last, last.kind == .notUTF8, last.end == start {
            findings[findings.count - 1].end = end
        } else {
            add(.notUTF8, start, end)
        }
    }

    private mutating func add(_ kind: Finding.Kind, _ start: Int, _ end: Int) {
        findings.append(Finding(kind: kind, start: start, end: end))
    }
}
