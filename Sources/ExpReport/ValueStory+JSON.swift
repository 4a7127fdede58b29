package import ExpYAML

extension ValueStory {
    /// One object; the page "The command line" describes it.
    ///
    /// Values are texts in YAML's flow form; `value` and `origin` are null where nothing is in force.
    package var json: Node {
        ReportNode.object(
            [("key", ReportNode.text(path.description))] + Step.fields(current)
                + [
                    (
                        "replaced",
                        ReportNode.list(
                            replaced.map { step in
                                ReportNode.object(
                                    Step.fields(step) + [
                                        ("droppedBy", ReportNode.optional(step.step.droppedBy)),
                                        ("droppedAt", step.step.droppedAt?.json),
                                    ]
                                )
                            }
                        )
                    )
                ]
        )
    }
}

extension ValueStory.Step {
    fileprivate static func fields(_ told: Self?) -> [(key: String, value: Node?)] {
        let step = told?.step
        return [
            ("value", ReportNode.optional(step?.value)),
            ("origin", step?.origin.json),
            ("role", told?.role?.json),
            ("written", ReportNode.optional(step?.written)),
            ("writtenAt", step?.writtenAt?.json),
            ("reads", ReportNode.list((told?.readings ?? []).map(\.json))),
        ]
    }
}

extension ValueStory.Reading {
    fileprivate var json: Node {
        ReportNode.object([
            ("key", ReportNode.text(source.path)), ("value", ReportNode.text(source.value)),
            ("origin", source.origin.json), ("written", ReportNode.optional(written)),
            ("reads", ReportNode.list(readings.map(\.json))),
        ])
    }
}

extension Origin {
    /// `{"kind":"file","name":"configs/a.yaml","line":3,"column":5,"story":"configs/a.yaml:3:5"}`.
    fileprivate var json: Node {
        ReportNode.object([
            ("kind", ReportNode.text(kind.rawValue)), ("name", ReportNode.text(name)),
            ("line", ReportNode.number(line > 0 ? line : nil)),
            ("column", ReportNode.number(column > 0 ? column : nil)),
            ("story", ReportNode.text(story)),
        ])
    }
}

extension FileRole {
    /// `{"as":"option","choice":"model=mlp","namedAt":{…}}`.
    fileprivate var json: Node {
        ReportNode.object([
            ("as", ReportNode.text(kind.rawValue)),
            ("choice", ReportNode.optional(choice.isEmpty ? nil : choice)),
            ("namedAt", namedAt?.json),
        ])
    }
}
