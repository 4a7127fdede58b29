import Testing

@testable import ExpCLI

@Suite struct OverrideTextTests {
    @Test(arguments: [
        ("lr", "", "lr", nil, ""), ("++a.b", "++", "a.b", nil, ""), ("+a=1", "+", "a", "=", "1"),
        ("~a.b", "~", "a.b", nil, ""), ("a.b+=x", "", "a.b", "+=", "x"),
        ("a:={b: c=d}", "", "a", ":=", "{b: c=d}"), ("a.\"b=c\"=", "", "a.\"b=c\"", "=", ""),
        ("a[0]=1", "", "a[0]", "=", "1"), ("=", "", "", "=", ""), ("", "", "", nil, ""),
    ])
    func `a word is parted at its signs`(
        _ word: String,
        _ sign: String,
        _ key: String,
        _ assignment: String?,
        _ value: String
    ) {
        let text = OverrideText(word)
        #expect(text.sign == sign)
        #expect(text.key == key)
        #expect(text.assignment == assignment)
        #expect(text.value == value)
        #expect(text.head + text.value == word)
    }

    @Test(arguments: [
        ("a.b.c", "a.b.", "c"), ("a.", "a.", ""), ("ab", "", "ab"), ("a[0", "a", "[0"),
        ("a[0].s", "a[0].", "s"), ("a.\"b.c", "a.", "\"b.c"), ("a[0]", "a[0]", ""),
    ])
    func `a key is parted behind its last whole step`(
        _ key: String,
        _ whole: String,
        _ last: String
    ) {
        let parts = OverrideText(key).parts
        #expect(parts.whole == whole)
        #expect(parts.last == last)
    }
}
