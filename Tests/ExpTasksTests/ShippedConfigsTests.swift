import ExpConfig
import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpTasks

/// The files under `configs/`, read as `exp` reads them.
@Suite struct ShippedConfigsTests {
    private func load(_ config: String?, _ overrides: [String] = []) throws -> (
        config: TrainDigits.Config, loaded: LoadedConfig
    ) {
        let schema = try ConfigDeclaration.schema(
            of: TrainDigits.Config.self,
            declaredBy: "task `digits`"
        )
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: FilePath(repositoryRoot())),
            tasks: TaskCatalog(names: ["digits"]) { TaskDescription(name: $0, schema: schema) }
        )
        var bag = DiagnosticBag()
        let request = ConfigRequest(config: config, overrides: overrides, task: "digits")
        let result = loader.load(request, into: &bag)
        let loaded = try #require(result)
        let decoded = ConfigDecoder.decode(TrainDigits.Config.self, from: loaded.config, into: &bag)
        // What a choice drops is told as a note.
        #expect(
            bag.diagnostics.allSatisfy { $0.severity == .note },
            "\(ConciseRenderer().render(bag))"
        )
        return try (#require(decoded), loaded)
    }

    @Test func `digits is the default config written out`() throws {
        let (_, loaded) = try load("configs/digits.yaml")
        #expect(loaded.task == "digits")
        #expect(loaded.seed == 0)
        #expect(loaded.dropped.isEmpty)
        let bare = try load(nil).loaded
        #expect(bare.config.isEqualValue(to: loaded.config))
    }

    @Test func `digits-linear changes what it says and drops what was about adam`() throws {
        let (config, loaded) = try load("configs/digits-linear.yaml")
        guard case .linear = config.model, case .sgd(let sgd) = config.optimizer else {
            Issue.record("not the linear model by plain descent")
            return
        }
        #expect(sgd.lr == 0.1)
        #expect(config.epochs == 40)
        #expect(config.split.test == 0.15)
        #expect(loaded.dropped.map { "\($0.path)" } == ["optimizer.lr"])
    }

    @Test(
        arguments: [
            ("linear", []), ("mlp", [64]), ("mlp-wide", [256, 128]),
        ] as [(String, [Int])]
    )
    func `every model is chosen by its name on the command line`(
        name: String,
        hidden: [Int]
    ) throws {
        let (config, _) = try load("configs/digits.yaml", ["model=\(name)"])
        switch config.model {
        case .linear: #expect(hidden.isEmpty)
        case .mlp(let mlp): #expect(mlp.hidden == hidden)
        }
    }

    @Test func `a value set for one optimizer does not reach another`() throws {
        let (config, loaded) = try load("configs/digits.yaml", ["optimizer=sgd"])
        guard case .sgd(let sgd) = config.optimizer else {
            Issue.record("not plain descent")
            return
        }
        #expect(sgd.lr == SGD().lr)
        #expect(loaded.dropped.map { "\($0.path)" } == ["optimizer.lr"])
    }

    @Test func `a value of the chosen model can be changed on the command line`() throws {
        let (config, _) = try load("configs/digits.yaml", ["model.hidden=[64,32]"])
        guard case .mlp(let mlp) = config.model else {
            Issue.record("not a perceptron")
            return
        }
        #expect(mlp.hidden == [64, 32])
        #expect(mlp.activation == .relu)
    }
}
