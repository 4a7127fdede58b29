import ExpDiagnostics
import ExpSchema
import ExpYAML
import Testing

/// The places that a message of a check shows, and those that it hides.
@Suite struct ValidatorPlacesTests {
    @Test func `a literal secret is redacted`() {
        let checked = Checked("data: x\ntoken: [hf_abcdef]", against: trainingSchema())
        #expect(
            checked.messages == ["secret-literal: `token` is a secret, which no config may hold"]
        )
        #expect(!SnippetRenderer().render(checked.bag).contains("hf_abcdef"))
        let mistyped = Checked("data: x\ntokn: hf_abcdef", against: trainingSchema())
        #expect(mistyped.messages == ["unknown-key: the config has no key `tokn`"])
        #expect(!SnippetRenderer().render(mistyped.bag).contains("hf_abcdef"))
    }

    @Test func `a replaced value is shown beside the new one`() throws {
        let base = SourceFile(name: "base.yaml", text: "10")
        let line = SourceFile(commandLine: ["epochs=ten"])
        let old = Node(.scalar(Scalar("10")), range: base.range(0, 2))
        let new = Node(
            .scalar(Scalar("ten")),
            range: line.range(7, 10),
            trace: replacing(old)
        )
        var bag = DiagnosticBag()
        let root = Node.mapping(
            ["epochs": new, "data": .string("x", base.range(0, 2))],
            base.range(0, 2)
        )
        let schema = trainingSchema()
        _ = Validator.validate(
            schema.underlay(root),
            against: schema,
            declaredBy: declarer,
            into: &bag
        )
        let labels = try #require(bag.diagnostics.first).labels
        #expect(labels.map(\.range.text) == ["ten", "10"])
        #expect(labels.map(\.text) == ["", "replaced this value"])
    }

    @Test func `a computed value is shown with what it was read from`() throws {
        let file = SourceFile(name: "train.yaml", text: "epochs: ${size}\nsize: ten")
        let base = SourceFile(name: "base.yaml", text: "10")
        let source = Node(.scalar(Scalar("ten")), range: file.range(22, 25))
        let written = Node(
            .scalar(Scalar("${size}")),
            range: file.range(8, 15),
            trace: replacing(Node(.scalar(Scalar("10")), range: base.range(0, 2)))
        )
        let read = Read(path: ConfigPath(keys: "size"), text: "${size}", node: source)
        let node = Node(
            source.content,
            range: written.range,
            trace: Trace(.computed(reads: [read]), previous: written)
        )
        var bag = DiagnosticBag()
        _ = Validator.validate(
            node,
            against: Schema(.scalar(.integer)),
            at: ConfigPath(keys: "epochs"),
            declaredBy: declarer,
            into: &bag
        )
        let labels = try #require(bag.diagnostics.first).labels
        #expect(labels.map(\.range.text) == ["${size}", "ten", "10"])
        #expect(labels.map(\.text) == ["", "`${size}` is this value", "replaced this value"])
    }

    private func replacing(_ node: Node) -> Trace {
        Trace(.replaced, previous: node)
    }
}
