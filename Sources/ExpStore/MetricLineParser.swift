import ExpSystem

/// Reads lines of a metrics file straight from its bytes.
///
/// A line is one flat JSON object with `step` and `time` first met and metrics beside them; null,
/// true and false are passed over, NaN and infinities are strings.
struct MetricLineParser {
    /// What a line turned out to be.
    enum Line {
        /// Values of a step, left in ``step``, ``time`` and ``values``.
        case row
        /// The first line of a later attempt; see ``MetricHeader``.
        case header
        /// Nothing that could be read.
        case corrupt
    }

    private(set) var step = 0
    private(set) var time = 0.0
    /// The values of the line, each with its place in ``names``.
    private(set) var values: [(index: Int, value: Double)] = []
    /// All metrics met so far.
    private(set) var names: [String] = []

    private var indices: [String: Int] = [:]
    /// The keys of the line before as spelled there, in order: most lines have the same.
    private var spelled: [(key: [UInt8], index: Int)] = []

    /// Reads one line, given without its newline.
    ///
    /// The byte after the line must be readable and no part of a number: the newline.
    mutating func parse(_ line: UnsafeRawBufferPointer) -> Line {
        values.removeAll(keepingCapacity: true)
        var cursor = Cursor(line)
        var hasStep = false
        var hasTime = false
        var isHeader = false
        time = 0
        guard cursor.take("{") else { return .corrupt }
        if cursor.take("}") { return .corrupt }
        repeat {
            guard let key = cursor.string(), cursor.take(":") else { return .corrupt }
            let bytes = UnsafeRawBufferPointer(rebasing: line[key.range])
            if !hasStep, bytes.elementsEqual("step".utf8) {
                guard let value = cursor.integer() else { return .corrupt }
                step = value
                hasStep = true
            } else if !hasTime, bytes.elementsEqual("time".utf8) {
                guard let value = cursor.number() else { return .corrupt }
                time = value
                hasTime = true
            } else if !hasStep, bytes.elementsEqual("attempt".utf8) {
                isHeader = true
                break
            } else {
                switch cursor.value() {
                case .number(let value):
                    values.append((index(of: bytes, isEscaped: key.isEscaped), value))
                case .none: break
                case .corrupt: return .corrupt
                }
            }
        } while cursor.take(",")
        if isHeader { return .header }
        guard cursor.take("}"), cursor.isAtEnd, hasStep else { return .corrupt }
        return .row
    }

    private mutating func index(of bytes: UnsafeRawBufferPointer, isEscaped: Bool) -> Int {
        let place = values.count
        if place < spelled.count, spelled[place].key.count == bytes.count,
            spelled[place].key.withUnsafeBytes({ known in
                guard let left = known.baseAddress, let right = bytes.baseAddress else {
                    return true
                }
                return memcmp(left, right, bytes.count) == 0
            })
        {
            return spelled[place].index
        }
        let name =
            isEscaped ? Cursor.unescaped(bytes) : String(decoding: bytes, as: UTF8.self)
        let index: Int
        if let known = indices[name] {
            index = known
        } else {
            index = names.count
            names.append(name)
            indices[name] = index
        }
        if place < spelled.count {
            spelled[place] = (Array(bytes), index)
        } else {
            spelled.append((Array(bytes), index))
        }
        return index
    }
}
