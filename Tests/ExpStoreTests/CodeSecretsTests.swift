import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

/// What the capture leaves out, since it may be secret.
@Suite struct CodeSecretsTests: RepositoryTests {
    let folder = TemporaryDirectory()

    @Test(arguments: [
        ("https://user:secret@host/x.git", "https://host/x.git"),
        ("https://token@host:8080/x.git?key=1#f", "https://host:8080/x.git"),
        ("ssh://git@host/x", "ssh://git@host/x"), ("ssh://git:pw@host/x", "ssh://host/x"),
        ("git@host:x.git", "git@host:x.git"), ("/local/path", "/local/path"),
        ("https://host/a@b", "https://host/a@b"), ("", ""),
    ])
    func `a remote's credentials are not recorded`(url: String, expected: String) throws {
        #expect(SecretText.withoutCredentials(url: url) == expected)
        guard !url.isEmpty else { return }
        try makeRepository()
        try git("remote", "add", "zz", "x")
        try git("remote", "add", "origin", url)
        #expect(try reader().repository.remote == expected)
    }

    @Test(arguments: [
        ("EXP_TOKEN", "x", true), ("SLURM_JWT", "x", true), ("EXP_RUNS", "/runs", false),
        ("OMP_NUM_THREADS", "4", false), ("EXP_URL", "https://a:b@host/", true),
        ("TORCH_HOME", "hf_abcdef", true), ("TF_X", "-----BEGIN KEY-----", true),
    ])
    func `a variable that looks secret is named without its value`(
        name: String,
        value: String,
        isSecret: Bool
    ) {
        let capture = EnvironmentCapture(
            programVersion: "1",
            variables: [name: value, "OTHER": "x"]
        )
        let recorded = capture.recordedVariables
        #expect(recorded.withheld == (isSecret ? [name] : []))
        #expect(recorded.shown.map(\.0) == (isSecret ? [] : [name]))
    }

    @Test func `what is large or may be secret is left out and named`() throws {
        try makeRepository()
        folder.write(
            "work/large",
            String(repeating: "x", count: CodeReader.untrackedLimitBytes + 1)
        )
        folder.write("work/.env", "TOKEN=x\n")
        folder.write("work/key.pem", "x\n")
        folder.write("work/ok", "ok\n")
        let reading = try reader().read()
        #expect(reading.facts.leftOut.map(\.path).sorted() == [".env", "key.pem", "large"])
        let patch = String(decoding: try #require(reading.patch), as: UTF8.self)
        #expect(patch.contains("+ok\n"))
        #expect(!patch.contains("TOKEN"))
        // Not all of the code is captured, so nothing identifies it.
        #expect(reading.facts.hash == nil)
        #expect(reading.facts.node["leftOutCount"]?.int == 3)
    }
}
