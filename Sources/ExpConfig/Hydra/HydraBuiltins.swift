import ExpDiagnostics
import ExpYAML

/// What Hydra brings itself: its own config, and the options of the groups below `hydra/`.
///
/// Nothing here starts jobs or writes logs as Hydra does, so that of all this only what a job may
/// read has values. Names of options are those of Hydra 1.3 and of the plugins in its repository.
enum HydraBuiltins {
    /// The name of Hydra's own config, which lies below every primary config.
    static let config = "hydra/config"

    /// The names of the options of a group; nil for a group that is not Hydra's.
    static func options(of group: String) -> [String]? {
        groups[group]
    }

    /// The text of a config that Hydra brings; nil for every other.
    static func text(_ name: String) -> String? {
        if name == config { return base }
        if let text = texts[name] { return text }
        guard let slash = name.lastIndex(of: "/"),
            groups[String(name[..<slash])]?.contains(String(name[name.index(after: slash)...]))
                == true
        else { return nil }
        return ""
    }

    private static let groups: [String: [String]] = [
        "hydra": ["config"],
        "hydra/env": ["default"],
        "hydra/help": ["default"],
        "hydra/hydra_help": ["default"],
        "hydra/hydra_logging": ["colorlog", "default", "disabled", "hydra_debug", "none"],
        "hydra/job_logging": ["colorlog", "default", "disabled", "none", "stdout"],
        "hydra/launcher": [
            "basic", "joblib", "ray", "ray_aws", "rq", "submitit_local", "submitit_slurm",
        ],
        "hydra/output": ["default"],
        "hydra/sweeper": ["ax", "basic", "nevergrad", "optuna"],
        "hydra/sweeper/sampler": [
            "cmaes", "grid", "motpe", "nsgaii", "random", "tpe",
        ],
    ]

    /// The keys of a mapping of Hydra's config, by path from `hydra`; nil where any may stand.
    static func keys(at path: String) -> [String]? {
        keys[path]
    }

    private static let keys: [String: [String]] = {
        var scratch = DiagnosticBag()
        let file = SourceFile(kind: .declaration, name: config, text: base)
        var found: [String: [String]] = [:]
        func collect(_ node: Node, _ path: String) {
            guard let mapping = node.mapping, !mapping.isEmpty, path != "runtime.choices" else {
                return
            }
            found[path] = mapping.keys.filter { $0 != "defaults" }
            for entry in mapping.entries {
                collect(entry.value, path.isEmpty ? entry.key : path + "." + entry.key)
            }
        }
        if let root = YAMLReader.read(file, into: &scratch)?.root { collect(root, "") }
        return found
    }()

    private static let base = """
        defaults:
          - output: default
          - launcher: basic
          - sweeper: basic
          - help: default
          - hydra_help: default
          - hydra_logging: default
          - job_logging: default
          - callbacks: null
          - env: default
        mode: null
        searchpath: []
        run:
          dir: ???
        sweep:
          dir: ???
          subdir: ???
        hydra_logging: ???
        job_logging: ???
        sweeper: ???
        launcher: ???
        callbacks: {}
        help:
          app_name: ???
          header: ???
          footer: ???
          template: ???
        hydra_help:
          hydra_help: ???
          template: ???
        output_subdir: .hydra
        overrides: {hydra: [], task: []}
        job:
          name: ???
          chdir: null
          override_dirname: ???
          id: ???
          num: ???
          config_name: ???
          env_set: {}
          env_copy: []
          config: {override_dirname: {kv_sep: '=', item_sep: ',', exclude_keys: []}}
        runtime:
          version: ???
          version_base: ???
          cwd: ???
          config_sources: ???
          output_dir: ???
          choices: {}
        verbose: false

        """

    /// Options with values that a job may read.
    ///
    /// A run here has one directory, which stands for all that Hydra's output directories are read
    /// for.
    private static let texts = [
        "hydra/output/default": """
        # @package hydra
        run: {dir: "${run:dir}"}
        sweep: {dir: "${run:dir}", subdir: ""}

        """,
        "hydra/help/default": """
        app_name: ${hydra.job.name}
        header: ""
        footer: ""
        template: ""

        """,
        "hydra/hydra_help/default": """
        template: ""

        """,
        "hydra/sweeper/basic": """
        _target_: hydra._internal.core_plugins.basic_sweeper.BasicSweeper
        max_batch_size: null
        params: null

        """,
        "hydra/launcher/basic": """
        _target_: hydra._internal.core_plugins.basic_launcher.BasicLauncher

        """,
    ]
}
