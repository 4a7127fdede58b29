import ExpConfig
import ExpDiagnostics
import ExpReport
import ExpStore
import ExpSystem

/// Finds runs by what the user typed, and reads of them what a view shows.
struct RunLookup {
    private let session: Session
    private let folder: RunsFolder
    private let all: [RunEntry]
    private let names: [RunID: String]

    /// Warnings about months whose runs could not be listed.
    let unlisted: DiagnosticBag

    /// Lists a folder of runs.
    ///
    /// - Throws: `unreadable-run`.
    init(_ session: Session, _ options: RunsOptions) throws(Diagnostic) {
        self.session = session
        folder = RunsFolder(session.runsFolder(options))
        var unlisted = DiagnosticBag()
        all = try folder.list(into: &unlisted)
        self.unlisted = unlisted
        names = folder.shortNames(of: all)
    }

    /// How many runs there are.
    var count: Int { all.count }

    /// The newest runs.
    func newest(_ limit: Int, parts: Set<ReportedRun.Part>, into bag: inout DiagnosticBag)
        -> [ReportedRun]
    {
        let runs = all.prefix(limit).map { read($0, parts, into: &bag) }
        // Folders tell seconds, records more: runs of one second stand in their order, too.
        return runs.sorted { left, right in
            guard let left = left.record?.created, let right = right.record?.created else {
                return left.id > right.id
            }
            return left > right
        }
    }

    /// The runs that texts name, in their order; what names none is reported at its place.
    func find(
        _ texts: [String],
        parts: Set<ReportedRun.Part>,
        into bag: inout DiagnosticBag
    ) -> [ReportedRun] {
        bag.merge(unlisted)
        return texts.compactMap { text in
            do throws(Diagnostic) {
                return read(try folder.find(text), parts, into: &bag)
            } catch {
                var problem = error
                if problem.labels.isEmpty, let range = session.range(of: text) {
                    problem.labels = [Label(range)]
                }
                bag.report(problem)
                return nil
            }
        }
    }

    private func read(
        _ entry: RunEntry,
        _ parts: Set<ReportedRun.Part>,
        into bag: inout DiagnosticBag
    ) -> ReportedRun {
        var run = ReportedRun(
            reading: entry,
            shortName: names[entry.id] ?? entry.id.suffix,
            parts: parts,
            into: &bag
        )
        run.folder = FilePath(session.shown(entry.folder))
        return run
    }
}

extension Session {
    /// The world as configs see it.
    var environment: ConfigEnvironment {
        ConfigEnvironment(
            workingDirectory: workingDirectory,
            homeDirectory: ProcessEnvironment.homeDirectory,
            variables: variables,
            resolvers: resolvers
        )
    }

    /// The folder of runs that an option, `EXP_RUNS` or the project names.
    func runsFolder(_ options: RunsOptions) -> FilePath {
        runsFolder(option: options.runs)
    }

    /// The folder of runs that an option's value means.
    func runsFolder(option: String?) -> FilePath {
        let environment = environment
        return Project.find(from: environment).runs(option: option, environment: environment)
    }

    /// A path as the user would type it.
    func shown(_ path: FilePath) -> String {
        environment.shown(path)
    }
}
