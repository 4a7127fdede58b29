import ExpConfig
import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpTestSupport
import Testing

@testable import ExpExecution

private struct Nothing: ExperimentTask {
    struct Config: TaskConfig {}
    static let name = "nothing"
    func run(_ config: Config, in run: RunContext) async throws {}
}

@Suite struct UnsupportedSettingsTests {
    @Test(
        arguments: [
            ("retries: 0\n  launcher: local\n  timeout: 90s\n  name: a", []),
            ("retries: 2", ["2"]),
            ("launcher: slurm\n  version: '2'", ["slurm", "'2'"]),
        ] as [(String, [String])]
    )
    func `a setting that would be ignored is refused at its place`(
        settings: String,
        refused: [String]
    ) throws {
        let folder = TemporaryDirectory()
        folder.write("a.yaml", "task: nothing\nexp:\n  \(settings)\n")
        var bag = DiagnosticBag()
        let registry = TaskRegistry([Nothing.self], into: &bag)
        let environment = ConfigEnvironment(
            workingDirectory: FilePath(folder.path),
            homeDirectory: nil,
            variables: [:]
        )
        let loader = ConfigLoader(environment: environment, tasks: registry.catalog)
        let loaded = try #require(loader.load(ConfigRequest(config: "a.yaml"), into: &bag))
        #expect(bag.diagnostics.isEmpty)
        loaded.reportUnsupportedSettings(into: &bag)
        #expect(bag.diagnostics.allSatisfy { $0.code == .unsupportedSetting })
        let places = bag.diagnostics.map { diagnostic in
            diagnostic.labels.first.map { label in
                let range = label.range
                return String(
                    decoding: range.file.bytes[range.start..<range.end],
                    as: UTF8.self
                )
            }
        }
        #expect(places == refused)
    }
}
