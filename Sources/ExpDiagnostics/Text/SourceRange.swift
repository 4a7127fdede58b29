/// A half-open range of bytes in a ``SourceFile``; line and column are computed only to print.
package struct SourceRange: Hashable, Sendable {
    /// The text that the range lies in.
    package let file: SourceFile

    private let lower: UInt32
    private let upper: UInt32

    /// A range by byte offsets; both must lie within the text and `start` not after `end`.
    package init(file: SourceFile, start: Int, end: Int) {
        self.file = file
        precondition(
            0 <= start && start <= end && end <= file.bytes.count,
            "a range beyond its text"
        )
        lower = UInt32(start)
        upper = UInt32(end)
    }

    /// The offset of the first byte.
    package var start: Int {
        Int(lower)
    }

    /// The offset after the last byte.
    package var end: Int {
        Int(upper)
    }

    /// Whether the range holds no byte: a place between two bytes.
    package var isEmpty: Bool {
        lower == upper
    }

    /// The text in the range; bytes that are no UTF-8 become replacement characters.
    package var text: String {
        String(decoding: file.bytes[start..<end], as: UTF8.self)
    }

    /// The smallest range that holds both; `other` must lie in the same file.
    package func union(_ other: SourceRange) -> SourceRange {
        SourceRange(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}
