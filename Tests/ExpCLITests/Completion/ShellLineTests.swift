import Testing

@testable import ExpCLI

/// What bash does at its own prompt is the reference: the same lines are typed there by
/// ShellCompletionTests.
@Suite struct ShellLineTests {
    private static let breaks = " \t\n\"'><=;|&(:"

    @Test(arguments: [
        ("exp -c digits op", ["exp", "-c", "digits"], "op"),
        ("exp ", ["exp"], ""),
        ("exp 'a b' \"c d\" e\\ f", ["exp", "a b", "c d"], "e f"),
        ("exp 'x=[1, 2", ["exp"], "x=[1, 2"),
        ("exp \"a\\\"b\\n", ["exp"], "a\"b\\n"),
        ("A=1 B= exp ru", ["exp"], "ru"),
        ("exp a=''", ["exp"], "a="),
        ("", [], ""),
    ])
    func `words are those that a shell would pass`(
        _ line: String,
        _ words: [String],
        _ current: String
    ) {
        let read = ShellLine(line)
        #expect(read.words == words)
        #expect(read.current == current)
    }

    @Test func `fish takes quotes in single quotes by a backslash`() {
        #expect(ShellLine(#"exp 'it\'s'"#, .fish).current == "it's")
        #expect(ShellLine(#"exp 'it\s'"#, .fish).current == #"it\s"#)
        #expect(ShellLine(#"exp 'it\'"#, .posix).current == #"it\"#)
    }

    @Test(arguments: [
        ("exp a", "bc -c digits", ["-c", "digits"]), ("exp a", " -c 'x y'", ["-c", "x y"]),
        ("exp 'a", " b' c", ["c"]), ("exp ", "", []), ("exp ", "b c", ["c"]),
    ])
    func `the words behind the cursor are whole`(_ line: String, _ rest: String, _ after: [String])
    {
        #expect(ShellLine(line, rest: rest).after == after)
    }

    /// The word as typed, the candidate, what bash puts in the place of the word's last part.
    @Test(arguments: [
        ("exp optim", "optimizer.", false, "optimizer."),
        ("exp a.b=re", "a.b=relu", true, "relu "),
        ("exp a:b=re", "a:b=relu", true, "relu "),
        ("exp 'a.b=re", "a.b=relu", true, "a.b=relu"),
        ("exp \"a=$", "a=$x`y", true, #"a=\$x\`y"#),
        ("exp 'a=i", "a=it's", true, #"a=it'\''s"#),
        ("exp a=", "a=[1, 2]", true, #"\[1\,\ 2\] "#.replacing(#"\,"#, with: ",")),
        ("exp a='b", "a=bc", true, "bc"),
        ("exp ~a", "~a.b", true, "~a.b "),
        ("exp \\~a", "~a.b", true, "~a.b "),
        (#"exp a\=b"#, "a=bc", true, "a=bc "),
        ("exp **.l", "**.lr=", false, #"\*\*.lr="#),
    ])
    func `a candidate is quoted as the word is`(
        _ line: String,
        _ text: String,
        _ isWhole: Bool,
        _ insertion: String
    ) {
        let read = ShellLine(line, breaks: Self.breaks)
        #expect(read.insertion(of: Candidate(text, isWhole: isWhole)) == insertion)
    }

    @Test func `a candidate that does not go on with the word is left out`() {
        let line = ShellLine("exp lr=0", breaks: Self.breaks)
        #expect(line.insertion(of: Candidate("epochs=3")) == nil)
    }
}
