import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// Surveys of whole roots: which configs there are, which options each is composed with, and what
/// is told of them.
@Suite struct ConfigSurveyTests {
    // MARK: - Combinations

    @Test func `each other option of each choice is composed, one choice at a time`() {
        let project = TestProject([
            "configs/main.yaml": "a: {use: x}\nb: {use: p}\n",
            "configs/a/x.yaml": "v: 1\n", "configs/a/y.yaml": "v: 2\n",
            "configs/a/z.yaml": "v: 3\n",
            "configs/b/p.yaml": "w: 1\n", "configs/b/q.yaml": "w: 2\n",
        ])
        let survey = project.survey()
        #expect(survey.verdictLines == ["configs/main.yaml true 4"])
        #expect(survey.fileCount == 6)
        #expect(survey.lines == [])
    }

    @Test func `choices that an option brings are varied with it`() {
        let project = TestProject([
            "configs/main.yaml": "m: {use: plain}\n", "configs/m/plain.yaml": "v: 1\n",
            "configs/m/deep.yaml": "encoder: {use: small}\n",
            "configs/m/encoder/small.yaml": "v: ${nothing}\n",
            "configs/m/encoder/large.yaml": "v: ${neither}\n",
        ])
        let survey = project.survey()
        #expect(survey.verdictLines == ["configs/main.yaml false 3"])
        let notes = survey.bag.diagnostics.map { $0.notes.last ?? "" }
        #expect(
            notes == [
                "in `configs/main.yaml` with `m=deep`",
                "in `configs/main.yaml` with `m=deep m.encoder=large`",
            ]
        )
    }

    @Test func `cases of a union without a file are options too`() {
        let project = TestProject([
            "configs/main.yaml": "task: train\n",
            "configs/a.yaml": "task: train\nmodel: {use: vit}\n",
            "configs/model/vit.yaml": "depth: 5\n",
        ])
        #expect(
            project.survey().verdictLines == ["configs/a.yaml true 2", "configs/main.yaml true 1"]
        )
    }

    @Test func `a folder that several keys share is not tried at each of them`() {
        let project = TestProject([
            "configs/main.yaml": "hooks: {stop: {use: early}, save: {use: best}}\n",
            "configs/hooks/early.yaml": "patience: 3\n", "configs/hooks/best.yaml": "keep: 2\n",
        ])
        #expect(project.survey().verdictLines == ["configs/main.yaml true 1"])
    }

    @Test func `slots are varied, filled or empty`() {
        let project = TestProject([
            "configs/main.yaml": "use: {debug: null, data: small}\nx: 1\n",
            "configs/debug/fast.yaml": "x: ${nothing}\n", "configs/debug/slow.yaml": "x: 2\n",
            "configs/data/small.yaml": "y: 1\n", "configs/data/large.yaml": "y: 2\n",
        ])
        let survey = project.survey()
        #expect(survey.verdictLines.first?.hasSuffix(" 4") == true)
        #expect(!survey.lines.contains { $0.contains("unreachable-file") })
    }

    @Test func `an option by a path from the root is varied within its folder`() {
        let project = TestProject([
            "configs/main.yaml": "teacher: {use: /m/big}\n", "configs/m/big.yaml": "v: 1\n",
            "configs/m/small.yaml": "v: ${nothing}\n",
        ])
        let survey = project.survey()
        #expect(survey.verdictLines == ["configs/main.yaml false 2"])
        #expect(survey.bag.diagnostics.first?.notes.last?.contains("teacher=small") == true)
    }

    @Test func `an end is put to combinations, and told`() {
        let files = (0..<30).map { ("configs/m/o\($0).yaml", "v: \($0)\n") }
        let project = TestProject(["configs/main.yaml": "m: {use: o0}\n"])
        for (name, text) in files { project.directory.write(name, text) }
        let survey = project.survey(limit: 10)
        #expect(survey.verdictLines == ["configs/main.yaml true 10"])
        #expect(
            survey.bag.skippedChecks == [
                "20 or more combinations of options of `configs/main.yaml`, beyond the first 10"
            ]
        )
        #expect(survey.bag.diagnostics.isEmpty, "what could be chosen is reached")
    }

    // MARK: - What is told

    @Test func `a problem of many combinations is told once`() {
        let project = TestProject([
            "configs/a.yaml": "task: train\nmodel: {use: vit}\n",
            "configs/b.yaml": "task: train\nextends: a.yaml\nlr: 2\n",
            "configs/model/vit.yaml": "depth: 5\n", "configs/model/odd.yaml": "use: mlp\nwdth: 1\n",
        ])
        let survey = project.survey()
        #expect(survey.verdictLines == ["configs/a.yaml false 3", "configs/b.yaml false 3"])
        #expect(survey.lines.count == 1)
        #expect(
            survey.bag.diagnostics.first?.notes.last
                == "in `configs/a.yaml` with `model=odd`, and in one more combination"
        )
    }

    @Test func `what an option lacks is shown where the config chooses`() throws {
        let project = TestProject([
            "configs/main.yaml": "m: {use: whole}\nx: ${m.v}\n", "configs/m/whole.yaml": "v: 1\n",
            "configs/m/half.yaml": "w: 1\n",
        ])
        let survey = project.survey()
        #expect(survey.lines.count == 1)
        #expect(survey.lines.first?.hasPrefix("configs/main.yaml:2:") == true)
        for diagnostic in survey.bag.diagnostics {
            #expect(diagnostic.labels.allSatisfy { $0.range.file.kind == .file })
        }
    }

    @Test func `values that go away because the survey changes an option are no findings`() {
        let project = TestProject([
            "configs/main.yaml": "m: {use: x, v: 5}\n", "configs/m/x.yaml": "v: 1\n",
            "configs/m/y.yaml": "v: 2\n",
            "configs/other.yaml": "extends: main.yaml\nm: y\n",
        ])
        let survey = project.survey()
        #expect(survey.lines.count == 1)
        #expect(survey.lines.first?.contains("note[dropped-value]") == true)
    }

    @Test func `a key that looks misspelt is an error`() {
        let project = TestProject([
            "configs/base.yaml": "momentum: 1\n",
            "configs/main.yaml": "extends: base.yaml\nmomentun: 2\n",
        ])
        #expect(project.survey().lines.first?.contains("error[suspect-key]") == true)
    }

    // MARK: - Which files

    @Test func `configs lie in the root, and below it when they name a task`() {
        let project = TestProject([
            "configs/main.yaml": "task: train\nmodel: {use: vit}\n",
            "configs/model/vit.yaml": "depth: 5\n",
            "configs/team/own.yaml": "task: train\nlr: 3\n",
            "configs/team/more/new.yaml": "extends: [../../main.yaml]\nlr: 4\n",
            "configs/model/base.yaml": "extends: vit.yaml\nuse: vit\ndepth: 6\n",
            "configs/old/a.yaml": "lr: 5\n", "configs/.hidden/a.yaml": "x: [\n",
            "configs/.b.yaml": "x: [\n", "configs/broken/a.yaml": "x: [\n",
        ])
        let survey = project.survey()
        #expect(
            survey.verdicts.map(\.name) == [
                "configs/main.yaml", "configs/team/more/new.yaml", "configs/team/own.yaml",
            ]
        )
        let told = survey.lines
        #expect(told.count == 2)
        #expect(told.contains { $0.hasPrefix("configs/broken/a.yaml:") && $0.contains("error[") })
        #expect(told.contains { $0.contains("no config uses `configs/old/a.yaml`") })
    }

    @Test func `a file that extends another where no options lie is a config`() {
        let project = TestProject([
            "configs/main.yaml": "x: 1\n", "configs/exp/a.yaml": "extends: ../main.yaml\nx: 2\n",
        ])
        let survey = project.survey()
        #expect(survey.verdicts.map(\.name) == ["configs/main.yaml", "configs/exp/a.yaml"])
    }

    @Test func `bases, options of options and optional files are reached`() {
        let project = TestProject([
            "configs/main.yaml": "extends: [parts/a.yaml, \"local.yaml?\"]\nm: {use: x}\n",
            "configs/parts/a.yaml": "v: 1\n", "configs/m/x.yaml": "inner: {use: y}\n",
            "configs/m/inner/y.yaml": "w: 1\n", "configs/m/inner/z.yaml": "w: 2\n",
        ])
        #expect(project.survey().lines == [])
    }

    // MARK: - Hydra and size

    @Test func `the groups of a Hydra tree are varied by its own rules`() {
        let project = TestProject([
            "conf/config.yaml": "defaults:\n- db: mysql\n- _self_\nport: ${db.port}\n",
            "conf/db/mysql.yaml": "port: 1\n", "conf/db/sqlite.yaml": "file: x\n",
            "conf/experiment/a.yaml": "# @package _global_\nport: 3\n",
        ])
        var survey = ConfigSurvey(
            environment: ConfigEnvironment(workingDirectory: project.root),
            tasks: .empty
        )
        survey.checkRoot(project.root.appending("conf"))
        #expect(survey.verdictLines == ["conf/config.yaml false 2"])
        #expect(
            survey.bag.diagnostics.map { $0.notes.last } == [
                "in `conf/config.yaml` with `db=sqlite`"
            ]
        )
    }

    @Test func `hundreds of configs with options are a matter of seconds`() {
        let project = TestProject(["configs/base.yaml": "m: {use: o0}\nn: {use: o0}\n"])
        for index in 0..<10 {
            project.directory.write("configs/m/o\(index).yaml", "v: \(index)\nw: ${m.v}\n")
            project.directory.write("configs/n/o\(index).yaml", "v: \(index)\n")
        }
        for index in 0..<200 {
            project.directory.write("configs/c\(index).yaml", "extends: base.yaml\nx: \(index)\n")
        }
        var combinations = 0
        let time = ContinuousClock().measure { combinations = project.survey().combinations }
        #expect(combinations == 201 * 19)
        #expect(time < .seconds(120))
    }
}
