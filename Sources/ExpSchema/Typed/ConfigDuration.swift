/// A length of time that a config gives with its unit: `90s`, `1h30m`, `500ms`.
///
/// Units are `d`, `h`, `m`, `s`, `ms`, `us` and `ns`, the larger first, each at most once, with
/// decimals where they come out exact (`1.5h`). A number without a unit is refused, except that
/// `0` needs none.
public struct ConfigDuration: ConfigValue, Hashable {
    /// The length of time, in whole nanoseconds.
    public let duration: Duration

    /// A length of time; what is shorter than a nanosecond is cut off.
    public init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = attoseconds / 1_000_000_000
        self.duration = .seconds(seconds) + .nanoseconds(nanoseconds)
    }

    /// The length of time in seconds.
    public var seconds: Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// A number of milliseconds.
    public static func milliseconds(_ count: Int) -> ConfigDuration {
        ConfigDuration(.milliseconds(count))
    }

    /// A number of seconds.
    public static func seconds(_ count: Double) -> ConfigDuration {
        ConfigDuration(.seconds(count))
    }

    /// A number of minutes.
    public static func minutes(_ count: Double) -> ConfigDuration {
        ConfigDuration(.seconds(count * 60))
    }

    /// A number of hours.
    public static func hours(_ count: Double) -> ConfigDuration {
        ConfigDuration(.seconds(count * 3600))
    }

    /// Decodes the text.
    ///
    /// - Throws: `DecodingError` for text that is no duration.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let duration = ConfigDuration(text: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: text)
            )
        }
        self = duration
    }
}

extension ConfigDuration: Comparable, CustomStringConvertible {
    /// Whether the first is the shorter one.
    public static func < (left: ConfigDuration, right: ConfigDuration) -> Bool {
        left.duration < right.duration
    }

    /// The shortest text that a config could hold: `1h30m`.
    public var description: String {
        let (seconds, attoseconds) = duration.components
        var rest = Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000)
        guard rest != 0 else { return "0s" }
        var text = rest < 0 ? "-" : ""
        rest = abs(rest)
        for unit in Unit.allCases.reversed() where unit != .days {
            let (count, remainder) = rest.quotientAndRemainder(dividingBy: unit.nanoseconds)
            if count > 0 { text += "\(count)\(unit.rawValue)" }
            rest = remainder
        }
        return text
    }
}

extension ConfigDuration {
    /// A unit, from the shortest to the longest.
    enum Unit: String, CaseIterable {
        case nanoseconds = "ns"
        case microseconds = "us"
        case milliseconds = "ms"
        case seconds = "s"
        case minutes = "m"
        case hours = "h"
        case days = "d"

        var nanoseconds: Int128 {
            switch self {
            case .nanoseconds: 1
            case .microseconds: 1000
            case .milliseconds: 1_000_000
            case .seconds: 1_000_000_000
            case .minutes: 60_000_000_000
            case .hours: 3_600_000_000_000
            case .days: 86_400_000_000_000
            }
        }
    }

    /// Reads a config's text; nil when it is no duration that fits whole nanoseconds.
    package init?(text: String) {
        if text == "0" {
            self.init(.zero)
            return
        }
        var rest = Array(text.utf8)[...]
        var total: Int128 = 0
        var smallestSoFar: Int128?
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            guard let (mantissa, decimals) = ConfigDuration.takeNumber(&rest),
                let unit = ConfigDuration.takeUnit(&rest),
                unit.nanoseconds < smallestSoFar ?? .max
            else { return nil }
            let (product, overflows) = mantissa.multipliedReportingOverflow(by: unit.nanoseconds)
            let (part, remainder) = product.quotientAndRemainder(dividingBy: decimals)
            guard !overflows, remainder == 0 else { return nil }
            total += part
            smallestSoFar = unit.nanoseconds
        }
        // A Duration counts seconds in 64 bits.
        let (seconds, nanoseconds) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard let seconds = Int64(exactly: seconds) else { return nil }
        self.init(.seconds(seconds) + .nanoseconds(Int64(nanoseconds)))
    }

    /// Takes a decimal number: its digits as a whole number and the power of ten to divide by.
    private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> (Int128, Int128)? {
        let zero = UInt8(ascii: "0")
        var mantissa: Int128 = 0
        var decimals: Int128 = 1
        var digits = 0
        var isFraction = false
        while let byte = text.first {
            if byte == UInt8(ascii: "."), !isFraction, digits > 0 {
                isFraction = true
                text.removeFirst()
                guard let next = text.first, (zero...zero + 9).contains(next) else { return nil }
                continue
            }
            guard (zero...zero + 9).contains(byte) else { break }
            digits += 1
            // Eighteen digits stay far from the limits of 128 bits, times a day in nanoseconds.
            guard digits <= 18 else { return nil }
            mantissa = mantissa * 10 + Int128(byte - zero)
            if isFraction { decimals *= 10 }
            text.removeFirst()
        }
        return digits > 0 ? (mantissa, decimals) : nil
    }

    private static func takeUnit(_ text: inout ArraySlice<UInt8>) -> Unit? {
        let letters = text.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        text = text.dropFirst(letters.count)
        return Unit(rawValue: String(decoding: letters, as: UTF8.self))
    }
}
