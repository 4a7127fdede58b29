import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// A mapping that comes onto `${x}`, from a file or the command line.
struct MergeOntoReferenceTests {
    let files: KeyValuePairs = [
        "configs/base.yaml": "m: {a: 1, b: {c: 2}}\nk: ${m}\nj: ${k}\n",
        "configs/main.yaml": "extends: base.yaml\nj: {a: 3}\n",
    ]

    func shown(_ config: String, _ overrides: String...) -> String? {
        let (loaded, bag) = TestProject(files).load(config, overrides)
        #expect(bag.diagnostics.isEmpty, "\(overrides): \(TestProject().rendered(bag))")
        return loaded?.resolved["j"].map { CanonicalWriter.flow($0) }
    }

    @Test func `a reference to a reference is followed to the mapping`() {
        let expected = "{a: 3, b: {c: 2}}"
        #expect(shown("configs/main.yaml") == expected)
        for override in ["j.a=3", "++j.a=3", "j={a: 3}", "k.a=3", "++m.a=3"] {
            #expect(shown("configs/base.yaml", override) == expected, "\(override)")
        }
        #expect(shown("configs/base.yaml", "~j.a") == "{b: {c: 2}}")
    }

    @Test func `what a reference stands for may itself come onto another`() {
        let project = TestProject([
            "configs/base.yaml": "m: {a: 1, d: 5}\nk: ${m}\nj: ${k}\ni: ${j}\n",
            "configs/main.yaml":
                "extends: base.yaml\ni: {x: 1}\nj: {y: 2}\nk: {a: 3}\n",
        ])
        let (loaded, bag) = project.load()
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        let i = loaded?.resolved["i"].map { CanonicalWriter.flow($0) }
        #expect(i == "{a: 3, d: 5, y: 2, x: 1}")
    }

    @Test func `references that lead in a circle are no mapping`() {
        let project = TestProject(["configs/main.yaml": "k: ${j}\nj: ${k}\n"])
        let (_, bag) = project.load("configs/main.yaml", ["k.a=3"])
        #expect(bag.hasErrors)
    }
}
