import ExpConfig
import ExpDiagnostics
import ExpSchema
import ExpStore
import ExpYAML
import Testing

@testable import ExpExecution

private struct Fit: ExperimentTask {
    struct Config: TaskConfig {
        @Key("step size", in: 1e-5...1) var rate = 0.1
        var epochs = 3
    }

    static let name = "fit-line"
    static let summary = "Fits a line."
    static let goal = Goal.minimize("loss")

    func run(_ config: Config, in run: RunContext) async throws {
        for epoch in 1...config.epochs {
            run.log(["loss": config.rate * Double(epoch)], step: epoch)
        }
    }
}

private struct OtherFit: ExperimentTask {
    struct Config: TaskConfig {}
    static let name = "fit-line"
    func run(_ config: Config, in run: RunContext) async throws {}
}

private struct Odd: ExperimentTask {
    struct Config: TaskConfig {
        var callback = Callback()
    }

    struct Callback: ConfigValue, Decodable {
        var text = ""
    }

    static let name = "odd"
    func run(_ config: Config, in run: RunContext) async throws {}
}

private struct Named<Name: NameSource>: ExperimentTask {
    struct Config: TaskConfig {}
    static var name: String { Name.name }
    func run(_ config: Config, in run: RunContext) async throws {}
}

private protocol NameSource: Sendable { static var name: String { get } }
private enum Capital: NameSource { static let name = "Digits" }
private enum Blank: NameSource { static let name = "two words" }
private enum Empty: NameSource { static let name = "" }
private enum Dashes: NameSource { static let name = "a--b" }
private enum Digit: NameSource { static let name = "3d" }
private enum Fine: NameSource { static let name = "a3-b" }

@Suite struct TaskRegistryTests {
    @Test func `a registered task tells what it declares`() throws {
        var bag = DiagnosticBag()
        let registry = TaskRegistry([Fit.self], into: &bag)
        let task = try #require(registry["fit-line"])
        #expect(bag.diagnostics.isEmpty)
        #expect(task.summary == "Fits a line.")
        #expect(task.goal == .minimize("loss"))
        #expect(registry["fit"] == nil)
        #expect(task.schema?.child("epochs") != nil)
    }

    @Test func `a prepared task runs with its typed config`() async throws {
        var bag = DiagnosticBag()
        let registry = TaskRegistry([Fit.self], into: &bag)
        let task = try #require(registry["fit-line"])
        let file = SourceFile(name: "a.yaml", text: "rate: 0.5\nepochs: 2\n")
        let document = try #require(YAMLReader.read(file, limits: .standard, into: &bag))
        let schema = try #require(task.schema)
        let config = Validator.validate(
            document.root,
            against: schema,
            declaredBy: task.declarer,
            into: &bag
        )
        let prepared = try #require(task.prepare(config: config, into: &bag))
        #expect(bag.diagnostics.isEmpty)
        let recorder = InMemoryRecorder()
        try await prepared.body(RunContext.inMemory(recorder: recorder))
        #expect(recorder.values(of: "loss") == [0.5, 1])
        #expect(prepared.goal == .minimize("loss"))
    }

    @Test func `two tasks of one name are told with their types`() {
        var bag = DiagnosticBag()
        let registry = TaskRegistry([Fit.self, OtherFit.self], into: &bag)
        #expect(registry.tasks.count == 1)
        #expect(bag.diagnostics.map(\.code) == [.invalidDeclaration])
        #expect(bag.diagnostics.first?.message == "two tasks are named `fit-line`")
        #expect(bag.diagnostics.first?.notes == ["declared by `Fit` and `OtherFit`"])
    }

    @Test(
        arguments: [
            Named<Capital>.self, Named<Blank>.self, Named<Empty>.self, Named<Dashes>.self,
            Named<Digit>.self,
        ] as [any ExperimentTask.Type]
    )
    func `a name that no config could give is refused`(_ type: any ExperimentTask.Type) {
        var bag = DiagnosticBag()
        let registry = TaskRegistry([type, Named<Fine>.self], into: &bag)
        #expect(registry.tasks.map(\.name) == ["a3-b"])
        #expect(bag.diagnostics.map(\.code) == [.invalidDeclaration])
        #expect(bag.diagnostics.first?.message.contains("`\(type.name)`") == true)
    }

    @Test func `a field that no config can hold is told once its task is asked about`() throws {
        var bag = DiagnosticBag()
        let registry = TaskRegistry([Odd.self, Fit.self], into: &bag)
        registry.reportDeclarations(all: false, into: &bag)
        #expect(bag.diagnostics.isEmpty)
        #expect(registry["odd"]?.schema == nil)
        #expect(registry.catalog.find("odd")?.isDeclarationFaulty == true)
        #expect(registry.catalog.find("fit-line")?.isDeclarationFaulty == false)
        registry.reportDeclarations(all: false, into: &bag)
        #expect(bag.diagnostics.map(\.code) == [.invalidDeclaration])
        #expect(bag.diagnostics.first?.message.contains("callback") == true)
    }

    @Test func `all declarations are read when asked to`() {
        var bag = DiagnosticBag()
        let registry = TaskRegistry([Odd.self, Fit.self], into: &bag)
        registry.reportDeclarations(all: true, into: &bag)
        #expect(bag.diagnostics.map(\.code) == [.invalidDeclaration])
    }
}
