import ExpConfig
import ExpDiagnostics
import ExpSystem

/// Surveys of a test's project, as text.
extension TestProject {
    func survey(limit: Int? = nil) -> ConfigSurvey {
        var survey = ConfigSurvey(
            environment: ConfigEnvironment(workingDirectory: root),
            tasks: TrainTask.catalog,
            limit: limit ?? ConfigSurvey.standardLimit
        )
        survey.checkRoot(root.appending("configs"))
        return survey
    }
}

extension ConfigSurvey {
    /// The findings, a line each.
    var lines: [String] {
        ConciseRenderer().render(bag).split(separator: "\n").map(String.init)
    }

    /// The configs, whether they are good, and their combinations.
    var verdictLines: [String] {
        verdicts.map { "\($0.name) \($0.isGood) \($0.combinations)" }
    }
}
