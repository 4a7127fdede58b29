import ArgumentParser

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
