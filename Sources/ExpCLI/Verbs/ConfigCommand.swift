import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpYAML

/// `exp config …`: what a config comes to.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: CLIMessages.configAbstract,
        subcommands: [ConfigShowCommand.self]
    )
}

/// `exp config show`: the config after composition, overrides and interpolation.
struct ConfigShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: CLIMessages.configShowAbstract,
        discussion: CLIMessages.configShowExamples
    )

    @OptionGroup var source: ConfigOptions

    @Option(help: ArgumentHelp("yaml or json.", valueName: "format"))
    var format = ConfigFormat.yaml

    @Flag(help: "Before interpolation: `${…}` as it was written.")
    var raw = false

    @Flag(help: ArgumentHelp(CLIMessages.treeHelp))
    var tree = false

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(CLIMessages.overridesHelp, valueName: "key=value"))
    var overrides: [String] = []
}

/// The languages that a config is printed in.
enum ConfigFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Canonical YAML, as in a run's `config.yaml`.
    case yaml
    /// JSON; `1` and `1.0` stay apart, and infinities and NaN are strings.
    case json
}

extension ConfigShowCommand {
    func perform(in session: Session) async -> ExitStatus {
        guard source.config != nil || source.task != nil else {
            return session.fail(
                .missingConfig(
                    session.commandLine,
                    verb: "config show",
                    config: overrides.first(where: session.isConfig)
                ),
                style: common.errors
            )
        }
        var bag = DiagnosticBag()
        let loaded = session.load(source, overrides, into: &bag)
        session.report(bag, style: common.errors)
        guard let loaded, !bag.hasErrors else { return ExitStatus(bag) }
        if tree {
            let view = CompositionTreeView(loaded)
            switch format {
            case .yaml:
                view.lines(width: session.console.outputWidth ?? 80).forEach(session.console.print)
            case .json: session.console.print(view.json)
            }
            return .success
        }
        let tree = raw ? loaded.composed : loaded.resolved
        switch format {
        case .yaml: session.console.write(CanonicalWriter.yaml(tree), to: .output)
        case .json: session.console.print(JSONWriter.json(tree, pretty: true))
        }
        return .success
    }
}
