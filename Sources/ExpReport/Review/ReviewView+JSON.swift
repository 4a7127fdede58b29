import ExpDiagnostics
import ExpYAML

extension ReviewView {
    /// One object: what `exp diff main..HEAD --json` prints.
    ///
    ///     {"range":"main..HEAD",
    ///      "old":{"revision":"main","commit":"a0549c…","root":"configs"},
    ///      "new":{"revision":"HEAD","commit":"77be21…","root":"configs"},
    ///      "configs":[{"name":"digits","file":"configs/digits.yaml","renamedFrom":null,
    ///                  "fate":"changed","comparedWith":null,"options":[…],"values":[…],
    ///                  "problems":[]}]}
    ///
    /// `fate` is `changed`, `mended` (it did not compose before), `added`, `removed`, `broken` (it no
    /// longer composes), `broken-before` (on neither side), `same` (it reads changed files and comes
    /// to the same values) or `untouched`. `options` and `values` are as in ``DifferenceView/json``,
    /// of a new config against the one in `comparedWith`; `problems` are as with `--errors json`.
    package var json: String {
        let node = ReportNode.self
        func side(_ side: ConfigReview.Side) -> Node {
            node.object([
                ("revision", node.optional(side.revision)), ("commit", node.optional(side.commit)),
                ("root", node.optional(side.root)),
            ])
        }
        return JSONWriter.json(
            node.object([
                ("range", node.text(review.range)), ("old", side(review.sides.old)),
                ("new", side(review.sides.new)),
                ("configs", node.list(review.configs.map(config))),
            ])
        )
    }

    private func config(_ config: ReviewedConfig) -> Node {
        let node = ReportNode.self
        var fate = ""
        var difference: ConfigDifference?
        var base: String?
        var problems: [Node] = []
        switch config.fate {
        case .untouched: fate = "untouched"
        case .same: fate = "same"
        case .changed(let found, let isMended):
            (fate, difference) = (isMended ? "mended" : "changed", found)
        case .added(let name, let found): (fate, base, difference) = ("added", name, found)
        case .removed: fate = "removed"
        case .broken(let bag, _):
            fate = "broken"
            problems = Self.problems(bag)
        case .brokenBefore: fate = "broken-before"
        }
        let before = config.renamedFrom.map {
            node.object([("name", node.text($0.name)), ("file", node.text($0.file))])
        }
        return node.object([
            ("name", node.text(config.name)), ("file", node.text(config.file)),
            ("renamedFrom", before), ("fate", node.text(fate)),
            ("comparedWith", node.optional(base)),
            ("options", ChangeNode.options(difference?.options ?? [])),
            ("values", ChangeNode.values(difference?.values ?? [])),
            ("problems", node.list(problems)),
        ])
    }

    /// The diagnostics as the renderer for programs writes them.
    private static func problems(_ bag: DiagnosticBag) -> [Node] {
        JSONRenderer().render(bag).split(separator: "\n").compactMap { line in
            var scratch = DiagnosticBag()
            let file = SourceFile(kind: .declaration, name: "problem", text: String(line))
            return JSONReader.read(file, into: &scratch)
        }
    }
}
