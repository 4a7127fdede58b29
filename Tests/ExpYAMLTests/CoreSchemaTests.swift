import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct CoreSchemaTests {
    @Test(
        arguments: [
            ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
            ("nULL", .string("nULL")), ("true", .bool(true)), ("True", .bool(true)),
            ("FALSE", .bool(false)), ("tRUE", .string("tRUE")), ("yes", .string("yes")),
            ("0", .int(0)), ("-0", .int(0)), ("+12", .int(12)), ("012", .int(12)),
            ("0o17", .int(15)),
            ("0x1F", .int(31)), ("0xg", .string("0xg")), ("0x", .string("0x")),
            ("-0x1", .string("-0x1")),
            ("0o8", .string("0o8")), ("1_000", .string("1_000")),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .bigInt("9223372036854775808")),
            ("+00018446744073709551616", .bigInt("18446744073709551616")),
            ("-9223372036854775809", .bigInt("-9223372036854775809")),
            ("0xFFFFFFFFFFFFFFFF", .bigInt("18446744073709551615")),
            ("0o2000000000000000000000", .bigInt("18446744073709551616")),
            ("1.", .float(1)), (".5", .float(0.5)), ("-.5e-3", .float(-0.0005)),
            ("1e3", .float(1000)),
            ("1E+3", .float(1000)), ("1e", .string("1e")), ("e3", .string("e3")),
            (".", .string(".")),
            ("+", .string("+")), ("-", .string("-")), ("1.2.3", .string("1.2.3")),
            ("1e3x", .string("1e3x")),
            (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)),
            ("+.Inf", .float(.infinity)),
            (".iNF", .string(".iNF")), ("inf", .string("inf")), ("+.nan", .string("+.nan")),
        ] as [(String, ScalarValue)]
    )
    func `plain scalars`(text: String, value: ScalarValue) {
        #expect(CoreSchema.value(ofPlain: text) == value)
    }

    @Test func `not a number is a float`() {
        for text in [".nan", ".NaN", ".NAN"] {
            #expect(CoreSchema.value(ofPlain: text).isEqualValue(to: .float(.nan)))
        }
    }

    @Test(
        arguments: [
            ("1_000", .int(1000)), ("1e3", .int(1000)), ("2.50e2", .int(250)), ("-4.0", .int(-4)),
            ("0x10", .int(16)), ("0.0e-5", .int(0)), ("1e19", .bigInt("10000000000000000000")),
            ("1e-1", nil), ("2.5", nil), ("1e999999999999", nil), ("1e-999999999999999999999", nil),
            ("1__0", nil), ("_1", nil), ("1_", nil), ("x", nil), ("true", nil), ("", nil),
            (".inf", nil),
        ] as [(String, ScalarValue?)]
    )
    func `what a field of integers takes`(text: String, value: ScalarValue?) {
        #expect(CoreSchema.integer(text) == value)
        let typed = CoreSchema.value(of: Scalar(text, .typedInt))
        #expect(typed == value ?? .string(text))
    }

    @Test(
        arguments: [
            ("1", 1), ("1_000.5", 1000.5), ("0x10", 16), ("inf", .infinity),
            ("-Infinity", -.infinity),
            ("1e-3", 0.001), ("18446744073709551616", 0x1p64), ("x", nil), ("", nil), ("true", nil),
        ] as [(String, Double?)]
    )
    func `what a field of floats takes`(text: String, value: Double?) {
        #expect(CoreSchema.float(text) == value)
    }

    @Test(
        arguments: [
            ("yes", .bool(true)), ("Off", .bool(false)), ("ON", .bool(true)), ("yEs", nil),
            ("y", nil),
            ("true", nil), ("tRUE", nil), ("012", .int(10)), ("-012", .int(-10)), ("08", nil),
            ("0", nil),
            ("00", nil), ("1_000", .int(1000)), ("0b11", .int(3)), ("0x_1F", .int(31)),
            ("0o17", nil),
            ("1:30", .int(90)), ("-1:30:00", .int(-5400)), ("1:60", nil), ("01:30", nil),
            ("a:30", nil),
            ("1:30.5", .float(90.5)), ("1_0.5", .float(10.5)), ("1e-3", nil), ("1.5e+3", nil),
            ("+.5", nil),
            ("2026-11-24", .date), ("2026-1-2", nil), ("2026-1-2T3:04:05", .date), ("2026-11", nil),
            ("=", .special), ("==", nil), ("", nil), ("abc", nil), ("-", nil), ("+", nil),
            (".", nil),
        ] as [(String, YAML11Reading?)]
    )
    func `what YAML 1.1 reads otherwise`(text: String, reading: YAML11Reading?) {
        #expect(CoreSchema.yaml11Reading(ofPlain: text) == reading)
        #expect(CoreSchema.yaml11Reading(of: Scalar(text, .double)) == nil)
    }

    @Test func `floats are spelled as floats, in the shortest digits that read back`() {
        let spellings = [1.0, 1e-5, 0.1, 1e16, 1e22, -0.0, .infinity, -.infinity, .nan, 123456.789]
            .map(ScalarSpelling.float)
        #expect(
            spellings == [
                "1.0", "1e-05", "0.1", "1e+16", "1e+22", "-0.0", ".inf", "-.inf", ".nan",
                "123456.789",
            ]
        )
        var random = SeededGenerator(seed: 1)
        for _ in 0..<propertyCases * 10 {
            let value = Double(bitPattern: random.next())
            let read = CoreSchema.value(ofPlain: ScalarSpelling.float(value))
            #expect(read.isEqualValue(to: .float(value)), "\(value)")
        }
    }
}

/// The short way to see that both versions read a text alike agrees with reading it twice.
@Suite struct ReadAlikeTests {
    @Test(arguments: [
        "7", "-7", "+7", "0", "-0", "1.5", "00.5", "1.5e-4", "1.5E+4", "true", "word",
    ])
    func `a text that both read alike has no other reading`(text: String) {
        #expect(CoreSchema.yaml11Reading(ofPlain: text) == nil)
    }

    @Test(arguments: ["012", "-012", "1_0", "1:30", "yes", "No", "OFF", "0b1", "1.5_0"])
    func `a text that they read apart has one`(text: String) {
        #expect(CoreSchema.yaml11Reading(ofPlain: text) != nil)
    }

    @Test(arguments: ["1e3", "1.5e4", "0x1F", "TRUE", "truely", "offset", "1.", ".5", "-", "1.5e-"])
    func `a text near the border is read as before`(text: String) {
        // None of these is another value under YAML 1.1 than what the core schema makes of it, or
        // it is text there.
        let reading = CoreSchema.yaml11Reading(ofPlain: text)
        #expect(reading == nil, "\(text): \(String(describing: reading))")
    }
}
