/// Turns the code point counts of libyaml's marks into byte offsets.
///
/// Marks come nearly in order, so the cursor walks from the last one; in a text of ASCII alone
/// counts and offsets are the same.
struct ByteCursor {
    private let text: UnsafeBufferPointer<UInt8>
    private let isASCII: Bool
    private var codePoint = 0
    private var offset = 0

    init(_ text: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
        self.text = text
        self.isASCII = isASCII
    }

    @inline(__always)
    mutating func offset(ofCodePoint index: Int) -> Int {
        isASCII ? min(index, text.count) : walk(to: index)
    }

    private mutating func walk(to index: Int) -> Int {
        while codePoint < index, offset < text.count {
            offset += 1
            while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
            codePoint += 1
        }
        while codePoint > index, offset > 0 {
            offset -= 1
            while offset > 0, text[offset] & 0xC0 == 0x80 { offset -= 1 }
            codePoint -= 1
        }
        return offset
    }
}
