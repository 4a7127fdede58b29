import ExpYAML
import Testing

@testable import ExpSchema

@Suite struct WholeNumberTests {
    @Test(
        arguments: [
            ("5", 5), ("1_000", 1000), ("1e3", 1000), ("10.0", 10), ("0x1F", 31), ("0o17", 15),
            ("18446744073709551615", 18_446_744_073_709_551_615),
            ("-1e19", -10_000_000_000_000_000_000),
            ("0xFFFFFFFFFFFFFFFF", 18_446_744_073_709_551_615), ("1e50", .max), ("-1e50", .min),
        ] as [(String, Int128)]
    )
    func `a whole number is read exactly as far as 128 bits go`(text: String, value: Int128) {
        #expect(CoreSchema.wide(text) == value)
    }

    @Test(arguments: ["1.5", "1e-1", ".inf", ".nan", "ten", "", "1__0", "true"])
    func `anything else is none`(text: String) {
        #expect(CoreSchema.wide(text) == nil)
    }
}
