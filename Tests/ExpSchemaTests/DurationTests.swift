import ExpSchema
import Testing

@Suite struct DurationTests {
    @Test(
        arguments: [
            ("90s", Duration.seconds(90), "1m30s"), ("1h30m", .seconds(5400), "1h30m"),
            ("500ms", .milliseconds(500), "500ms"), ("1.5h", .seconds(5400), "1h30m"),
            ("0", .zero, "0s"), ("0s", .zero, "0s"), ("2d", .seconds(172_800), "48h"),
            ("1us", .microseconds(1), "1us"), ("7ns", .nanoseconds(7), "7ns"),
            ("0.001us", .nanoseconds(1), "1ns"), ("1h0m0s", .seconds(3600), "1h"),
            ("100000000d", .seconds(8_640_000_000_000), "2400000000h"),
        ]
    )
    func `a text with units is a duration`(text: String, duration: Duration, canonical: String) {
        let read = ConfigDuration(text: text)
        #expect(read?.duration == duration)
        #expect(read?.description == canonical)
        #expect(ConfigDuration(text: canonical) == read)
    }

    @Test(
        arguments: [
            "", "90", "s", "1x", "1 s", "-5s", "1s1s", "30m1h", "1.s", ".5s", "1..5s", "1e3s",
            "0.5ns", "1h30", "9999999999999999999s", "99999999999999999d", "1S", "1_000s", "∞s",
        ]
    )
    func `any other text is none`(text: String) {
        #expect(ConfigDuration(text: text) == nil)
    }

    @Test func `durations of code have the precision of text`() {
        #expect(ConfigDuration(.nanoseconds(1) / 2) == ConfigDuration(.zero))
        #expect(ConfigDuration.seconds(0.25).description == "250ms")
        #expect(ConfigDuration.minutes(1.5) == .seconds(90))
        #expect(ConfigDuration.hours(1) > .minutes(59))
        #expect(ConfigDuration.milliseconds(1500).seconds == 1.5)
    }
}
