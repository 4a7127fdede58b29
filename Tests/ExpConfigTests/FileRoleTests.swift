import ExpConfig
import ExpDiagnostics
import ExpYAML
import Testing

@Suite struct FileRoleTests {
    private let main = SourceFile(
        name: "configs/a.yaml",
        path: "/p/configs/a.yaml",
        text: "m: mlp\n"
    )
    private let base = SourceFile(name: "configs/b.yaml", path: "/p/configs/b.yaml", text: "x: 1\n")
    private let option = SourceFile(
        name: "configs/m/mlp.yaml",
        path: "/p/configs/m/mlp.yaml",
        text: ""
    )
    private let typed = SourceFile(commandLine: ["debug=fast"])

    @Test func `each merged file tells what named it`() {
        let path = ConfigPath(keys: "m")
        var root = CompositionTree.Part(.config, name: "a", text: main)
        root.children = [
            .init(.base, name: "b.yaml", text: base, namedAt: main.range(0, 1)),
            .init(.option(path), name: "mlp", text: option, mount: path, namedAt: main.range(3, 6)),
            .init(.option(path), name: "vit", state: .none),
            .init(.slot("debug"), name: "fast", text: option, namedAt: typed.range(6, 10)),
            .init(.default(group: "db", package: "x"), name: "sql", text: option),
            .init(.default(group: "a/b", package: "a.b"), name: "c", text: option),
            .init(.default(group: "db", package: ""), name: "d", text: option),
            .init(.base, name: "c.yaml?", text: base, state: .missingOptional),
        ]
        let tree = CompositionTree([.init(.schemaDefaults(task: "t"), name: "t"), root])
        let roles = tree.fileRoles(relativeTo: "/p")
        #expect(
            roles.map { "\($0.file) \($0.kind.rawValue) \($0.choice) \($0.mount)" } == [
                "configs/a.yaml config  ", "configs/b.yaml base  ",
                "configs/m/mlp.yaml option m=mlp m", "configs/m/mlp.yaml slot debug=fast ",
                "configs/m/mlp.yaml default db@x=sql ", "configs/m/mlp.yaml default a/b=c ",
                "configs/m/mlp.yaml default db@_global_=d ",
            ]
        )
        #expect(roles[1].namedAt?.line == 1)
        #expect(roles[2].namedAt?.column == 4)
        #expect(roles[3].namedAt?.text == "debug=fast")
        #expect(roles[4].namedAt == nil)
    }

    @Test func `a config that was loaded knows the roles of its options`() throws {
        let project = TestProject([
            "configs/main.yaml": "task: train\nmodel: {use: small}\n",
            "configs/model/small.yaml": "use: mlp\nwidth: 8\n",
        ])
        let config = try #require(project.load().config)
        let path = ConfigPath(keys: "model", "width")
        let history = try #require(config.history(of: path))
        let origin = try #require(history.current?.origin)
        let role = try #require(config.fileRoles.role(of: origin, at: path))
        #expect(role.choice == "model=small")
        #expect(role.namedAt?.line == 2)
    }
}
