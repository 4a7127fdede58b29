import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

struct SweepFormTests {
    @Test(arguments: [
        ("1,2", "[1, 2]"), ("choice(a,[1,2])", "choice[a, [1, 2]]"), ("range(5)", "0..5/1"),
        ("range(1,5)", "1..5/1"), ("range(start=1,stop=5,step=2)", "1..5/2"),
        ("range(-5,step=-1)", "0..-5/-1"), ("range(0,1,0.25)", "0.0..1.0/0.25"),
        ("float(range(0,3))", "0.0..3.0/1.0"), ("int(range(0.5,3.5))", "0..3/1"),
        ("interval(0,1)", "whole 0.0...1.0"), ("interval(end=1.5,start=1)", "1.0...1.5"),
        ("float(interval(1,2))", "1.0...2.0"), ("glob(*)", "glob * without "),
        ("glob([s*,w*],exclude=school)", "glob s* w* without school"),
        ("sort(3,1,2)", "sorted choice[3, 1, 2]"),
        ("sort(range(5),reverse=true)", "reversed 0..5/1"),
        ("shuffle(1,2)", "shuffled choice[1, 2]"),
        ("shuffle(range(5),seed=3)", "shuffled by 3 0..5/1"),
        ("linspace(0,1,5)", "0.0...1.0 in 5"), ("int(linspace(1,10,4))", "1.0...10.0 in 4 int"),
        ("logspace(1e-4,1e-1,4)", "0.0001...0.1 in 4 by ratio"),
        ("tag(a,b,range(2))", "a b: 0..2/1"), ("str(1,2)", "[\"1\", \"2\"]"),
        ("float(choice(1,2))", "choice[1.0, 2.0]"),
    ])
    func `a sweep holds what expanding it takes`(text: String, form: String) throws {
        let override = try #require(parse("a=\(text)"))
        guard case .sweep(let sweep)? = override.value else {
            Issue.record("no sweep")
            return
        }
        #expect(sweep.range.text == text)
        let casts = sweep.casts.map { " " + $0 }.joined()
        #expect(Self.spelled(sweep.kind) + casts == form)
    }

    @Test func `zip gives each of several keys a list`() throws {
        let override = try #require(parse("a.b, c=zip([1,2],[x,y])"))
        #expect(override.path.description == "a.b")
        #expect(override.zippedKeys.map(\.path.description) == ["c"])
        #expect(override.keyRange.text == "a.b, c")
        guard case .sweep(let sweep)? = override.value, case .zip(let lists) = sweep.kind else {
            Issue.record("no zip")
            return
        }
        #expect(lists.map { $0.compactMap(\.scalar?.text) } == [["1", "2"], ["x", "y"]])
    }

    @Test(.enabled(if: Conformance.isPresent, Conformance.absence))
    func `every override that Hydra sweeps is read`() {
        let cases = Conformance.cases("hydra_sweeps_open.jsonl")
        for entry in cases where entry["error"] == nil {
            for override in entry["overrides"]?.sequence ?? [] {
                #expect(parse(override.scalar?.text ?? "") != nil)
            }
        }
        #expect(cases.count > 25)
    }

    @Test(
        arguments: [
            (nil, "'a=[1,2]'", "\"a='1,2'\""), ("/bin/zsh", "'a=[1,2]'", "\"a='1,2'\""),
            ("/usr/bin/fish", "'a=[1,2]'", "\"a='1,2'\""),
        ] as [(String?, String, String)]
    )
    func `the ways to say each meaning are quoted for the shell`(
        shell: String?,
        list: String,
        text: String
    ) {
        var project = TestProject(["configs/main.yaml": "a: 0\n"])
        if let shell { project.variables["SHELL"] = shell }
        let (_, bag) = project.load("configs/main.yaml", ["a=1,2"])
        let help = bag.diagnostics.first?.help ?? ""
        #expect(help.contains("`\(list)` for a list"))
        #expect(help.contains("`\(text)` for a text"))
        // What the message says is read as it says.
        #expect(!project.load("configs/main.yaml", ["a=[1,2]"]).bag.hasErrors)
        #expect(
            project.load("configs/main.yaml", ["a='1,2'"]).config?.resolved["a"]?.string == "1,2"
        )
    }

    private func parse(_ text: String) -> Override? {
        var bag = DiagnosticBag()
        return OverrideParser.parse(SourceFile(commandLine: [text]).range(ofToken: 0), into: &bag)
    }

    private static func spelled(_ kind: SweepForm.Kind) -> String {
        func list(_ nodes: [Node]) -> String {
            CanonicalWriter.flow(Node(.sequence(nodes), range: nodes[0].range))
        }
        switch kind {
        case .simple(let nodes): return list(nodes)
        case .choice(let nodes): return "choice" + list(nodes)
        case .range(.whole(let start, let stop, let step)): return "\(start)..\(stop)/\(step)"
        case .range(.fractional(let start, let stop, let step)): return "\(start)..\(stop)/\(step)"
        case .interval(let start, let end, let isWhole):
            return (isWhole ? "whole " : "") + "\(start)...\(end)"
        case .glob(let include, let exclude):
            let names = include.joined(separator: " ")
            return "glob \(names) without \(exclude.joined(separator: " "))"
        case .sorted(let inner, let isReversed):
            return (isReversed ? "reversed " : "sorted ") + spelled(inner)
        case .shuffled(let inner, let seed):
            return "shuffled " + (seed.map { "by \($0) " } ?? "") + spelled(inner)
        case .tagged(let words, let inner):
            return words.joined(separator: " ") + ": " + spelled(inner)
        case .linspace(let start, let stop, let count): return "\(start)...\(stop) in \(count)"
        case .logspace(let start, let stop, let count):
            return "\(start)...\(stop) in \(count) by ratio"
        case .zip(let lists): return "zip" + lists.map(list).joined()
        }
    }
}
