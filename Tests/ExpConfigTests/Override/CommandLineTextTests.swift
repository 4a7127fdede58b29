import ExpDiagnostics
import Testing

@testable import ExpConfig

struct CommandLineTextTests {
    @Test func `tokens that a shell would change stand in quotes, and ranges point within them`() {
        let text = CommandLineText(["lr=0.1", "model.hidden=[64,32]", "note=it's", "a=b c", ""])
        #expect(
            String(decoding: text.file.bytes, as: UTF8.self)
                == "lr=0.1 'model.hidden=[64,32]' 'note=it's' 'a=b c' ''"
        )
        #expect(
            text.tokens.map(\.text) == ["lr=0.1", "model.hidden=[64,32]", "note=it's", "a=b c", ""]
        )
    }
}
