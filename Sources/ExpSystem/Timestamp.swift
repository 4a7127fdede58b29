/// A moment on the wall clock, in nanoseconds since 1970-01-01 00:00 UTC.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Nanoseconds since 1970-01-01 00:00 UTC, leap seconds left out as POSIX does.
    package var nanoseconds: Int64

    /// A moment by its nanoseconds.
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// A moment by seconds and the nanoseconds after them.
    package init(seconds: Int, nanoseconds: Int = 0) {
        self.nanoseconds = Int64(seconds) &* 1_000_000_000 &+ Int64(nanoseconds)
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    package var seconds: Double {
        Double(nanoseconds) / 1e9
    }

    /// The seconds from another moment to this one; negative when this one is earlier.
    package func seconds(since other: Timestamp) -> Double {
        Double(nanoseconds &- other.nanoseconds) / 1e9
    }

    /// The moment some seconds later.
    package func adding(seconds: Double) -> Timestamp {
        Timestamp(nanoseconds: nanoseconds &+ Int64(seconds * 1e9))
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// The calendar reading in UTC.
    package struct Calendar: Hashable, Sendable {
        /// The year, such as 2026.
        package var year: Int
        /// The month, from 1.
        package var month: Int
        /// The day of the month, from 1.
        package var day: Int
        /// The hour, from 0 to 23.
        package var hour: Int
        /// The minute, from 0 to 59.
        package var minute: Int
        /// The second, from 0 to 59.
        package var second: Int
    }

    /// The calendar reading in UTC.
    ///
    /// The date follows Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// `civil_from_days`: years are counted from March, in eras of 400 years.
    package var calendar: Calendar {
        let total = Self.floorDivide(Int(nanoseconds), 1_000_000_000)
        let days = Self.floorDivide(total, 86_400)
        let ofDay = total - days * 86_400
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return Calendar(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * march + 2) / 5 + 1,
            hour: ofDay / 3_600,
            minute: ofDay / 60 % 60,
            second: ofDay % 60
        )
    }

    /// The moment in UTC as `2026-11-23T18:15:02.123Z`, cut to milliseconds.
    package var description: String {
        let at = calendar
        let second = Self.floorDivide(Int(nanoseconds), 1_000_000_000)
        let milliseconds = (Int(nanoseconds) - second * 1_000_000_000) / 1_000_000
        return "\(Self.padded(at.year, 4))-\(Self.padded(at.month, 2))-\(Self.padded(at.day, 2))"
            + "T\(Self.padded(at.hour, 2)):\(Self.padded(at.minute, 2))"
            + ":\(Self.padded(at.second, 2)).\(Self.padded(milliseconds, 3))Z"
    }

    /// The moment in UTC as `20261123-181502`.
    package var compact: String {
        let at = calendar
        return "\(Self.padded(at.year, 4))\(Self.padded(at.month, 2))\(Self.padded(at.day, 2))"
            + "-\(Self.padded(at.hour, 2))\(Self.padded(at.minute, 2))\(Self.padded(at.second, 2))"
    }

    /// The moment in the machine's time zone, by a pattern of strftime(3): `%Y-%m-%d`.
    ///
    /// A pattern whose text is longer than 4 KiB gives an empty text.
    package func local(_ pattern: String) -> String {
        var seconds = time_t(Self.floorDivide(Int(nanoseconds), 1_000_000_000))
        var parts = tm()
        localtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = strftime(&buffer, buffer.count, pattern, &parts)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Reads what ``description`` writes, with any number of decimals or none.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[4] == UInt8(ascii: "-"),
            bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 61
        else { return nil }
        var fraction = 0
        if bytes.count > 20 {
            let digits = bytes[20..<(bytes.count - 1)]
            guard bytes[19] == UInt8(ascii: "."), !digits.isEmpty, digits.count <= 9,
                let value = Self.number(digits)
            else { return nil }
            fraction = (digits.count..<9).reduce(value) { result, _ in result * 10 }
        }
        let days = Self.days(year: year, month: month, day: day)
        let total = days * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(seconds: total, nanoseconds: fraction)
    }

    /// Days since 1970-01-01 (Hinnant, as above, `days_from_civil`).
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard 0x30...0x39 ~= digit else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
}
