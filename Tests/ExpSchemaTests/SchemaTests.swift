import ExpDiagnostics
import ExpSchema
import ExpTestSupport
import ExpYAML
import Testing

@Suite struct SchemaTests {
    private let schema = trainingSchema()

    @Test func `defaults lie under what a config says`() {
        let node = underlaid("model: {bias: false}\nlayers: [{size: 3}]\nweights: {b: 1.0}")
        #expect(
            CanonicalWriter.flow(node["model"]!) == "{bias: false, use: mlp, hidden: 128}"
        )
        #expect(CanonicalWriter.flow(node["layers"]!) == "[{size: 3, bias: true}]")
        #expect(CanonicalWriter.flow(node["weights"]!) == "{b: 1.0, a: 0.5}")
        #expect(node["data"] == nil)
        #expect(node["lr"]?.double == 1e-3)
        #expect(node["lr"]?.range.file.kind == .declaration)
    }

    @Test func `the default's settings are about its own case only`() {
        #expect(
            CanonicalWriter.flow(underlaid("model: {use: mlp}")["model"]!)
                == "{use: mlp, hidden: 128, bias: true}"
        )
        #expect(
            CanonicalWriter.flow(underlaid("model: {use: deep}")["model"]!)
                == "{use: deep, bias: false}"
        )
        #expect(
            CanonicalWriter.flow(underlaid("model: {use: linear}")["model"]!) == "{use: linear}"
        )
        #expect(
            CanonicalWriter.flow(underlaid("model: {use: other, x: 1}")["model"]!)
                == "{use: other, x: 1}"
        )
    }

    @Test func `defaults of a chosen case can be asked for alone`() throws {
        let union = try #require(schema.child("model")?.union)
        let fallback = schema.mapping?.field("model")?.defaultValue
        let range = SourceFile(name: "x", text: "").range(0, 0)
        func defaults(_ name: String) -> String? {
            union.defaultNode(ofCase: name, fieldDefault: fallback, at: range)
                .map(CanonicalWriter.flow)
        }
        #expect(defaults("mlp") == "{use: mlp, hidden: 128, bias: true}")
        #expect(defaults("deep") == "{use: deep, bias: false}")
        #expect(defaults("constant") == "{use: constant}")
        #expect(defaults("other") == nil)
    }

    @Test(
        arguments: [
            "{}", "model: {use: deep}", "layers: [{size: 3}, {}]", "weights: {b: 1}",
            "after: {size: 3}", "optimizer: {}", "model: mlp", "layers: 3", "after: null",
            "optimizer: null",
        ]
    )
    func `putting defaults underneath twice changes nothing`(text: String) {
        let once = underlaid(text)
        #expect(schema.underlay(once).isEqualValue(to: once))
        #expect(CanonicalWriter.yaml(schema.underlay(once)) == CanonicalWriter.yaml(once))
    }

    @Test(
        arguments: [
            ("lr", "Double, above 0, at most 1"), ("layers[0].size", "Int, 1 or more"),
            ("weights.anything", "Double"), ("model.use", "one of linear, mlp, deep, constant"),
            ("model.depth", "Int"), ("optimizer.momentum", "Double, at least 0, below 1"),
            ("pairs[0][1]", "Int"), ("log-every", "Int, from 1 to 1000"),
        ]
    )
    func `a path leads to what its value may be`(path: String, typeText: String) throws {
        let tree = underlaid("model: {use: deep}")
        let found = schema.at(try #require(ConfigPath.parse(path)), in: tree)
        #expect(found?.typeText == typeText)
    }

    @Test(
        arguments: [
            "lr.x", "unknown", "model.hidden", "layers.size", "weights.a.b", "logEvery", "lr[0]",
        ]
    )
    func `a path to nowhere leads to nothing`(path: String) throws {
        let tree = underlaid("model: {use: deep}")
        #expect(schema.at(try #require(ConfigPath.parse(path)), in: tree) == nil)
    }

    @Test func `what was taken out of a dictionary, or replaced whole, stays away`() {
        let range = SourceFile(name: "x", text: "x").range(0, 1)
        func filled(_ weights: Node) -> String {
            CanonicalWriter.flow(schema.underlay(.mapping(["weights": weights], range))["weights"]!)
        }
        let given = Node.mapping(["b": .float(1, range)], range)
        #expect(filled(given) == "{b: 1.0, a: 0.5}")

        var mapping = given.mapping!
        let last = Node(.scalar(Scalar("2")), range: range, trace: Trace(.removed(by: range)))
        mapping.removed = [Mapping.Removal(key: "a", keyRange: range, last: last)]
        #expect(filled(Node(.mapping(mapping), range: range)) == "{b: 1.0}")

        let whole = Node(given.content, range: range, trace: Trace(.replaced, previous: last))
        #expect(filled(whole) == "{b: 1.0}")
    }

    @Test func `a mapping that was not read whole lacks nothing`() {
        let range = SourceFile(name: "x", text: "x").range(0, 1)
        func messages(isIncomplete: Bool) -> [String] {
            var mapping = Mapping()
            mapping.isIncomplete = isIncomplete
            var bag = DiagnosticBag()
            let node = schema.underlay(Node(.mapping(mapping), range: range))
            _ = Validator.validate(node, against: schema, declaredBy: declarer, into: &bag)
            return bag.diagnostics.map(\.message)
        }
        #expect(messages(isIncomplete: true) == [])
        #expect(messages(isIncomplete: false) == ["`data` must be given"])
    }

    @Test func `open mappings and free values are schemas too`() throws {
        let open = Schema(
            .mapping(
                MappingSchema(
                    fields: [
                        .init(name: "a", schema: Schema(.scalar(.integer)), presence: .optional)
                    ],
                    additional: .anything,
                    typeName: "Open"
                )
            )
        )
        let checked = Checked("b: [1, {c: x}]\nz: null", against: open)
        #expect(checked.messages == [])
        #expect(CanonicalWriter.flow(checked.node) == "{b: [1, {c: x}], z: null}")
        #expect(Checked("a: x", against: open).messages.count == 1)
        #expect(open.at(ConfigPath(keys: "b", "c"), in: nil)?.typeText == "anything")
    }

    @Test func `an enumeration of a schema may hold any scalars`() {
        let cases = ["1", "1.5", "true"].map { ScalarSchema.EnumerationCase(Scalar($0)) }
        let schema = Schema(.scalar(ScalarSchema(.enumeration(cases), typeName: "Choice")))
        for text in ["1", "1.5", "true", "0x1", "True"] {
            #expect(Checked(text, against: schema).messages == [], "\(text)")
        }
        for text in ["2", "\"1\"", "1.0"] {
            #expect(Checked(text, against: schema).messages.count == 1, "\(text)")
        }
    }

    private func underlaid(_ text: String) -> Node {
        var bag = DiagnosticBag()
        let file = SourceFile(name: "train.yaml", text: text)
        guard let root = YAMLReader.read(file, into: &bag)?.root else {
            preconditionFailure("not YAML: \(text)")
        }
        return schema.underlay(root)
    }
}
