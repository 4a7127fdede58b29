package import ExpDiagnostics
package import ExpSchema
package import ExpSystem
package import ExpYAML

/// A config after all stages: composed, resolved and checked as far as it could be.
package struct LoadedConfig: Sendable {
    /// The task's name; nil without a task.
    package var task: String?

    /// Where random numbers start; nil for `seed: null`, and without a task.
    package var seed: Int?

    /// How to run.
    package var settings: RunSettings

    /// The task's own keys, resolved and checked; paths are absolute, `${run:…}` and `${secret:…}`
    /// stand as written.
    package var config: Node

    /// What a run's `config.yaml` holds.
    ///
    /// That is `task`, `seed`, the task's keys with every default, and `exp` with the mark
    /// `resolved`. Loading it again gives the same config.
    package var recorded: Node

    /// The whole tree before interpolation, defaults underneath.
    package var composed: Node

    /// The whole tree after interpolation; its traces tell each value's story.
    package var resolved: Node

    /// The options and union cases in use, outer ones first.
    package var choices: [Choice]

    /// What lower layers set about options that a higher layer changed.
    package var dropped: [DroppedValue]

    /// How the config was put together.
    package var parts = CompositionTree()

    /// What the task's config may hold; nil without one.
    package var schema: Schema?

    /// Whether the config is one that a run recorded.
    package var isRecorded: Bool

    /// The config file, absolute; nil for a task's bare defaults.
    package var path: FilePath?

    /// The texts that were read, the command line last.
    package var files: [SourceFile]

    /// The keys of earlier versions that the files hold.
    package var found: FoundChanges

    /// The project that relative paths in files start from.
    package var project: Project

    /// The story of the value at a path: where it was set and what it replaced.
    ///
    /// - Returns: nil when nothing is or was there.
    package func history(of path: ConfigPath) -> ValueHistory? {
        Provenance.history(
            of: path,
            in: resolved,
            relativeTo: project.folder.string,
            hiding: secretMask
        )
    }

    /// The stories of all values, as a run's `origins.json` holds them.
    package func origins() -> Node {
        Provenance.record(
            resolved,
            relativeTo: project.folder.string,
            files: fileRoles,
            hiding: secretMask
        )
    }

    /// Hides what the task's schema says is secret; nil where nothing is.
    package var secretMask: Provenance.SecretMask? {
        guard let schema, schema.holdsSecrets else { return nil }
        return { schema.hidingSecrets(in: $0, at: $1) }
    }
}

/// What is known only when a run starts.
package struct Delivery: Sendable {
    /// The run's id.
    package var runID: String
    /// The run's directory, absolute.
    package var runDirectory: FilePath
    /// The secret of a name; nil when there is none.
    package var secret: @Sendable (_ name: String) -> String?

    /// Describes a run that starts.
    package init(
        runID: String,
        runDirectory: FilePath,
        secret: @escaping @Sendable (_ name: String) -> String?
    ) {
        self.runID = runID
        self.runDirectory = runDirectory
        self.secret = secret
    }
}

extension LoadedConfig {
    /// The task's config with `${run:…}` and `${secret:…}` put in: what the task's type is decoded
    /// from.
    ///
    /// - Parameters:
    ///   - delivery: What the run knows.
    ///   - bag: Takes `missing-variable` and `unknown-resolver`.
    /// - Returns: The config; what is not known is faulty.
    package func delivered(_ delivery: Delivery, into bag: inout DiagnosticBag) -> Node {
        Deferred.delivered(config, delivery, into: &bag)
    }
}
