// What `exp --help` and `exp help VERB` say.

extension CLIMessages {
    static let abstract = "Run experiments from typed YAML configs, and keep a record of each."

    static let rootUsage = """
        exp --config <file> [<key=value> ...]
        exp <verb> [<options>]
        """

    static let rootExamples = """
        Examples:
          exp --config configs/digits.yaml optimizer.lr=0.1
          exp ls
          exp compare @best @last
          exp explain optimizer.lr --config configs/digits.yaml
        """

    static let overridesHelp = "A value in place of the file's: optimizer.lr=0.1, model=mlp."

    static let runAbstract = "Run a config once and record it."

    static let runUsage = """
        exp [run] --config <file> [<options>] [<key=value> ...]
        exp [run] --task <name> [<options>] [<key=value> ...]
        """

    static let runExamples = """
        Examples:
          exp --config configs/digits.yaml
          exp -c digits optimizer.lr=0.1 'model.hidden=[64, 32]' --name wide
          exp --config runs/2026-11/20261123-181502-digits-k3f9x2ab/config.yaml
        """

    static let listAbstract = "List the runs, newest first."

    static let listExamples = """
        Examples:
          exp ls
          exp ls --all --json
        """

    static let runHelp = "A beginning of its id, @last, @best, its name, or its folder."

    static let showAbstract = "Show one run: status, config, metrics, code."

    static let showExamples = """
        Examples:
          exp show k3f9
          exp show @last
        """

    static let runsHelp = "Two runs or more, each named as for `exp show`."

    static let compareAbstract = "Show what differs between runs, why, and what it did."

    static let compareExamples = """
        Examples:
          exp compare k3f9 m2x8
          exp compare @best @last
        """

    static let compareNeedsTwo = "Name at least two runs."

    static let configAbstract = "Show what a config comes to."

    static let configShowAbstract = "Print the config after composition and overrides."

    static let configShowExamples = """
        Examples:
          exp config show --config configs/digits.yaml optimizer=adam
          exp config show -c digits --format json
        """

    static let checkAbstract = "Check configs without running anything."

    static let checkExamples = """
        Examples:
          exp check                                      # every config, every option
          exp check configs/digits.yaml configs/experiment
          exp check --format github                      # annotations on a pull request
        """

    static let checkFilesHelp = "Files, folders, or names under the folder of configs; else all."

    static let checkFormatHelp =
        "How findings are written: text, github (annotations), or json (an object a line)."

    static let migrateAbstract = "Bring config files up to date with their tasks."

    static let migrateExamples = """
        Examples:
          exp migrate --check
          exp migrate
          exp migrate configs/digits.yaml
        """

    static let explainAbstract = "Tell where a value comes from, or what a code means."

    static let explainUsage = """
        exp explain <key> --config <file> [<key=value> ...]
        exp explain <key> <run>
        exp explain --all --config <file> [<key=value> ...]
        exp explain --all <run>
        exp explain --code <code>
        """

    static let explainExamples = """
        Examples:
          exp explain optimizer.lr --config configs/digits.yaml optimizer.lr=0.1
          exp explain optimizer.lr k3f9
          exp explain --all --replaced -c digits
          exp explain --code unknown-key
        """

    static let explainRestHelp = "A recorded run, or overrides of the config."

    static let explainNeedsOne = "Name either a key, --all or --code."

    static let taskAbstract = "List the tasks, or show what one can be told."

    static let taskExamples = """
        Examples:
          exp task
          exp task digits
        """

    static let unusableName = "'--name' must not be empty, nor begin with @ or tag:"
    static let emptyTag = "'--tag' must not be empty"

    static let limitTooSmall = "--limit must be 1 or more."

    static let completionAbstract = "Print the script for completion in a shell."

    static let completionExamples = """
        Examples:
          eval "$(exp completion bash)"
          source <(exp completion zsh)
          exp completion fish | source
        """

    // What completion says of its candidates.

    static let helpMeaning = "Show help."
    static let versionMeaning = "Show the version."
    static let newestRun = "the newest run"
    static let bestRun = "the run nearest to its goal"
    static let valueNow = "current value"

    static func optionsOf(_ folder: String) -> String {
        "an option of \(folder)"
    }

    static func places(_ count: Int) -> String {
        count == 1 ? "1 place" : "\(count) places"
    }
}
