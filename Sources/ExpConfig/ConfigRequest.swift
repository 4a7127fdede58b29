package import ExpSchema

/// What a user asked for: a config file, overrides, and perhaps a task by name.
package struct ConfigRequest: Hashable, Sendable {
    /// A path, or a name under the config root without `.yaml`; nil for a task's bare defaults.
    package var config: String?

    /// The overrides as typed, in order.
    package var overrides: [String]

    /// The task named by `--task`; it wins over the config's own `task`.
    package var task: String?

    /// Describes a request.
    package init(config: String?, overrides: [String] = [], task: String? = nil) {
        self.config = config
        self.overrides = overrides
        self.task = task
    }
}

/// The tasks that a config may name, with the schema of each: how composition learns what a
/// config may be without knowing any task.
package struct TaskCatalog: Sendable {
    /// The names of all tasks, sorted.
    package let names: [String]

    /// The schema of a task's config; nil for an unknown name.
    package let schema: @Sendable (_ task: String) -> Schema?

    /// A catalogue of tasks.
    package init(names: [String], schema: @escaping @Sendable (_ task: String) -> Schema?) {
        self.names = names.sorted()
        self.schema = schema
    }

    /// A catalogue without any task.
    package static let empty = TaskCatalog(names: []) { _ in nil }
}
