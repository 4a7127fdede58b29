/// Where a value came from, as it is told and recorded: free of the texts themselves, so that it
/// can be read back from a run's `origins.json` when the files are long gone.
package struct Origin: Hashable, Sendable {
    /// The kind of source.
    package enum Kind: String, Sendable {
        /// A config file.
        case file
        /// An override on the command line.
        case commandLine = "command-line"
        /// An environment variable.
        case environment
        /// A default that the task declares.
        case schemaDefault = "default"
        /// A resolver or an interpolation.
        case interpolation
        /// An axis of a sweep.
        case sweep
        /// Standard input.
        case standardInput = "standard-input"
    }

    /// The kind of source.
    package var kind: Kind

    /// The file as the user would type it, the variable's name or the task's.
    package var name: String

    /// The line, from 1; 0 where there is no line.
    package var line: Int

    /// The column in code points, from 1; 0 where there is none.
    package var column: Int

    /// The text that set the value, such as the override token `lr=0.1`; may be empty.
    package var text: String

    /// Describes a source.
    package init(kind: Kind, name: String, line: Int = 0, column: Int = 0, text: String = "") {
        self.kind = kind
        self.name = name
        self.line = line
        self.column = column
        self.text = text
    }
}

/// A value's whole story: its origin and, newest first, the values that it replaced.
package struct ValueHistory: Hashable, Sendable {
    /// One value of the story.
    package struct Step: Hashable, Sendable {
        /// The value in canonical flow form, `<secret>` for a secret.
        package var value: String
        /// Where it was set.
        package var origin: Origin
        /// For an interpolation: the text as written.
        package var written: String?
        /// For an interpolation: where the values it names were set.
        package var sources: [Origin]
        /// For a value that went away because another option was chosen: the choice, as
        /// `trainer=ddp`.
        package var droppedBy: String?

        /// Describes one value of the story.
        package init(
            value: String,
            origin: Origin,
            written: String? = nil,
            sources: [Origin] = [],
            droppedBy: String? = nil
        ) {
            self.value = value
            self.origin = origin
            self.written = written
            self.sources = sources
            self.droppedBy = droppedBy
        }
    }

    /// The value in force.
    package var current: Step

    /// What it replaced, newest first.
    package var replaced: [Step]

    /// Joins a value with those that it replaced.
    package init(current: Step, replaced: [Step] = []) {
        self.current = current
        self.replaced = replaced
    }
}
