import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import Testing

private let folder = repositoryRoot() + "/Tests/ExpCLITests/Diagnostics"

/// One folder for each code: a project's files, `command`, and `expected.err`, which is what the
/// command writes to standard error, redacted as in transcripts.
@Suite struct DiagnosticCaseTests {
    /// Codes that no command of this program can be made to report, and where they are tested.
    static let elsewhere: [DiagnosticCode: String] = [
        .invalidDeclaration: "needs a faulty task: ExpSchemaTests, ExpExecutionTests",
        .patternMismatch: "needs a task with a pattern: ExpSchemaTests",
        .resolverFailed:
            "needs a resolver of a program's own: Tests/OutsidePackage, ExpConfigTests",
        .secretLiteral: "needs a task with a secret: ExpSchemaTests",
    ]

    @Test(arguments: DiagnosticCode.allCases.filter { elsewhere[$0] == nil })
    func `a code is reported as written`(_ code: DiagnosticCode) throws {
        let source = "\(folder)/\(code.rawValue)"
        let command = try #require(readText(source + "/command"), "no case for `\(code.rawValue)`")
        let project = TemporaryDirectory()
        let copy = ChildProcess("/bin/cp", ["-R", source + "/.", project.path]).run()
        #expect(copy.status == 0)
        let errors = Transcript.errors(of: command, in: project)
        #expect(errors.contains("[\(code.rawValue)]"))
        expectGolden(errors, matches: source + "/expected.err")
    }

    @Test func `every case is of a code`() throws {
        let cases = try FileSystem.list(FilePath(folder)).map(\.name)
        let known = DiagnosticCode.allCases.map(\.rawValue)
        #expect(cases.filter { !known.contains($0) } == [])
        #expect(Self.elsewhere.keys.filter { cases.contains($0.rawValue) } == [])
    }
}
