import ExpConfig
import ExpDiagnostics
import ExpYAML

extension CheckCommand {
    /// Writes what a survey found.
    func show(_ survey: ConfigSurvey, _ bag: DiagnosticBag, in session: Session) {
        switch format {
        case .text:
            session.report(bag, style: common.errors)
        case .github:
            let workspace = session.variables["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
            session.console.write(GitHubRenderer(workspace: workspace).render(bag), to: .output)
        case .json:
            session.console.write(JSONRenderer().render(bag), to: .output)
            for verdict in survey.verdicts { session.console.print(Self.object(verdict)) }
            session.console.print(Self.summary(survey, bag))
            return
        }
        for verdict in survey.verdicts { session.console.print(CLIMessages.verdict(verdict)) }
        if !survey.verdicts.isEmpty { session.console.print(CLIMessages.summary(survey)) }
    }

    private static func object(_ verdict: ConfigSurvey.Verdict) -> String {
        JSONWriter.json(
            .mapping(
                [
                    "type": .string("config", place),
                    "name": .string(verdict.name, place),
                    "ok": .bool(verdict.isGood, place),
                    "combinations": .int(verdict.combinations, place),
                ],
                place
            )
        )
    }

    private static func summary(_ survey: ConfigSurvey, _ bag: DiagnosticBag) -> String {
        func count(_ severity: Severity) -> Node {
            .int(bag.diagnostics.count { $0.severity == severity }, place)
        }
        return JSONWriter.json(
            .mapping(
                [
                    "type": .string("summary", place),
                    "configs": .int(survey.verdicts.count, place),
                    "combinations": .int(survey.combinations, place),
                    "files": .int(survey.fileCount, place),
                    "errors": count(.error),
                    "warnings": count(.warning),
                    "notes": count(.note),
                ],
                place
            )
        )
    }

    private static var place: SourceRange {
        SourceFile(kind: .declaration, name: "check", text: "").range(0, 0)
    }
}
