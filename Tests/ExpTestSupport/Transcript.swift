import ExpSystem
package import Testing

/// A shell session in a file: commands with what they print, run again by a test.
///
///     # What stands before the first command is for the reader.
///     $ cat > configs/toy.yaml <<'END'
///     > task: digits
///     > END
///
///     $ exp lss
///     error[unknown-verb]: …
///     [exit 2]
///
/// The commands of a file share one temporary project folder, in which the shell starts each.
/// First comes standard output, then standard error, then the exit status unless it is 0. What
/// changes from one time to the next is redacted: `[DIR]`, `[TIME]`, `[AGO]`, `[MONTH]`, `[HOST]`,
/// and the name of the n-th run made in the folder is `[RUNn]`, also in later commands.
package struct Transcript {
    /// A command with the lines that continue it, without `$ ` and `> `.
    package var commands: [[String]]

    /// What stands before the first command, with newlines.
    package var heading: String

    /// Reads a session.
    package init(_ text: String) {
        heading = ""
        commands = []
        var isInCommand = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("$ ") {
                commands.append([String(line.dropFirst(2))])
                isInCommand = true
            } else if isInCommand, line == ">" || line.hasPrefix("> ") {
                commands[commands.count - 1].append(String(line.dropFirst(2)))
            } else {
                isInCommand = false
                if commands.isEmpty { heading += line + "\n" }
            }
        }
        // The split leaves an empty line behind the last newline.
        if commands.isEmpty, heading.hasSuffix("\n\n") { heading.removeLast() }
    }

    /// Runs all commands and writes the session anew.
    ///
    /// - Parameter project: The folder that the commands run in.
    /// - Returns: The session as it went, redacted.
    package func replay(in project: TemporaryDirectory) -> String {
        var redaction = Redaction(project: project.path)
        let sessions = commands.map { lines in
            let shown = "$ " + lines.joined(separator: "\n> ") + "\n"
            return shown + Self.run(lines, in: project, &redaction)
        }
        return heading + sessions.joined(separator: "\n")
    }

    private static func run(
        _ lines: [String],
        in project: TemporaryDirectory,
        _ redaction: inout Redaction
    ) -> String {
        let result = start(lines, in: project, redaction)
        redaction.learnRuns()
        var text = redaction.apply(to: result.output)
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        text += redaction.apply(to: result.errors)
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        return text + (result.status == 0 ? "" : "[exit \(result.status)]\n")
    }

    /// What a command writes to standard error, redacted.
    package static func errors(of command: String, in project: TemporaryDirectory) -> String {
        let redaction = Redaction(project: project.path)
        return redaction.apply(to: start([command], in: project, redaction).errors)
    }

    /// What a command writes to both streams in the order written, and after it `[exit N]` unless
    /// that is 0; not redacted.
    package static func output(
        of lines: [String],
        in project: TemporaryDirectory,
        _ redaction: Redaction
    ) -> String {
        let result = start(lines, in: project, redaction, merging: true)
        var text = result.output
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        return text + (result.status == 0 ? "" : "[exit \(result.status)]\n")
    }

    private static func start(
        _ lines: [String],
        in project: TemporaryDirectory,
        _ redaction: Redaction,
        merging: Bool = false
    ) -> ChildProcess.Result {
        // A reader types `swift run exp`, which starts the program by its path in the build folder.
        var script = redaction.expand(lines.joined(separator: "\n"))
        for prefix in [".ci/setup && ", "swift run "] where script.hasPrefix(prefix) {
            script.removeFirst(prefix.count)
            if prefix == "swift run " { script = BuiltProgram.folder + "/" + script }
        }
        return ChildProcess(
            "/bin/sh",
            ["-c", merging ? "exec 2>&1\n" + script : script],
            in: project.path,
            environment: [
                "PATH": "\(BuiltProgram.folder):/usr/bin:/bin", "HOME": project.path + "/home",
                "LANG": "C.UTF-8", "USER": "user", "LOGNAME": "user",
            ]
        ).run()
    }
}

/// Compares a session in a file with how it goes now; `EXP_RECORD=1` rewrites the file.
///
/// - Parameters:
///   - path: The file.
///   - repository: The package's folder: its `configs` are copied into the project when the
///     session's heading has the line `# configs: the repository's`.
///   - sourceLocation: The caller.
package func expectTranscript(
    _ path: String,
    repository: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard let text = readText(path) else {
        Issue.record("cannot read \(path)", sourceLocation: sourceLocation)
        return
    }
    let transcript = Transcript(text)
    let project = TemporaryDirectory()
    prepareProject(project, copyingConfigsOf: transcript.usesRepositoryConfigs ? repository : nil)
    expectGolden(transcript.replay(in: project), matches: path, sourceLocation: sourceLocation)
}

extension Transcript {
    fileprivate var usesRepositoryConfigs: Bool {
        heading.split(separator: "\n").contains("# configs: the repository's")
    }
}

/// Makes a project folder with `configs` and a home outside of it.
package func prepareProject(_ project: TemporaryDirectory, copyingConfigsOf repository: String?) {
    mkdir(project.appending("home"), 0o777)
    mkdir(project.appending("configs"), 0o777)
    guard let repository else { return }
    let copy = ChildProcess(
        "/bin/cp",
        ["-R", repository + "/configs/.", project.appending("configs")]
    )
    precondition(copy.run().status == 0, "cannot copy the configs of \(repository)")
}
