import Testing

@testable import ExpSchema

@Suite struct NumberReadingTests {
    @Test(
        arguments: [
            ("5", 5), ("+5", 5), ("-0", 0), ("1_000", 1000), ("1e3", 1000), ("2.50e2", 250),
            ("10.0", 10), ("-1e2", -100), ("100e-2", 1), ("0e999999999999999999999", 0),
            ("0x1F", 31), ("0o17", 15), ("18446744073709551615", 18_446_744_073_709_551_615),
            ("1e19", 10_000_000_000_000_000_000), ("0.", 0), ("5.", 5), (".5e1", 5),
        ] as [(String, Int128)]
    )
    func `a whole number is read exactly`(text: String, value: Int128) {
        #expect(NumberReading.whole(text) == .value(value))
    }

    @Test(arguments: ["1.5", "1e-1", ".inf", "-.INF", ".nan", "1e-99999999999999999999", "15e-1"])
    func `a number with a fraction is no whole number`(text: String) {
        #expect(NumberReading.whole(text) == .notWhole)
    }

    @Test(arguments: ["", "ten", "1__0", "_1", "1_", "1_.5", "1 000", "true", "null", "0b1", "1,5"])
    func `any other text is no number`(text: String) {
        #expect(NumberReading.whole(text) == .notNumber)
        #expect(NumberReading.double(text) == nil)
    }

    @Test(arguments: ["1e40", "1e999999999999999999999", "1e400"])
    func `beyond 128 bits a whole number is the largest`(text: String) {
        #expect(NumberReading.whole(text) == .value(.max))
        #expect(NumberReading.whole("-" + text) == .value(.min))
    }

    @Test(
        arguments: [
            ("1", 1), ("1_000.5", 1000.5), ("1e-3", 1e-3), ("0x10", 16), (".inf", .infinity),
            ("1e5_0", 1e50),
        ] as [(String, Double)]
    )
    func `a number may have separators`(text: String, value: Double) {
        #expect(NumberReading.double(text) == value)
    }
}
