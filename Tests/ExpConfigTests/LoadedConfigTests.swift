import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

struct LoadedConfigTests {
    @Test func `a typed value keeps its raw text, an untyped one is what Hydra makes of it`() throws
    {
        let typed = TestProject(["configs/main.yaml": "task: files\ndata: x\n"])
        let (first, bag) = typed.load("configs/main.yaml", ["more=[1_0, 007]"])
        #expect(!bag.hasErrors, "\(typed.rendered(bag))")
        let names = try #require(first?.recorded["more"]?.sequence)
        #expect(names.map { $0.string } == ["1_0", "007"])

        let untyped = TestProject(["configs/main.yaml": "a: 0\nb: 0\nc: 0\nd: 0\n"])
        let (second, _) = untyped.load("configs/main.yaml", ["a=1_0", "b=007", "c=tRuE", "d=nan"])
        let root = try #require(second?.resolved)
        #expect(root["a"]?.int == 10)
        #expect(root["b"]?.string == "007")
        #expect(root["c"]?.bool == true)
        #expect(root["d"]?.double?.isNaN == true)
    }

    @Test func `where a declaration is wrong nothing is said of the cases it would have`() {
        let project = TestProject(["configs/main.yaml": "task: wrong\nmodel: {use: mlp}\n"])
        let (_, bag) = project.load()
        #expect(bag.diagnostics.map(\.code) == [], "\(project.rendered(bag))")
    }

    @Test func `an open mapping takes new keys with a plus, a list its indices`() throws {
        let project = TestProject(["configs/main.yaml": "task: train\nlayers: [1, 2]\n"])
        let (loaded, bag) = project.load(
            "configs/main.yaml",
            ["+labels.cat=1", "++labels.dog=2", "layers.1=7", "layers+=8", "~layers.0"]
        )
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        let config = try #require(loaded?.config)
        #expect(CanonicalWriter.flow(try #require(config["labels"])) == "{cat: 1, dog: 2}")
        #expect(CanonicalWriter.flow(try #require(config["layers"])) == "[7, 8]")
    }

    @Test func `the story of a list element names the override and what it replaced`() throws {
        let project = TestProject(["configs/main.yaml": "layers: [16, 32]\n"])
        let (loaded, _) = project.load("configs/main.yaml", ["layers.0=64"])
        let path = ConfigPath([.key("layers"), .index(0)])
        let history = try #require(loaded?.history(of: path))
        #expect(history.current?.value == "64")
        #expect(history.current?.origin.text == "layers.0=64")
        #expect(history.replaced.map(\.value) == ["16"])
        #expect(history.replaced.first?.origin.line == 1)
    }

    @Test func `the story of a computed value names both places`() throws {
        let project = TestProject(["configs/main.yaml": "a: 3\nb: ${a}\nc: n-${a}\n"])
        let (loaded, _) = project.load()
        for (key, value) in [("b", "3"), ("c", "n-3")] {
            let step = try #require(loaded?.history(of: ConfigPath([.key(key)]))?.current)
            #expect(step.value == value)
            #expect(step.written?.contains("${a}") == true)
            #expect(step.sources.map(\.path) == ["a"])
            #expect(step.sources.first?.origin.line == 1)
        }
    }

    @Test func `the story of a value computed from a computed one tells what that came to`() throws
    {
        let project = TestProject(["configs/main.yaml": "a: ${b}\nb: ${env:NONE,7}\n"])
        let (loaded, _) = project.load()
        let step = try #require(loaded?.history(of: ConfigPath([.key("a")]))?.current)
        #expect(step.sources.map(\.value) == ["7"])
    }

    @Test(arguments: [("vit", nil), ("wide", "wide")])
    func `a tag tells the name that was written where that is another`(
        name: String,
        written: String?
    ) throws {
        let project = TestProject([
            "configs/main.yaml": "task: train\nmodel: \(name)\n",
            "configs/model/wide.yaml": "use: mlp\n",
        ])
        let path = try #require(ConfigPath.parse("model.use"))
        let step = try #require(project.load().config?.history(of: path)?.current)
        #expect(step.written == written)
        #expect(step.origin.line == 2)
    }

    @Test func `origins are recorded for every value`() throws {
        let project = TestProject([
            "configs/main.yaml": "task: train\nmodel: {use: mlp, width: 3}\n"
        ])
        let (loaded, _) = project.load("configs/main.yaml", ["model=vit"])
        let origins = try #require(loaded?.origins())
        #expect(
            origins["model.width"]?["replaced"]?.sequence?.first?["droppedBy"]?.string
                == "model=vit"
        )
        #expect(origins["lr"]?["from"]?["kind"]?.string == "default")
    }

    @Test func `extends and use may read the environment, and use another choice`() throws {
        var project = TestProject([
            "configs/small.yaml": "size: 1\n",
            "configs/model/vit.yaml": "heads: 8\n",
            "configs/head/vit.yaml": "kind: token\n",
            "configs/head/cnn.yaml": "kind: pool\n",
            "configs/main.yaml":
                "extends: \"${env:BASE,small}.yaml\"\nhead: {use: \"${choice:model}\"}\nmodel: {use: \"${env:MODEL}\"}\n",
        ])
        project.variables = ["MODEL": "vit"]
        let (loaded, bag) = project.load()
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        let root = try #require(loaded?.resolved)
        #expect(root["size"]?.int == 1)
        #expect(root["head"]?["kind"]?.string == "token")
        #expect(loaded?.choices.map(\.text).sorted() == ["head=vit", "model=vit"])
    }

    @Test func `a choice is looked for beside the one that a lower layer made`() throws {
        let project = TestProject([
            "configs/zoo/a.yaml": "x: 1\n",
            "configs/zoo/b.yaml": "x: 2\n",
            "configs/main.yaml": "model: {use: /zoo/a}\n",
        ])
        let (loaded, bag) = project.load("configs/main.yaml", ["model=b"])
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        #expect(loaded?.resolved["model"]?["x"]?.int == 2)
        #expect(loaded?.choices.first?.file == "configs/zoo/b.yaml")
    }

    @Test func `settings are typed, and null is no seed`() throws {
        let project = TestProject([
            "configs/main.yaml":
                "task: train\nseed: null\nexp: {name: n, tags: [a, b], timeout: 1h30m, retries: 2, goal: {minimize: loss}}\n"
        ])
        let (loaded, bag) = project.load()
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        let config = try #require(loaded)
        #expect(config.seed == nil)
        #expect(config.settings.tags == ["a", "b"])
        #expect(config.settings.timeoutSeconds == 5_400)
        #expect(config.settings.retries == 2)
        #expect(config.settings.goal == .minimize("loss"))
        #expect(config.recorded["seed"]?.isNull == true)
        #expect(config.recorded["exp"]?["resolved"]?.int == 1)
        #expect(config.recorded["exp"]?["name"] == nil)
    }

    @Test func `a task runs an unedited tree, or its bare defaults`() throws {
        let project = TestProject(["configs/main.yaml": "lr: 0.5\n"])
        let (named, bag) = project.load("configs/main.yaml", [], task: "train")
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        #expect(named?.task == "train")
        #expect(named?.recorded["task"]?.string == "train")
        #expect(named?.config["lr"]?.double == 0.5)
        let (bare, more) = project.load(nil, ["lr=0.25"], task: "train")
        #expect(!more.hasErrors, "\(project.rendered(more))")
        #expect(bare?.config["lr"]?.double == 0.25)
        #expect(bare?.config["model"]?["width"]?.int == 32)
    }

    @Test func `without a task nothing is reserved and nothing is added`() throws {
        let project = TestProject([
            "configs/main.yaml": "seed: x\nexp: 3\nsweep: [1]\nuse: nothing\ndefaults: a\n"
        ])
        let (loaded, bag) = project.load()
        #expect(bag.diagnostics.isEmpty, "\(project.rendered(bag))")
        #expect(loaded?.resolved.mapping?.keys == ["seed", "exp", "sweep", "use", "defaults"])
    }

    @Test func `the project is the nearest folder with configs, conf or runs`() {
        let project = TestProject([
            "a/configs/x.yaml": "", "a/b/c/keep": "", ".git/HEAD": "", "z/keep": "",
        ])
        func folder(_ from: String) -> String {
            let environment = ConfigEnvironment(workingDirectory: project.root.appending(from))
            return Project.find(from: environment).folder.relative(to: project.root).string
        }
        #expect(folder("a/b/c") == "a")
        #expect(folder("a/configs") == "a")
        #expect(folder("z") == "z")
        #expect(Project.configRoot(of: "/p/conf/team/x.yaml") == "/p/conf")
        #expect(Project.configRoot(of: "/p/team/x.yaml") == "/p/team")
    }

    @Test func `runs go where the option says, else the variable, else the project`() {
        let project = Project(folder: "/p")
        var environment = ConfigEnvironment(workingDirectory: "/p/sub")
        #expect(project.runs(option: nil, environment: environment) == "/p/runs")
        environment.variables["EXP_RUNS"] = "/data/runs"
        #expect(project.runs(option: nil, environment: environment) == "/data/runs")
        #expect(project.runs(option: "r", environment: environment) == "/p/sub/r")
    }

    @Test func `a config that is not there is named as the user would type a near one`() {
        let project = TestProject(["configs/digits.yaml": "", "runs/keep": ""])
        for name in ["configs/digit.yaml", "digit", "digits.yaml"] {
            let (loaded, bag) = project.load(name)
            #expect(loaded == nil)
            #expect(bag.diagnostics.map(\.code) == [.fileNotFound])
            #expect(bag.diagnostics.first?.help == "did you mean `configs/digits.yaml`?", "\(name)")
        }
        #expect(project.load("digits").config != nil)
    }

    @Test func `a file beyond every config's size is refused unread`() {
        let project = TestProject(["configs/main.yaml": ""])
        #expect(truncate(project.directory.appending("configs/main.yaml"), (64 << 20) + 1) == 0)
        #expect(project.load().bag.diagnostics.map(\.code) == [.tooLarge])
    }

    @Test func `a variable that is set and empty is an empty text`() throws {
        var project = TestProject(["configs/main.yaml": "a: ${env:EMPTY}\nb: ${env:EMPTY,5}\n"])
        project.variables = ["EMPTY": ""]
        let root = try #require(project.load().config?.resolved)
        #expect(root["a"]?.string == "")
        #expect(root["b"]?.string == "")
    }

    @Test func `a link that leads to no file is told as one, once`() {
        let project = TestProject(["configs/main.yaml": "extends: dead.yaml\n"])
        for (link, target) in [("dead", "nowhere"), ("loop", "loop")] {
            let path = project.directory.appending("configs/\(link).yaml")
            #expect(symlink("\(target).yaml", path) == 0)
        }
        for name in ["configs/main.yaml", "configs/dead.yaml", "configs/loop.yaml"] {
            let diagnostics = project.load(name).bag.diagnostics
            #expect(diagnostics.map(\.code) == [.fileNotFound], "\(name)")
            #expect(diagnostics.first?.help == "it is a symbolic link that leads to no file")
        }
    }

    @Test func `an empty name is no config`() {
        let project = TestProject(["configs/main.yaml": ""])
        let (loaded, bag) = project.load("")
        #expect(loaded == nil)
        #expect(bag.diagnostics.map(\.code) == [.fileNotFound])
    }

    @Test func `hidden files are no configs`() {
        let project = TestProject([
            "configs/a.yaml": "", "configs/.#a.yaml": "", "configs/b.yml": "",
        ])
        let names = ConfigLoader.configs(under: project.root.appending("configs")).map(\.name)
        #expect(names == ["a.yaml"])
    }
}
