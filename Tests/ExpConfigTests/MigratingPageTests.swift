import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// The guide "Migrating": its task is the one of the tests, and every example is run.
@Suite struct MigratingPageTests {
    static let examples = PageExampleTests.examples(of: "Migrating")

    @Test func `there are examples`() {
        #expect(Self.examples.count >= 6)
    }

    @Test func `the task of the guide is the task of the tests`() throws {
        let root = repositoryRoot()
        let page = try #require(readText(root + "/Sources/Exp/Documentation.docc/Migrating.md"))
        let code = try #require(
            readText(root + "/Tests/ExpConfigTests/Support/MovedTask.swift")
        )
        let block = page.split(separator: "```swift\n").last?.split(separator: "```\n").first
        let shown = try #require(block).split(separator: "\n").map { "    " + $0 }
        #expect(shown.count > 30)
        #expect(code.filter { $0 != "\n" }.contains(shown.joined()))
    }

    @Test(arguments: examples)
    func `an example goes as written`(example: PageExampleTests.Example) {
        var project = TestProject()
        project.catalog = MovedTask.catalog
        for file in example.files { project.directory.write(file.name, file.text) }
        for command in example.commands {
            let words = PageExampleTests.words(command.line)
            let output =
                switch words[1] {
                case "migrate": migrated(project)
                case "explain": story(of: words[2], project)
                default: shown(project, Array(words.dropFirst(3)))
                }
            #expect(output == command.output, "\(example.title): \(command.line)")
        }
    }

    private func heads(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { "\($0.severity.rawValue)[\($0.code.rawValue)]: \($0.message)\n" }.joined()
    }

    private func shown(_ project: TestProject, _ overrides: [String]) -> String {
        let (config, bag) = project.load("configs/main.yaml", overrides)
        let text = heads(bag.ordered)
        return bag.hasErrors ? text : text + (config.map(PageExampleTests.show) ?? "")
    }

    private func migrated(_ project: TestProject) -> String {
        let (text, refusals) = FileMigrationTests.migrated(project)
        return text ?? heads(refusals)
    }

    private func story(of key: String, _ project: TestProject) -> String {
        let history = ConfigPath.parse(key).flatMap { project.load().config?.history(of: $0) }
        func line(_ step: ValueHistory.Step) -> String {
            let isDefault = step.origin.kind == .schemaDefault
            let place = isDefault ? "default" : "\(step.origin.name):\(step.origin.line)"
            return "\(step.value) (\(place))" + (step.written.map { ", written as \($0)" } ?? "")
        }
        let past = (history?.replaced ?? []).map { "replaced \(line($0))\n" }.joined()
        return (history?.current).map { line($0) + "\n" + past } ?? past
    }
}
