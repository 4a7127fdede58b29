package import ExpSystem

/// Numbers and times as reports print them.
package enum ReportText {
    /// What stands where there is nothing.
    package static let absent = "-"

    /// A measurement in at most five significant digits: `0.97512`, `1.2e-05`, `1797`, `nan`.
    package static func number(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        if value == value.rounded(.towardZero), abs(value) < 1e15 { return String(Int(value)) }
        return formatted("%.5g", value)
    }

    /// A number in three significant digits, for rates.
    package static func rounded(_ value: Double) -> String {
        value >= 100 ? formatted("%.0f", value) : formatted("%.3g", value)
    }

    /// How much more or less, with its sign; the same in five digits is `0`.
    package static func difference(_ value: Double) -> String {
        if value == 0 { return "0" }
        let text = number(value)
        return value > 0 ? "+\(text)" : text
    }

    /// A span of time in at most two units: `0.42s`, `12.3s`, `4m05s`, `2h03m`, `3d04h`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return absent }
        let seconds = max(0, seconds)
        if seconds < 9.995 { return formatted("%.2fs", seconds) }
        if seconds < 59.95 { return formatted("%.1fs", seconds) }
        // Beyond this nobody counts seconds, and Int could not hold the greatest doubles.
        let whole = Int(min(seconds, 1e15).rounded())
        if whole < 3600 { return "\(whole / 60)m\(padded(whole % 60))s" }
        if whole < 86_400 { return "\(whole / 3600)h\(padded(whole % 3600 / 60))m" }
        return "\(whole / 86_400)d\(padded(whole % 86_400 / 3600))h"
    }

    /// How long ago something was: `now`, `42s ago`, `5m ago`, `3h ago`, `2d ago`.
    package static func ago(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 1 else { return "now" }
        let whole = Int(min(seconds, 1e15))
        switch whole {
        case ..<60: return "\(whole)s ago"
        case ..<3600: return "\(whole / 60)m ago"
        case ..<86_400: return "\(whole / 3600)h ago"
        default: return "\(whole / 86_400)d ago"
        }
    }

    /// A moment to the second: `2026-11-23 18:15:02 UTC`.
    package static func moment(_ time: Timestamp) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
    }

    /// A size: `812 B`, `1.4 kB`, `23.0 MB`.
    package static func size(_ bytes: Int) -> String {
        let units = ["kB", "MB", "GB", "TB"]
        if bytes < 1000 { return "\(bytes) B" }
        var value = Double(bytes) / 1000
        var unit = 0
        while value >= 999.95, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return formatted("%.1f", value) + " " + units[unit]
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func formatted(_ format: String, _ value: Double) -> String {
        withVaList([value]) { arguments in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
                let count = Int(vsnprintf(buffer.baseAddress, buffer.count, format, arguments))
                return String(
                    decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) },
                    as: UTF8.self
                )
            }
        }
    }
}
