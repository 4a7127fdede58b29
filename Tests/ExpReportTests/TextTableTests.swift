import ExpReport
import Testing

@Suite struct TextTableTests {
    private let table = TextTable(
        columns: [
            .init("NAME", narrowest: 4), .init("VALUE", isRightAligned: true), .init("NOTE"),
        ],
        rows: [["a", "1", "first"], ["日本", "1000", ""], ["e\u{301}t\u{E9}", "10"]]
    )

    @Test func `columns line up by display width`() {
        #expect(
            table.lines() == [
                "NAME  VALUE  NOTE",
                "a         1  first",
                "日本   1000",
                "e\u{301}t\u{E9}      10",
            ]
        )
    }

    @Test func `no line ends in a blank`() {
        #expect(!table.lines().contains { $0.hasSuffix(" ") })
    }

    @Test func `a table without titles has no line for them`() {
        let table = TextTable(columns: [.init(""), .init("")], rows: [["a", "b"]], indent: "  ")
        #expect(table.lines() == ["  a  b"])
    }

    @Test func `only columns that may be cut are narrowed, the widest first`() {
        let table = TextTable(
            columns: [.init("", narrowest: 3), .init("", narrowest: 3), .init("")],
            rows: [["abcdefgh", "abcd", "whole"]]
        )
        #expect(table.lines(width: 19) == ["abcde…  abcd  whole"])
        #expect(table.lines(width: 17) == ["abc…  abcd  whole"])
        #expect(table.lines(width: 1) == ["ab…  ab…  whole"])
        #expect(table.naturalWidth == 21)
        #expect([2, 3, 7, 8, 14, 15, 99].map(table.columnsFitting) == [0, 1, 1, 2, 2, 3, 3])
    }

    @Test(arguments: 0...30)
    func `a table is never wider than its narrowest form or the terminal`(_ width: Int) {
        let lines = table.lines(width: width)
        #expect(table.columnsFitting(in: width) == 3 || width < 18)
        #expect(lines.allSatisfy { $0.count <= max(width, 18) })
    }
}
