import ExpSystem
import ExpTestSupport
import Testing

private let folder = repositoryRoot() + "/Tests/ExpCLITests/Transcripts"

@Suite struct TranscriptTests {
    static let names = ((try? FileSystem.list(FilePath(folder))) ?? []).map(\.name)
        .filter { $0.hasSuffix(".txt") }

    @Test(arguments: names)
    func `a session goes as written`(_ name: String) {
        expectTranscript(folder + "/" + name, repository: repositoryRoot())
    }

    @Test func `there are sessions`() {
        #expect(Self.names.count > 5)
    }
}
