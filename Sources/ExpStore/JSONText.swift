/// JSON written straight into bytes, for lines that are logged by the million (RFC 8259).
enum JSONText {
    /// Appends a string with its quotes, escaping what must be.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexDigits[Int(byte >> 4)])
                bytes.append(hexDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a number, the shortest decimal that reads back to the same; NaN and infinities,
    /// which JSON lacks, as the strings `"nan"`, `"inf"` and `"-inf"`.
    static func append(_ value: Double, to bytes: inout [UInt8]) {
        guard value.isFinite else {
            bytes.append(contentsOf: value.isNaN ? "\"nan\"".utf8 : "\"inf\"".utf8)
            if value == -.infinity { bytes.insert(UInt8(ascii: "-"), at: bytes.count - 4) }
            return
        }
        var text = value.description
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Appends a whole number.
    static func append(_ value: Int, to bytes: inout [UInt8]) {
        var text = value.description
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Appends nanoseconds as seconds, cut to microseconds, without zeros at the end.
    static func appendSeconds(nanoseconds: UInt64, to bytes: inout [UInt8]) {
        append(Int(nanoseconds / 1_000_000_000), to: &bytes)
        var fraction = nanoseconds / 1_000 % 1_000_000
        guard fraction > 0 else { return }
        var digits = 6
        while fraction % 10 == 0 {
            fraction /= 10
            digits -= 1
        }
        bytes.append(UInt8(ascii: "."))
        var scale: UInt64 = 1
        for _ in 1..<digits { scale *= 10 }
        while scale > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(fraction / scale % 10))
            scale /= 10
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
