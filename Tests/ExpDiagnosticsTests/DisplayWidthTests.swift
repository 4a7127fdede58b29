import ExpDiagnostics
import Testing

/// Columns of a terminal.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("ü", 1), ("e\u{301}", 1), ("漢字", 4), ("ひらがな", 8), ("한국", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱ", 1), ("Ａ", 2), ("　", 2), ("😀", 2), ("👍🏽", 2),
        ("👨‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("❤", 1), ("❤️", 2), ("☝🏽", 2), ("1️⃣", 2),
        ("⌚", 2), ("—", 1), ("…", 1), ("→", 1), ("│", 1), ("α", 1), ("क्षि", 3), ("ก็", 1), ("☰", 2),
        ("\u{1FAE9}", 2),
    ])
    func `a text takes its columns`(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("\t", 0, 4), ("\t", 1, 3), ("\t", 3, 1), ("\t", 4, 4), ("a\tb", 0, 5), ("漢\t", 0, 4),
    ])
    func `a tab goes to the next multiple of four`(text: String, column: Int, columns: Int) {
        #expect(DisplayWidth.columns(of: text, from: column) == columns)
    }

    @Test(arguments: [
        ("\u{1B}[31mred", "␛[31mred"), ("a\0b", "a␀b"), ("a\r\nb", "a␍␊b"), ("\u{7F}", "␡"),
        ("\u{85}", "<U+0085>"), ("a\u{202E}b", "a<U+202E>b"), ("a\u{200B}b", "a<U+200B>b"),
        ("a\u{A0}b", "a<U+00A0>b"), ("\u{FEFF}", "<U+FEFF>"), ("\u{2028}", "<U+2028>"),
        ("\u{301}", "◌\u{301}"), ("\u{1161}", "<U+1161>"), ("\u{200D}", "<U+200D>"),
        ("a\tb", "a   b"), ("Grüße, 漢字 👨‍👩‍👧", "Grüße, 漢字 👨‍👩‍👧"),
    ])
    func `what cannot be seen is made visible`(text: String, expected: String) {
        #expect(DisplayWidth.visible(text) == expected)
        #expect(DisplayWidth.columns(of: text) == DisplayWidth.columns(of: expected))
    }
}
