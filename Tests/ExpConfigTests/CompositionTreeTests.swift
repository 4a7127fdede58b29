import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// The parts that a config was put together from, and what each gave.
struct CompositionTreeTests {
    private static let files: KeyValuePairs = [
        "configs/base.yaml": "lr: 0.1\nepochs: 10\nmodel: {use: resnet, depth: 18}\n",
        "configs/main.yaml": """
        extends: [base.yaml, local.yaml?]
        use: {debug: null, experiment: wide}
        epochs: 20
        steps: [{use: crop}]

        """,
        "configs/model/resnet.yaml": "depth: 50\nwidth: 64\n",
        "configs/model/vit.yaml": "extends: common.yaml\nheads: 12\n",
        "configs/model/common.yaml": "width: 7\n",
        "configs/steps/crop.yaml": "size: 3\n",
        "configs/debug/overfit.yaml": "epochs: 1\n",
        "configs/experiment/wide.yaml": "lr: 0.5\n",
    ]

    /// A part a line: indented by depth, with its role, name, state and counts.
    private func drawn(
        _ overrides: [String] = [],
        files: KeyValuePairs<String, String> = files
    ) throws -> String {
        let project = TestProject(files)
        let (loaded, bag) = project.load("configs/main.yaml", overrides)
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        var lines = ""
        func draw(_ entry: CompositionSurvey.Entry, _ indent: String) {
            let part = entry.part
            let state =
                switch part.state {
                case .inForce: "\(entry.keys)"
                case .missingOptional: "missing"
                case .none: "none"
                case .replaced(_, let text): "replaced by \(text)"
                }
            let lost = entry.overridden.map { value in
                " \(value.path)\(value.isDropped ? " dropped by " : "<-")\(value.by)"
            }
            lines += "\(indent)\(Self.words(part)): \(state)\(lost.joined(separator: ","))\n"
            for child in entry.children { draw(child, indent + "  ") }
        }
        for entry in CompositionSurvey(try #require(loaded)).entries { draw(entry, "") }
        return lines
    }

    private static func words(_ part: CompositionTree.Part) -> String {
        switch part.role {
        case .config: "config \(part.name)"
        case .base: "base \(part.name)"
        case .option(let path): "option \(path)=\(part.name)"
        case .slot(let slot): "slot \(slot)=\(part.name)"
        case .default(let group, let package): "default \(group ?? "")@\(package)=\(part.name)"
        case .schemaDefaults(let task): "defaults of \(task)"
        case .commandLine: "command line"
        }
    }

    @Test func `a config is made of its bases, options and slots`() throws {
        #expect(
            try drawn() == """
                config configs/main.yaml: 2
                  option steps[0]=crop: 1
                  base base.yaml: 3 lr<-configs/experiment/wide.yaml, epochs<-configs/main.yaml
                    option model=resnet: 2 model.depth<-configs/base.yaml
                  base local.yaml?: missing
                  slot debug=null: none
                  slot experiment=wide: 1

                """
        )
    }

    @Test func `what the command line chooses takes the place of what the files chose`() throws {
        #expect(
            try drawn(["model=vit", "debug=overfit", "lr=3"]) == """
                config configs/main.yaml: 2 epochs<-configs/debug/overfit.yaml
                  option steps[0]=crop: 1
                  base base.yaml: 3 lr<-configs/experiment/wide.yaml, epochs<-configs/main.yaml, \
                model.depth dropped by model=vit
                    option model=resnet: replaced by model=vit
                  base local.yaml?: missing
                  slot debug=null: replaced by debug=overfit
                  slot experiment=wide: 1 lr<-lr=3
                command line: 1
                  option model=vit: 1
                    base common.yaml: 1
                  slot debug=overfit: 1

                """
        )
    }

    @Test func `a file that is used at two places is two parts`() throws {
        let files: KeyValuePairs = [
            "configs/main.yaml": "a: {use: /model/m, x: 1}\nb: {use: /model/m}\n",
            "configs/model/m.yaml": "x: 0\ny: {use: /model/n}\n",
            "configs/model/n.yaml": "z: 1\n",
        ]
        #expect(
            try drawn(["b:={use: /model/n}"], files: files) == """
                config configs/main.yaml: 1
                  option a=/model/m: 1 a.x<-configs/main.yaml
                    option a.y=/model/n: 1
                  option b=/model/m: replaced by b:={use: /model/n}
                command line: 0
                  option b=/model/n: 1

                """
        )
    }

    @Test func `defaults of a task lie below everything`() throws {
        let files: KeyValuePairs = [
            "configs/main.yaml": "task: train\nlr: 1\nmodel: {use: mlp, width: 3}\n"
        ]
        let lines = try drawn(files: files).split(separator: "\n")
        #expect(lines.first?.hasPrefix("defaults of train: ") == true)
        #expect(lines.first?.contains("lr<-configs/main.yaml") == true)
        #expect(lines.last == "  option model=mlp: 0")
    }
}
