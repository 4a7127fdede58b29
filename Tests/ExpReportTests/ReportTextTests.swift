import ExpReport
import ExpSystem
import Testing

@Suite struct ReportTextTests {
    @Test(arguments: [
        (0.975, "0.975"), (0.951_672_862_4, "0.95167"), (1797, "1797"), (0, "0"), (-0.0, "0"),
        (1.2e-5, "1.2e-05"), (123_456_789, "123456789"), (1e300, "1e+300"), (-2.5, "-2.5"),
        (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (0.1 + 0.2, "0.3"),
    ])
    func `a number has at most five digits`(_ value: Double, _ text: String) {
        #expect(ReportText.number(value) == text)
    }

    @Test(arguments: [(0.01, "+0.01"), (-0.01, "-0.01"), (0, "0"), (3, "+3"), (.nan, "nan")])
    func `a difference has its sign`(_ value: Double, _ text: String) {
        #expect(ReportText.difference(value) == text)
    }

    @Test(arguments: [
        (0, "0.00s"), (0.004, "0.00s"), (9.99, "9.99s"), (9.996, "10.0s"), (59.94, "59.9s"),
        (59.96, "1m00s"), (60, "1m00s"), (3599.4, "59m59s"), (3599.6, "1h00m"),
        (86_399, "23h59m"), (86_400, "1d00h"), (400_000, "4d15h"), (-3, "0.00s"), (.nan, "-"),
        (1e300, "11574074074d01h"),
    ])
    func `a duration has at most two units`(_ seconds: Double, _ text: String) {
        #expect(ReportText.duration(seconds) == text)
    }

    @Test(arguments: [
        (-5, "now"), (0.5, "now"), (1, "1s ago"), (59.9, "59s ago"), (60, "1m ago"),
        (7200, "2h ago"), (200_000, "2d ago"),
    ])
    func `an age is told in one unit`(_ seconds: Double, _ text: String) {
        #expect(ReportText.ago(seconds) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_960, "1.0 MB"),
        (23_000_000, "23.0 MB"), (5_000_000_000_000_000, "5000.0 TB"),
    ])
    func `a size has one decimal`(_ bytes: Int, _ text: String) {
        #expect(ReportText.size(bytes) == text)
    }

    @Test func `a moment is told to the second in UTC`() {
        #expect(ReportText.moment(Timestamp(seconds: 0)) == "1970-01-01 00:00:00 UTC")
    }
}
