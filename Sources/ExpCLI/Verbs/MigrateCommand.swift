import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpSystem

/// `exp migrate`: writes today's keys into config files that have those of an earlier version.
struct MigrateCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: CLIMessages.migrateAbstract,
        discussion: CLIMessages.migrateExamples
    )

    @Argument(help: ArgumentHelp("Files, or names under the folder of configs.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The task, for files that name none.", valueName: "name"))
    var task: String?

    @Flag(help: "Write nothing: print what would change, and exit with 1 if anything would.")
    var check = false

    @OptionGroup var common: CommonOptions
}

extension MigrateCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &bag)
        registry.reportDeclarations(all: true, into: &bag)
        var survey = MigrationSurvey(
            environment: session.environment,
            tasks: registry.catalog,
            task: task
        )
        let named = survey.targets(of: files, in: session, into: &bag)
        var rewritten: [(file: SourceFile, bytes: [UInt8])] = []
        for file in survey.files {
            guard let path = file.path, named?.contains(path) ?? true else { continue }
            switch FileMigration.migrate(file, survey.found) {
            case .rewritten(let bytes):
                if bytes != file.bytes { rewritten.append((file, bytes)) }
            case .refused(let reasons):
                for reason in reasons { bag.report(reason) }
            }
        }
        for (file, bytes) in rewritten {
            if check {
                let (old, new) = (file.bytes, bytes)
                let diff = UnifiedDiff(
                    old: String(decoding: old, as: UTF8.self),
                    new: String(decoding: new, as: UTF8.self),
                    name: file.name
                )
                session.console.write(diff.text, to: .output)
            } else if write(bytes, over: file, into: &bag) {
                session.console.print(CLIMessages.rewritten(file.name))
            }
        }
        session.report(bag, style: common.errors)
        if rewritten.isEmpty, !bag.hasErrors { session.console.note(CLIMessages.nothingToMigrate) }
        let status = ExitStatus(bag)
        return status == .success && check && !rewritten.isEmpty ? .runFailed : status
    }

    /// Writes a file anew; false when it cannot be, or is no longer what was read.
    private func write(
        _ bytes: [UInt8],
        over file: SourceFile,
        into bag: inout DiagnosticBag
    ) -> Bool {
        let mark: [UInt8] = file.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        let path = FilePath(file.path ?? file.name)
        do throws(SystemError) {
            guard try FileSystem.read(path) == mark + file.bytes else {
                bag.report(.changedWhileMigrating(file))
                return false
            }
            try FileSystem.rewrite(mark + bytes, at: path)
            return true
        } catch {
            bag.report(.cannotRewrite(file, error))
            return false
        }
    }
}

extension MigrationSurvey {
    /// Surveys the project's configs and the files named.
    ///
    /// - Parameters:
    ///   - files: The files to rewrite; empty for all under the folder of configs.
    ///   - session: The project.
    ///   - bag: Takes what is wrong with the configs, and the files that nobody can tell anything
    ///     about.
    /// - Returns: The absolute paths of the files to rewrite; nil for those under the folder of
    ///   configs.
    fileprivate mutating func targets(
        of files: [String],
        in session: Session,
        into bag: inout DiagnosticBag
    ) -> Set<String>? {
        let root = session.project.configRoot
        let named = Set(files.map { session.configPath($0).string })
        for path in ConfigLoader.configs(under: root) {
            var own = DiagnosticBag()
            add(session.shown(path), into: &own)
            // What is wrong with configs that were not asked for is no concern of those that were.
            if files.isEmpty || named.contains(path.string) { bag.merge(own) }
        }
        guard !files.isEmpty else {
            let all = ConfigLoader.allFiles(under: root)
            // A config may lie in a folder; an option that no config uses says no task.
            for path in all where !uses(path.string) && namesTask(path) {
                add(session.shown(path), into: &bag)
            }
            if task == nil {
                for path in all where !uses(path.string) {
                    session.console.note(CLIMessages.unusedFile(session.shown(path)))
                }
            }
            return Set(all.map(\.string))
        }
        for file in files {
            let path = session.configPath(file)
            if !isTyped(path.string) { add(file, namedAt: session.range(of: file), into: &bag) }
            if records.contains(path.string) {
                bag.report(.migrationOfRecord(file, at: session.range(of: file)))
            } else if uses(path.string), !isTyped(path.string) {
                bag.report(.migrationWithoutTask(file, at: session.range(of: file)))
            }
        }
        return named
    }
}

extension Session {
    /// The absolute path of a config's file or name.
    fileprivate func configPath(_ file: String) -> FilePath {
        let direct = FilePath(file).absolute(in: workingDirectory)
        let named = project.configRoot.appending(file + ".yaml").normalised
        let isNamed = FileSystem.kind(of: direct) != .file && FileSystem.kind(of: named) == .file
        return isNamed ? named : direct
    }
}
