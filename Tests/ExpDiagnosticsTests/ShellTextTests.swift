import ExpDiagnostics
import ExpTestSupport
import Testing

@Suite struct ShellTextTests {
    @Test(arguments: [
        ("lr=0.1", "lr=0.1"), ("hidden=[64,32]", "'hidden=[64,32]'"), ("it's", "\"it's\""),
        ("it's $5", #"'it'\''s $5'"#), ("x='1,2'", "\"x='1,2'\""), ("**.x=1", "'**.x=1'"),
        ("", "''"), ("a b", "'a b'"), ("~x", "'~x'"),
    ])
    func `a word is quoted where a shell would change it`(_ word: String, _ quoted: String) {
        #expect(ShellText.quoted(word) == quoted)
    }

    @Test(arguments: [
        ("a\\b", #"'a\\b'"#), ("it's $5", #"'it\'s $5'"#), ("x=[1,2]", "'x=[1,2]'"),
    ])
    func `fish escapes within single quotes`(_ word: String, _ quoted: String) {
        #expect(Shell(variables: ["SHELL": "/usr/bin/fish"]).quoted(word) == quoted)
    }

    /// What a real shell makes of the quoted word.
    @Test(arguments: [
        "it's", "a b", "$HOME `x` \\ \"q\" 'p'", "**.x=1", "~root", "x=[1, {a: b}]", "!!",
    ])
    func `a POSIX shell gives the word back`(_ word: String) {
        let run = ChildProcess("/bin/sh", ["-c", "printf %s \(ShellText.quoted(word))"]).run()
        #expect(run.output == word)
    }
}
