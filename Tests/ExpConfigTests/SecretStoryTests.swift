import ExpConfig
import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// A secret that somebody wrote into a file of a lower layer is refused nowhere, since no check ever
/// sees it; told it must not be all the same.
@Suite struct SecretStoryTests {
    private struct Hub: TaskConfig {
        @Key("who may upload") var token: Secret
        var name = "hub"
    }

    private enum Place: UnionConfig {
        case hub(Hub)
        static let variants = [Variant("hub", Place.hub)]
    }

    private struct Config: TaskConfig {
        var place: Place?
        var more: [Hub] = []
        var lr = 0.1
    }

    private static let catalog = TaskCatalog(names: ["upload"]) { name in
        let schema = try? ConfigDeclaration.schema(of: Config.self, declaredBy: "task `upload`")
        return TaskDescription(name: name, schema: schema)
    }

    private func load(_ files: KeyValuePairs<String, String>, _ overrides: [String] = []) throws
        -> (config: LoadedConfig, bag: DiagnosticBag)
    {
        let folder = TemporaryDirectory()
        for (name, text) in files { folder.write(name, text) }
        var bag = DiagnosticBag()
        let environment = ConfigEnvironment(workingDirectory: FilePath(folder.path))
        let request = ConfigRequest(config: "configs/main.yaml", overrides: overrides)
        let config = ConfigLoader(environment: environment, tasks: Self.catalog)
            .load(request, into: &bag)
        return (try #require(config), bag)
    }

    private static let base = """
        task: upload
        place: {use: hub, token: hunter2}
        more: [{token: hunter2}]
        """

    @Test(arguments: [
        [], ["place.token=hunter2"], ["++place.token=hunter2", "more=[]"],
        ["place={use: hub, token: hunter2, name: x}"], ["place={token: hunter2", "name: x}"],
        ["more=[{token: hunter2, name: y}]"], ["~place.token=hunter2"], ["place=[hunter2]"],
    ])
    func `no story and no record tells a secret`(_ overrides: [String]) throws {
        let main = """
            extends: base.yaml
            place: {token: "${secret:HUB}"}
            more: [{token: "${secret:HUB}"}]
            """
        let (config, _) = try load(
            ["configs/base.yaml": Self.base, "configs/main.yaml": main],
            overrides
        )
        let told = JSONWriter.json(config.origins())
        #expect(!told.contains("hunter2"))
        #expect(told.contains("<secret>"))
        #expect(told.contains("${secret:HUB}"))
        // A value that was refused as a whole has no keys to tell of.
        guard config.resolved["place"]?.mapping != nil else { return }
        let token = try #require(config.history(of: ConfigPath(keys: "place", "token")))
        #expect(token.replaced.last?.value == "<secret>")
        #expect(token.replaced.last?.origin.line == 2)
    }

    @Test func `a secret in a mapping that was replaced whole is hidden in it`() throws {
        let main = "extends: base.yaml\nplace: null\nmore: []\n"
        let (config, _) = try load(["configs/base.yaml": Self.base, "configs/main.yaml": main])
        for path in ["place", "more"] {
            let history = try #require(config.history(of: ConfigPath(keys: path)))
            #expect(history.replaced.contains { $0.value.contains("<secret>") })
            #expect(!history.replaced.contains { "\($0)".contains("hunter2") })
        }
    }
}
