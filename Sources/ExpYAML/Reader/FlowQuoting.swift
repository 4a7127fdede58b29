/// Finds plain values with interpolations inside brackets, where `{` and `,` in them break YAML, and
/// `???`, which begins a key there, and shows the quotes that they need.
struct FlowQuoting {
    private let text: UnsafeBufferPointer<UInt8>

    /// The interpolations, from `${` to its `}`, and every `???`.
    private(set) var interpolations: [Range<Int>] = []

    /// The plain values that hold them, which the quotes go around.
    private(set) var values: [Range<Int>] = []

    /// Goes over the text from an opening bracket on.
    init(text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
        self.text = text
        var position = start
        var valueStart = start
        while position < end {
            switch text[position] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = text[position]
                // A quote inside a word is an apostrophe.
                guard position == valueStart else {
                    position += 1
                    continue
                }
                position += 1
                while position < end, text[position] != quote {
                    position +=
                        quote == UInt8(ascii: "\"") && text[position] == UInt8(ascii: "\\")
                        ? 2 : 1
                }
                position += 1
            case UInt8(ascii: "#") where position > start && text[position - 1] == 0x20:
                while position < end, text[position] != 0x0A { position += 1 }
            case UInt8(ascii: "$")
            where position + 1 < end && text[position + 1] == UInt8(ascii: "{"):
                position = takeInterpolation(position, end, &valueStart)
            case UInt8(ascii: "?") where position == valueStart && isMarkOfMissing(position, end):
                interpolations.append(position..<position + 3)
                values.append(position..<position + 3)
                position += 3
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: "]"),
                UInt8(ascii: "}"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                position += 1
                if text[position - 1] != UInt8(ascii: " ") || isAfterColon(position) {
                    valueStart = position
                } else if valueStart == position - 1 {
                    valueStart = position
                }
            default:
                position += 1
            }
        }
    }

    /// A stretch of the text with quotes around the values that need them.
    func quoted(_ range: Range<Int>) -> String {
        var result: [UInt8] = []
        for position in range {
            let isEdge = values.contains { $0.lowerBound == position || $0.upperBound == position }
            if isEdge { result.append(UInt8(ascii: "\"")) }
            result.append(text[position])
        }
        if values.contains(where: { $0.upperBound == range.upperBound }) {
            result.append(UInt8(ascii: "\""))
        }
        let line = String(decoding: result, as: UTF8.self)
        return String(line.drop { $0 == " " })
    }

    /// Whether `???` stands here, with the end of a value after it.
    private func isMarkOfMissing(_ position: Int, _ end: Int) -> Bool {
        guard position + 2 < end, text[position + 1] == UInt8(ascii: "?"),
            text[position + 2] == UInt8(ascii: "?")
        else { return false }
        return position + 3 == text.count || ",]} \n\r".utf8.contains(text[position + 3])
    }

    private func isAfterColon(_ position: Int) -> Bool {
        position > 1 && text[position - 2] == UInt8(ascii: ":")
    }

    /// Takes an interpolation, and what follows up to the end of its value.
    private mutating func takeInterpolation(
        _ start: Int,
        _ end: Int,
        _ valueStart: inout Int
    ) -> Int {
        var depth = 0
        var position = start
        while position < end {
            if text[position] == UInt8(ascii: "{") { depth += 1 }
            if text[position] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { break }
            }
            if text[position] == 0x0A { break }
            position += 1
        }
        let close = min(position + 1, end)
        interpolations.append(start..<close)
        position = close
        var valueEnd = close
        while position < end, !",]}\n\r".utf8.contains(text[position]) {
            if text[position] == UInt8(ascii: "$"), position + 1 < end,
                text[position + 1] == UInt8(ascii: "{")
            {
                // A second one in the same value.
                return takeInterpolation(position, end, &valueStart)
            }
            position += 1
            if text[position - 1] != 0x20 { valueEnd = position }
        }
        values.append(valueStart..<valueEnd)
        return position
    }
}
