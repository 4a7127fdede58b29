package import ExpDiagnostics
package import ExpSchema
package import ExpSystem

/// What a user asked for: a config file, overrides, and perhaps a task by name.
package struct ConfigRequest: Hashable, Sendable {
    /// A path, or a name under the config root without `.yaml`; nil for a task's bare defaults.
    package var config: String?

    /// Where the config is named, for messages; nil when no text shows it.
    package var configRange: SourceRange?

    /// The overrides as typed, in order.
    package var overrides: [String]

    /// The task named by `--task`; it wins over the config's own `task`.
    package var task: String?

    /// Whether to note as which types the files are read, for ``FoundChanges/uses``.
    package var notesUses = false

    /// Where the names of configs and options start, absolute; nil for the root that the project
    /// and the config file have.
    package var configRoot: FilePath?

    /// Describes a request.
    package init(
        config: String?,
        configRange: SourceRange? = nil,
        overrides: [String] = [],
        task: String? = nil,
        configRoot: FilePath? = nil
    ) {
        self.config = config
        self.configRange = configRange
        self.overrides = overrides
        self.task = task
        self.configRoot = configRoot
    }
}

/// A task as far as its config is concerned.
package struct TaskDescription: Sendable {
    /// The name in a config's `task`.
    package var name: String

    /// What the config may hold; nil for a task that says nothing about it.
    package var schema: Schema?

    /// Whether the schema is missing because the task's declaration is wrong, which is reported
    /// elsewhere: then nobody knows which options its unions have.
    package var isDeclarationFaulty: Bool

    /// Describes a task.
    package init(name: String, schema: Schema?, isDeclarationFaulty: Bool = false) {
        self.name = name
        self.schema = schema
        self.isDeclarationFaulty = isDeclarationFaulty
    }
}

/// The tasks that a config may name: how composition learns what a config may be without knowing
/// any task.
package struct TaskCatalog: Sendable {
    /// The names of all tasks, sorted.
    package let names: [String]

    /// The task of a name; nil for an unknown one.
    package let find: @Sendable (_ name: String) -> TaskDescription?

    /// A catalogue of tasks.
    package init(names: [String], find: @escaping @Sendable (_ name: String) -> TaskDescription?) {
        self.names = names.sorted()
        self.find = find
    }

    /// A catalogue without any task.
    package static let empty = TaskCatalog(names: []) { _ in nil }
}
