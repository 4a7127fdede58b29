import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpSystem

/// `exp check`: whether configs compose and fit their tasks, without running anything.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: CLIMessages.checkAbstract,
        discussion: CLIMessages.checkExamples
    )

    @Argument(help: ArgumentHelp("Files, or names under the folder of configs.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The task, for files that name none.", valueName: "name"))
    var task: String?

    @OptionGroup var common: CommonOptions
}

extension CheckCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &bag)
        registry.reportDeclarations(all: true, into: &bag)
        let targets = files.isEmpty ? session.configFiles : files
        var verdicts: [(name: String, isGood: Bool)] = []
        for target in targets {
            var own = DiagnosticBag()
            let source = ConfigOptions(config: target, task: task)
            let loaded = session.load(source, [], registry: registry, into: &own)
            loaded?.reportUnsupportedSettings(into: &own)
            own.refuse(.suspectKey)
            if let loaded, !own.hasErrors { checkRules(of: loaded, registry, session, into: &own) }
            verdicts.append((target, !own.hasErrors))
            bag.merge(own)
        }
        // What several configs share, such as a base file, is reported once.
        session.report(bag, style: common.errors)
        for verdict in verdicts {
            session.console.print(CLIMessages.verdict(verdict.name, isGood: verdict.isGood))
        }
        if targets.isEmpty {
            session.console.note(CLIMessages.noConfigs(session.shown(session.project.configRoot)))
        }
        return ExitStatus(bag)
    }
}

extension CheckCommand {
    /// Decodes the config as a run would: only the task's own type knows its rules.
    private func checkRules(
        of loaded: LoadedConfig,
        _ registry: TaskRegistry,
        _ session: Session,
        into bag: inout DiagnosticBag
    ) {
        guard let task = loaded.task.flatMap({ registry[$0] }) else { return }
        let place = session.workingDirectory
        // A secret need not be at hand to check a config: any text does.
        let delivery = Delivery(runID: "checked", runDirectory: place, secret: { $0 })
        _ = task.prepare(config: loaded.delivered(delivery, into: &bag), into: &bag)
    }
}

extension Session {
    /// The configs of the project: the files directly in its folder of configs, sorted.
    ///
    /// What lies in folders below are options, which are read through the configs that choose them.
    fileprivate var configFiles: [String] {
        ConfigLoader.configs(under: project.configRoot).map(shown)
    }
}
