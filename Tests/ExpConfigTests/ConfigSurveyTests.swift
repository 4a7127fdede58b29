import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// Surveys of whole roots: which configs there are, which options each is composed with, and what
/// is told of them.
@Suite struct ConfigSurveyTests {
    private func survey(_ project: TestProject, limit: Int? = nil) -> ConfigSurvey {
        var survey = ConfigSurvey(
            environment: ConfigEnvironment(workingDirectory: project.root),
            tasks: TrainTask.catalog,
            limit: limit ?? ConfigSurvey.standardLimit
        )
        survey.checkRoot(project.root.appending("configs"))
        return survey
    }

    private func lines(_ survey: ConfigSurvey) -> [String] {
        ConciseRenderer().render(survey.bag).split(separator: "\n").map(String.init)
    }

    private func verdicts(_ survey: ConfigSurvey) -> [String] {
        survey.verdicts.map { "\($0.name) \($0.isGood) \($0.combinations)" }
    }

    // MARK: - Combinations

    @Test func `each other option of each choice is composed, one choice at a time`() {
        let project = TestProject([
            "configs/main.yaml": "a: {use: x}\nb: {use: p}\n",
            "configs/a/x.yaml": "v: 1\n", "configs/a/y.yaml": "v: 2\n",
            "configs/a/z.yaml": "v: 3\n",
            "configs/b/p.yaml": "w: 1\n", "configs/b/q.yaml": "w: 2\n",
        ])
        let survey = survey(project)
        #expect(verdicts(survey) == ["configs/main.yaml true 4"])
        #expect(survey.fileCount == 6)
        #expect(lines(survey) == [])
    }

    @Test func `choices that an option brings are varied with it`() {
        let project = TestProject([
            "configs/main.yaml": "m: {use: plain}\n", "configs/m/plain.yaml": "v: 1\n",
            "configs/m/deep.yaml": "encoder: {use: small}\n",
            "configs/m/encoder/small.yaml": "v: ${nothing}\n",
            "configs/m/encoder/large.yaml": "v: ${neither}\n",
        ])
        let survey = survey(project)
        #expect(verdicts(survey) == ["configs/main.yaml false 3"])
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
            verdicts(survey(project)) == ["configs/a.yaml true 2", "configs/main.yaml true 1"]
        )
    }

    @Test func `a folder that several keys share is not tried at each of them`() {
        let project = TestProject([
            "configs/main.yaml": "hooks: {stop: {use: early}, save: {use: best}}\n",
            "configs/hooks/early.yaml": "patience: 3\n", "configs/hooks/best.yaml": "keep: 2\n",
        ])
        #expect(verdicts(survey(project)) == ["configs/main.yaml true 1"])
    }

    @Test func `an option by a path from the root is varied within its folder`() {
        let project = TestProject([
            "configs/main.yaml": "teacher: {use: /m/big}\n", "configs/m/big.yaml": "v: 1\n",
            "configs/m/small.yaml": "v: ${nothing}\n",
        ])
        let survey = survey(project)
        #expect(verdicts(survey) == ["configs/main.yaml false 2"])
        #expect(survey.bag.diagnostics.first?.notes.last?.contains("teacher=small") == true)
    }

    @Test func `an end is put to combinations, and told`() {
        let files = (0..<30).map { ("configs/m/o\($0).yaml", "v: \($0)\n") }
        let project = TestProject(["configs/main.yaml": "m: {use: o0}\n"])
        for (name, text) in files { project.directory.write(name, text) }
        let survey = survey(project, limit: 10)
        #expect(verdicts(survey) == ["configs/main.yaml true 10"])
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
        let survey = survey(project)
        #expect(verdicts(survey) == ["configs/a.yaml false 3", "configs/b.yaml false 3"])
        #expect(lines(survey).count == 1)
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
        let survey = survey(project)
        #expect(lines(survey).count == 1)
        #expect(lines(survey).first?.hasPrefix("configs/main.yaml:2:") == true)
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
        let survey = survey(project)
        #expect(lines(survey).count == 1)
        #expect(lines(survey).first?.contains("note[dropped-value]") == true)
    }

    @Test func `a key that looks misspelt is an error`() {
        let project = TestProject([
            "configs/base.yaml": "momentum: 1\n",
            "configs/main.yaml": "extends: base.yaml\nmomentun: 2\n",
        ])
        #expect(lines(survey(project)).first?.contains("error[suspect-key]") == true)
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
        let survey = survey(project)
        #expect(
            survey.verdicts.map(\.name) == [
                "configs/main.yaml", "configs/team/more/new.yaml", "configs/team/own.yaml",
            ]
        )
        let told = lines(survey)
        #expect(told.count == 2)
        #expect(told.contains { $0.hasPrefix("configs/broken/a.yaml:") && $0.contains("error[") })
        #expect(told.contains { $0.contains("no config uses `configs/old/a.yaml`") })
    }

    @Test func `a file that extends another where no options lie is a config`() {
        let project = TestProject([
            "configs/main.yaml": "x: 1\n", "configs/exp/a.yaml": "extends: ../main.yaml\nx: 2\n",
        ])
        let survey = survey(project)
        #expect(survey.verdicts.map(\.name) == ["configs/main.yaml", "configs/exp/a.yaml"])
    }

    @Test func `bases, options of options and optional files are reached`() {
        let project = TestProject([
            "configs/main.yaml": "extends: [parts/a.yaml, \"local.yaml?\"]\nm: {use: x}\n",
            "configs/parts/a.yaml": "v: 1\n", "configs/m/x.yaml": "inner: {use: y}\n",
            "configs/m/inner/y.yaml": "w: 1\n", "configs/m/inner/z.yaml": "w: 2\n",
        ])
        #expect(lines(survey(project)) == [])
    }

    // MARK: - Values

    @Test func `a value that every config replaces is told, one that a config keeps is not`() {
        let base = "lr: 1\nclasses: 5\nlayers: [1]\n"
        let project = TestProject([
            "configs/base.yaml": base,
            "configs/a.yaml": "task: train\nextends: base.yaml\nlr: 2\nclasses: 6\nlayers: [2]\n",
            "configs/b.yaml": "task: train\nextends: base.yaml\nlr: 3\nlayers: [3]\n",
        ])
        #expect(
            lines(survey(project)) == [
                "configs/base.yaml:1:5: warning[overridden-key]: no config keeps this value of `lr`",
                "configs/base.yaml:3:9: warning[overridden-key]: no config keeps this value of "
                    + "`layers`",
            ]
        )
    }

    @Test func `a base that is run by itself keeps its values`() {
        let project = TestProject([
            "configs/base.yaml": "task: train\nlr: 1\n",
            "configs/a.yaml": "extends: base.yaml\nlr: 2\n",
            "configs/b.yaml": "extends: base.yaml\nlr: 3\n",
        ])
        #expect(lines(survey(project)) == [])
    }

    @Test func `a repeated value is told when it repeats wherever it is used`() {
        let project = TestProject([
            "configs/parts/one.yaml": "v: 1\nw: 1\n", "configs/parts/two.yaml": "v: 2\nw: 1\n",
            "configs/parts/top.yaml": "v: 1\nw: 1\n",
            "configs/a.yaml": "extends: [parts/one.yaml, parts/top.yaml]\n",
            "configs/b.yaml": "extends: [parts/two.yaml, parts/top.yaml]\n",
        ])
        let told = lines(survey(project))
        #expect(told.count == 1)
        #expect(
            told.first?.hasPrefix("configs/parts/top.yaml:2:4: warning[repeated-value]") == true
        )
        #expect(told.first?.contains("`w` repeats the value") == true)
    }

    @Test func `a value beside a choice that repeats the option's is told`() {
        // With another option it would go away, as what was about the first.
        let project = TestProject([
            "configs/main.yaml": "m: {use: x, v: 1}\n", "configs/m/x.yaml": "v: 1\n",
            "configs/m/y.yaml": "v: 2\n",
        ])
        #expect(
            lines(survey(project)) == [
                "configs/main.yaml:1:16: warning[repeated-value]: `m.v` repeats the value that it "
                    + "has without this line"
            ]
        )
    }

    @Test func `a check of a part does not judge which values are needed`() {
        let project = TestProject([
            "configs/base.yaml": "v: 1\n", "configs/a.yaml": "extends: base.yaml\nv: 1\n",
        ])
        var survey = ConfigSurvey(
            environment: ConfigEnvironment(workingDirectory: project.root),
            tasks: .empty
        )
        survey.check("configs/a.yaml")
        #expect(lines(survey) == [])
        #expect(verdicts(survey) == ["configs/a.yaml true 1"])
    }

    @Test func `the defaults that a file repeats are told together, those of options not`() {
        let project = TestProject([
            "configs/main.yaml": "task: train\nlr: 0.1\nclasses: 10\nmodel: {use: vit}\nseed: 0\n",
            "configs/model/vit.yaml": "depth: 12\n",
        ])
        #expect(
            lines(survey(project)) == [
                "configs/main.yaml:2:5: note[repeated-value]: `lr` and `classes` in "
                    + "`configs/main.yaml` repeat the defaults of the task"
            ]
        )
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
        #expect(verdicts(survey) == ["conf/config.yaml false 2"])
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
        let time = ContinuousClock().measure { combinations = survey(project).combinations }
        #expect(combinations == 201 * 19)
        #expect(time < .seconds(120))
    }
}
