import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// What a survey tells of values that no config needs.
@Suite struct SurveyedValuesTests {
    @Test func `a value that every config replaces is told, one that a config keeps is not`() {
        let base = "lr: 1\nclasses: 5\nlayers: [1]\n"
        let project = TestProject([
            "configs/base.yaml": base,
            "configs/a.yaml": "task: train\nextends: base.yaml\nlr: 2\nclasses: 6\nlayers: [2]\n",
            "configs/b.yaml": "task: train\nextends: base.yaml\nlr: 3\nlayers: [3]\n",
        ])
        #expect(
            project.survey().lines == [
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
        #expect(project.survey().lines == [])
    }

    @Test func `a repeated value is told when it repeats wherever it is used`() {
        let project = TestProject([
            "configs/parts/one.yaml": "v: 1\nw: 1\n", "configs/parts/two.yaml": "v: 2\nw: 1\n",
            "configs/parts/top.yaml": "v: 1\nw: 1\n",
            "configs/a.yaml": "extends: [parts/one.yaml, parts/top.yaml]\n",
            "configs/b.yaml": "extends: [parts/two.yaml, parts/top.yaml]\n",
        ])
        let told = project.survey().lines
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
            project.survey().lines == [
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
        #expect(survey.lines == [])
        #expect(survey.verdictLines == ["configs/a.yaml true 1"])
    }

    @Test func `the defaults that a file repeats are told together, those of options not`() {
        let project = TestProject([
            "configs/main.yaml": "task: train\nlr: 0.1\nclasses: 10\nmodel: {use: vit}\nseed: 0\n",
            "configs/model/vit.yaml": "depth: 12\n",
        ])
        #expect(
            project.survey().lines == [
                "configs/main.yaml:2:5: note[repeated-value]: `lr` and `classes` in "
                    + "`configs/main.yaml` repeat the defaults of the task"
            ]
        )
    }
}
