import ExpDiagnostics
import Testing

@Suite struct ShellTextTests {
    @Test(arguments: [
        ("lr=0.1", "lr=0.1"), ("hidden=[64,32]", "'hidden=[64,32]'"), ("it's", #"'it'\''s'"#),
        ("", "''"), ("a b", "'a b'"), ("~x", "'~x'"),
    ])
    func `a word is quoted where a shell would change it`(_ word: String, _ quoted: String) {
        #expect(ShellText.quoted(word) == quoted)
    }
}
