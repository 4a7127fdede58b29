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

    /// The line in which it ends, from 1; 0 where there is none.
    package var endLine: Int

    /// The column after its last character, from 1; 0 where there is none.
    package var endColumn: Int

    /// The text that set the value: the whole override token `lr=0.1`, of a file the value as it
    /// stands there when it is short; may be empty.
    package var text: String

    /// Describes a source.
    package init(
        kind: Kind,
        name: String,
        line: Int = 0,
        column: Int = 0,
        endLine: Int = 0,
        endColumn: Int = 0,
        text: String = ""
    ) {
        self.kind = kind
        self.name = name
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
        self.text = text
    }
}
