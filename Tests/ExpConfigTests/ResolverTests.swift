import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

struct ResolverTests {
    private static let own = [
        ConfigResolver("double") { (x: Double) in 2 * x },
        ConfigResolver("join") { (words: [String], with: String?) in
            words.joined(separator: with ?? "-")
        },
        ConfigResolver("count.of") { (all: [String: Int]) in all.count },
        ConfigResolver("pick") { (activation: TrainTask.Activation) in activation },
        ConfigResolver("head") { () in TrainTask.Head() },
        ConfigResolver("fail") { (text: String) -> Int in throw ResolverError(text) },
        ConfigResolver("maybe") { (flag: Bool) -> Int? in flag ? 1 : nil },
        ConfigResolver("raw") { (text: String) in text },
    ]

    @Test(arguments: [
        ("${double:1}", "2.0"), ("${double:${n}}", "8.0"), ("${double:1_0}", "20.0"),
        ("${join:[a,b]}", "a-b"), ("${join:[a,'1'],+}", "a+1"), ("${count.of:{a: 1, b: 2}}", "2"),
        ("${pick:tanh}", "tanh"), ("${head:}", "{size: 8, act: relu}"), ("${maybe:true}", "1"),
        ("${maybe:false}", "null"), ("x-${double:0.5}", "x-1.0"), ("${= ${double:1} / 4}", "0.5"),
        ("${raw:007}", "\"007\""), ("${raw:'${n}'}", "\"4\""),
    ])
    func `a closure is a resolver`(text: String, value: String) {
        let (node, bag) = Self.resolved(text)
        #expect(bag.diagnostics.isEmpty, "\(bag.diagnostics.map(\.message))")
        #expect(CanonicalWriter.flow(node) == value)
    }

    @Test(arguments: [
        ("${double:x}", "x", "`double` takes `Double` here, not the string `x`"),
        ("${join:a}", "a", "`join` takes `[String]` here, not the string `a`"),
        ("${pick:swish}", "swish", "`pick` takes `Activation` here, not the string `swish`"),
        ("${fail:'no such thing'}", "${fail:'no such thing'}", "`fail`: no such thing"),
        ("${double:1,2}", "${double:1,2}", "`double` does not take these arguments"),
        ("${double:}", "${double:}", "`double` does not take these arguments"),
        ("${double:${missing}}", "missing", "the config has no key `missing`"),
        ("${duoble:1}", "duoble", "there is no resolver `duoble`"),
    ])
    func `what is wrong is told at the interpolation`(text: String, place: String, message: String)
    {
        let (node, bag) = Self.resolved(text)
        #expect(node.isFaulty)
        #expect(bag.diagnostics.map(\.message) == [message])
        #expect(bag.diagnostics.first?.labels.first?.range.text == place)
    }

    @Test(arguments: [
        ("env", true), ("oc.mine", true), ("run", true), ("hydra", true), ("double", true),
        ("", false), ("a b", false), ("1st", false), ("a..b", false), ("x:y", false), ("=", false),
    ])
    func `a name that is taken or unsafe is refused`(name: String, isTaken: Bool) {
        var bag = DiagnosticBag()
        let mine = ConfigResolver(name) { (x: Int) in x }
        let table = ResolverTable(adding: Self.own + [mine], into: &bag)
        #expect(bag.diagnostics.map(\.code) == [.invalidDeclaration])
        #expect(bag.diagnostics.first?.message.contains("two resolvers") == isTaken)
        #expect(table.names.count == ResolverTable.standard.names.count + Self.own.count)
    }

    @Test func `a value that a resolver gives is not resolved again`() {
        let (node, bag) = Self.resolved("${raw:'\\${n}'}")
        #expect(bag.diagnostics.isEmpty)
        #expect(node.string == "${n}")
    }

    @Test func `git and the project are asked about the project's folder`() throws {
        let project = TestProject(["configs/main.yaml": "a: ${git:sha}\nb: ${project:dir}\n"])
        func load() -> (LoadedConfig?, [String]) {
            let (config, bag) = project.load()
            return (config, bag.diagnostics.map(\.message))
        }
        func git(_ arguments: String...) -> String {
            let identity = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
            let run = ChildProcess("git", ["-C", project.root.string] + identity + arguments).run()
            return String(run.output.prefix { $0 != "\n" })
        }
        #expect(load().1 == ["the project does not lie in a git repository"])
        _ = git("init", "-q")
        #expect(load().1 == ["the git repository has no commit yet"])
        _ = git("add", ".")
        _ = git("commit", "-qm", "first")
        let sha = git("rev-parse", "HEAD")
        #expect(sha.utf8.count == 40)
        #expect(load().0?.resolved["a"]?.string == sha)
        #expect(load().0?.resolved["b"]?.string == project.root.string)
        _ = git("pack-refs", "--all")
        #expect(load().0?.resolved["a"]?.string == sha)
        _ = git("checkout", "-q", "--detach")
        #expect(load().0?.resolved["a"]?.string == sha)
    }

    @Test func `what only the run knows stays as written, and the rest of its text is escaped`() {
        let (node, bag) = Self.resolved("c:\\\\${run:id}-${n}-\\${x}")
        #expect(bag.diagnostics.isEmpty)
        #expect(node.scalar?.form == .deferred)
        #expect(node.scalar?.text == "c:\\\\${run:id}-4-\\${x}")
    }

    @Test(arguments: ["${run:name}", "${run:}", "${secret:${n}}", "${oc.decode:${run:id}}"])
    func `what a run cannot give is told when the config is loaded`(text: String) {
        #expect(Self.resolved(text).1.hasErrors)
    }

    @Test func `resolvers whose results need them again come to an end`() {
        var bag = DiagnosticBag()
        let file = SourceFile(name: "a.yaml", text: "a: ${oc.decode:${oc.env:X}}\n")
        guard let root = YAMLReader.read(file, into: &bag)?.root else { return }
        var resolution = Resolution(
            root: root,
            choices: [:],
            variables: ["X": "${oc.decode:${oc.env:X}}"],
            requiresEverything: false
        )
        _ = resolution.resolve()
        #expect(resolution.bag.hasErrors)
    }

    @Test func `the time is one for the whole config`() {
        let (node, bag) = Self.resolved("${now:%Y}${now:%%}")
        #expect(bag.diagnostics.isEmpty)
        #expect(node.string?.utf8.count == 5)
    }

    @Test func `keys aside are found and are no part of the result`() {
        var bag = DiagnosticBag()
        let file = SourceFile(
            name: "a.yaml",
            text: "a: ${hydra.b}\nhydra: {b: 1, c: '${nowhere}'}\n"
        )
        guard let root = YAMLReader.read(file, into: &bag)?.root else { return }
        var resolution = Resolution(
            root: root,
            choices: [:],
            variables: [:],
            requiresEverything: true
        )
        resolution.aside = ["hydra"]
        let result = resolution.resolve()
        #expect(resolution.bag.diagnostics.isEmpty)
        #expect(CanonicalWriter.flow(result) == "{a: 1}")
    }

    private static func resolved(_ text: String) -> (Node, DiagnosticBag) {
        var bag = DiagnosticBag()
        let yaml = "n: 4\nresult: |-\n  \(text)\n"
        let file = SourceFile(name: "case.yaml", text: yaml)
        guard let root = YAMLReader.read(file, into: &bag)?.root else {
            return (.null(file.range(0, 0)), bag)
        }
        var resolution = Resolution(
            root: root,
            choices: [:],
            variables: [:],
            requiresEverything: true
        )
        resolution.resolvers = ResolverTable(adding: own, into: &bag)
        let result = resolution.resolve()["result"] ?? root
        bag.merge(resolution.bag)
        return (result, bag)
    }
}
