import ExpDiagnostics
import ExpTestSupport
import Testing

/// The example that `exp explain --code` and a code's page show is reported in the words shown.
///
/// Those about validation are held to that by ExpSchemaTests.
@Suite struct CodeExampleTests {
    /// Examples that are whole files, with what else their folder holds.
    private static let files: [DiagnosticCode: [String: String]] = [
        .syntaxError: [:], .duplicateKey: [:], .invalidKey: [:], .undefinedAlias: [:],
        .severalDocuments: [:], .unknownTag: [:], .tagMismatch: [:], .invalidMergeKey: [:],
        .ambiguousScalar: [:], .fileNotFound: [:], .compositionCycle: [:],
        .invalidComposition: [:], .mergeConflict: [:], .unknownTask: [:],
        .invalidOperator: ["base.yaml": "callbacks: []"],
        .suspectKey: ["base.yaml": "optimizer: {momentum: 0.9}"],
        .invalidInterpolation: [:], .interpolationCycle: [:], .missingReference: [:],
        .unknownResolver: [:], .missingVariable: [:], .unsupportedSetting: [:],
        .invalidArithmetic: [:], .deprecatedReference: [:],
        .renamedKey: [:], .removedKey: [:], .changedUnit: [:], .conflictingKeys: [:],
    ]

    @Test(arguments: files.keys.sorted { $0.rawValue < $1.rawValue })
    func `a file is reported as its page says`(code: DiagnosticCode) {
        let project = TemporaryDirectory()
        prepareProject(project, copyingConfigsOf: nil)
        for (name, text) in Self.files[code] ?? [:] { project.write("configs/" + name, text) }
        let parts = Self.parts(of: code.explanation.example)
        for (name, text) in parts { project.write("configs/" + name, text) }
        let config = parts.last?.name ?? ""
        let isOfTask = code.explanation.example.hasPrefix("task:")
        let verb = isOfTask ? "check configs/" : "config show --config configs/"
        expectReport(Transcript.errors(of: "exp \(verb)\(config)", in: project), of: code)
    }

    @Test(
        arguments: [
            DiagnosticCode.invalidOverride, .ambiguousOverride, .duplicateOverride, .matchedKeys,
            .unknownVerb,
            .invalidArgument, .missingArgument, .notAFile, .unknownRun, .unknownCode,
        ]
    )
    func `a command is reported as its page says`(code: DiagnosticCode) {
        let project = TemporaryDirectory()
        prepareProject(project, copyingConfigsOf: repositoryRoot())
        let command = String(code.explanation.example.dropFirst(2))
        expectReport(Transcript.errors(of: command, in: project), of: code)
    }

    @Test(arguments: [DiagnosticCode.unreachableFile, .overriddenKey, .repeatedValue])
    func `a check of all configs reports what the page says`(code: DiagnosticCode) {
        let project = TemporaryDirectory()
        prepareProject(project, copyingConfigsOf: nil)
        for (name, text) in Self.parts(of: code.explanation.example) {
            project.write("configs/" + name, text)
        }
        expectReport(Transcript.errors(of: "exp check", in: project), of: code)
    }

    @Test func `a link to itself is reported as the page says`() {
        let project = TemporaryDirectory()
        prepareProject(project, copyingConfigsOf: nil)
        project.write("configs/a.yaml", "extends: loop.yaml")
        for line in DiagnosticCode.fileUnreadable.explanation.example.split(separator: "\n") {
            let errors = Transcript.errors(of: String(line.dropFirst(2)), in: project)
            if line.contains("exp ") { expectReport(errors, of: .fileUnreadable) }
        }
    }

    /// The files of an example; a comment with a name begins one.
    private static func parts(of example: String) -> [(name: String, text: String)] {
        var parts: [(name: String, text: String)] = []
        for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# "), line.hasSuffix(".yaml") {
                parts.append((String(line.dropFirst(2)), ""))
            } else {
                if parts.isEmpty { parts.append(("example.yaml", "")) }
                parts[parts.count - 1].text += line + "\n"
            }
        }
        return parts
    }

    /// The report names files with their folder, the page without.
    private func expectReport(_ errors: String, of code: DiagnosticCode) {
        let said = errors.split(separator: "\n").filter { $0.contains("[\(code.rawValue)]: ") }
            .map { String($0).replacing("`configs/", with: "`") }
        let report = code.explanation.report.replacing("`configs/", with: "`")
        #expect(said.contains { $0.hasSuffix("]: \(report)") }, "\(errors)")
    }
}
