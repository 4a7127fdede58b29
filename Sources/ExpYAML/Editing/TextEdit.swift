/// A change of some bytes of a text; everything else stays byte for byte.
package struct TextEdit: Hashable, Sendable {
    /// The bytes that go; empty to insert.
    package var range: Range<Int>

    /// The bytes that come in their place; empty to delete.
    package var replacement: [UInt8]

    /// Describes a change.
    package init(_ range: Range<Int>, _ replacement: [UInt8] = []) {
        self.range = range
        self.replacement = replacement
    }

    /// Describes a change to a text.
    package init(_ range: Range<Int>, _ replacement: String) {
        self.init(range, Array(replacement.utf8))
    }

    /// A text with all changes made; those that meet at one place in the order given.
    ///
    /// - Returns: nil when two changes overlap.
    package static func applied(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
        let inOrder = edits.enumerated().sorted {
            ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        for (_, edit) in inOrder {
            guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count else {
                return nil
            }
            result += bytes[position..<edit.range.lowerBound]
            result += edit.replacement
            position = edit.range.upperBound
        }
        return result + bytes[position...]
    }
}

/// Why a text cannot be edited as asked.
package enum EditRefusal: Error, Sendable {
    /// The key or value stands elsewhere in the text, and an alias or merge key brings it in.
    case alias
    /// The layout is one that these edits do not know.
    case layout
}
