import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpSystem

/// `exp check`: whether configs compose and fit their tasks, with every option that they could
/// choose, without running anything.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: CLIMessages.checkAbstract,
        discussion: CLIMessages.checkExamples
    )

    /// How findings and verdicts are written.
    enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
        /// Verdicts on standard output, findings on standard error as `--errors` says.
        case text
        /// Findings as workflow commands, which GitHub Actions shows as annotations.
        case github
        /// One JSON object a line.
        case json
    }

    @Argument(help: ArgumentHelp(CLIMessages.checkFilesHelp, valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The task, for files that name none.", valueName: "name"))
    var task: String?

    @Option(help: ArgumentHelp(CLIMessages.checkFormatHelp, valueName: "format"))
    var format = Format.text

    @OptionGroup var common: CommonOptions
}

extension CheckCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &bag)
        registry.reportDeclarations(all: true, into: &bag)
        var survey = ConfigSurvey(
            environment: session.environment,
            tasks: registry.catalog,
            task: task
        ) { loaded, bag in
            loaded.reportUnsupportedSettings(into: &bag)
            if !bag.hasErrors {
                registry.checkRules(of: loaded, place: session.workingDirectory, into: &bag)
            }
        }
        if files.isEmpty {
            survey.checkRoot(session.project.configRoot)
            if survey.verdicts.isEmpty {
                let root = session.shown(session.project.configRoot)
                session.console.note(CLIMessages.noConfigs(root))
            }
        }
        for file in files { check(file, session, &survey, into: &bag) }
        bag.merge(survey.bag)
        show(survey, bag, in: session)
        return ExitStatus(bag)
    }

    /// Checks what one argument names.
    private func check(
        _ file: String,
        _ session: Session,
        _ survey: inout ConfigSurvey,
        into bag: inout DiagnosticBag
    ) {
        guard let folder = folder(file, session) else {
            survey.check(file, namedAt: session.range(of: file))
            return
        }
        let roots = ["configs", "conf"].map(folder.appending)
            .filter { FileSystem.kind(of: $0) == .folder }
        if folder == session.project.configRoot || ["configs", "conf"].contains(folder.name) {
            survey.checkRoot(folder)
        } else if let root = roots.first {
            survey.checkRoot(root)
        } else if !survey.checkFolder(folder) {
            bag.report(.folderWithoutConfigs(session.shown(folder), at: session.range(of: file)))
        }
    }

    /// The folder that an argument names: by its path, or under the folder of configs; nil when it
    /// names a file, or nothing.
    private func folder(_ name: String, _ session: Session) -> FilePath? {
        let direct = FilePath(name).absolute(in: session.workingDirectory)
        let root = session.project.configRoot
        switch FileSystem.kind(of: direct) {
        case .folder: return direct
        case .file, .link, .other: return nil
        case nil: break
        }
        if FileSystem.kind(of: root.appending(name + ".yaml")) == .file { return nil }
        let named = root.appending(name).normalised
        return FileSystem.kind(of: named) == .folder && !name.isEmpty ? named : nil
    }
}
