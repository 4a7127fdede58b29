import ExpSystem
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z", "19700101-000000"),
        (951_782_400, "2000-02-29T00:00:00.000Z", "20000229-000000"),
        (1_795_544_102, "2026-11-24T18:15:02.000Z", "20261124-181502"),
        (4_107_542_399, "2100-02-28T23:59:59.000Z", "21000228-235959"),
        (4_107_542_400, "2100-03-01T00:00:00.000Z", "21000301-000000"),
        (-1, "1969-12-31T23:59:59.000Z", "19691231-235959"),
    ])
    func `a moment reads as UTC`(seconds: Int, text: String, compact: String) {
        let time = Timestamp(seconds: seconds)
        #expect(time.description == text)
        #expect(time.compact == compact)
        #expect(Timestamp(text) == time)
    }

    @Test func `the calendar agrees with the C library`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let seconds = Int.random(in: -5_000_000_000...9_000_000_000, using: &generator)
            var time = time_t(seconds)
            var parts = tm()
            gmtime_r(&time, &parts)
            let at = Timestamp(seconds: seconds).calendar
            #expect(at.year == Int(parts.tm_year) + 1_900, "\(seconds)")
            #expect(at.month == Int(parts.tm_mon) + 1, "\(seconds)")
            #expect(at.day == Int(parts.tm_mday), "\(seconds)")
            #expect(at.hour == Int(parts.tm_hour), "\(seconds)")
            #expect(at.minute == Int(parts.tm_min), "\(seconds)")
            #expect(at.second == Int(parts.tm_sec), "\(seconds)")
        }
    }

    @Test
    func `fractions are kept to the nanosecond when read and cut to milliseconds when written`() {
        let time = Timestamp("2026-11-24T18:15:02.123456789Z")
        #expect(time?.nanoseconds == 1_795_544_102_123_456_789)
        #expect(time?.description == "2026-11-24T18:15:02.123Z")
        #expect(Timestamp("2026-11-24T18:15:02Z") == Timestamp(seconds: 1_795_544_102))
    }

    @Test(arguments: [
        "", "2026-11-24", "2026-13-24T18:15:02Z", "2026-11-24T25:15:02Z", "2026-11-24T18:15:02",
        "2026-11-24T18:15:02.Z", "2026-11-24 18:15:02Z", "2026-11-24T18:15:02.1234567890Z",
    ])
    func `what is no moment reads as nothing`(text: String) {
        #expect(Timestamp(text) == nil)
    }
}
