import ExpDiagnostics
import ExpSystem

// The wording of `exp migrate`.

extension CLIMessages {
    static let nothingToMigrate = "nothing to rewrite: no file has keys of an earlier version"

    static func rewritten(_ name: String) -> String {
        "rewrote \(name)"
    }

    static func unusedFile(_ name: String) -> String {
        "\(name) is left as it is: no config uses it"
    }
}

extension Diagnostic {
    /// A record that was to be rewritten.
    static func migrationOfRecord(_ name: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .migrationRefused,
            message: "`\(name)` is not rewritten: it is the record of a run",
            labels: range.map { [Label($0)] } ?? [],
            help: "leave it as it is: `exp --config \(name)` repeats the run all the same"
        )
    }

    /// A file of which no config tells what its keys mean.
    static func migrationWithoutTask(_ name: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .migrationRefused,
            message: "`\(name)` is not rewritten: no config with a task uses it",
            labels: range.map { [Label($0)] } ?? [],
            help: "name the task whose config it is: `exp migrate \(name) --task NAME`"
        )
    }

    /// A file that was written by somebody else meanwhile.
    static func changedWhileMigrating(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            .migrationRefused,
            message: "`\(file.name)` is not rewritten: it has changed meanwhile",
            help: "run `exp migrate` again"
        )
    }

    /// A file that the system does not let be written.
    static func cannotRewrite(_ file: SourceFile, _ error: SystemError) -> Diagnostic {
        Diagnostic(
            .fileUnreadable,
            message: "`\(file.name)` cannot be rewritten: \(error.reason)"
        )
    }
}
