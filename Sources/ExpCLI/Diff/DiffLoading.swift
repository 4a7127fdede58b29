import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpSystem

/// Makes the two sides of `exp diff A B`.
struct DiffLoading {
    let session: Session
    let registry: TaskRegistry
    /// The task that `--task` names.
    let task: String?
    let folder: RunsOptions

    /// Both sides read the disk as it is now, each file once.
    private let cache = SourceCache()

    /// Prepares to load.
    init(_ session: Session, _ registry: TaskRegistry, task: String?, _ folder: RunsOptions) {
        self.session = session
        self.registry = registry
        self.task = task
        self.folder = folder
    }

    /// The side that an operand names; nil when that was reported.
    func side(_ operand: DiffOperands.Operand, into bag: inout DiagnosticBag) -> ConfigSide? {
        let range = operand.word.range
        let overrides = operand.overrides.map(\.text)
        let name = ([operand.word.text] + overrides).joined(separator: " ")
        switch DiffTarget(operand.word.text, in: session) {
        case .config(let config):
            return load(config, at: range, overrides, into: &bag)
                .map { ConfigSide(name, $0) }
        case .revision(let revision, let path):
            guard !revision.isEmpty, !path.isEmpty else {
                bag.report(.invalidRevisionFile(operand.word.text, at: range))
                return nil
            }
            guard let source = source(revision, at: range, into: &bag) else { return nil }
            let config = configName(path, in: source)
            let loaded = load(config, at: range, overrides, from: source, into: &bag)
            if let failure = source.failure {
                bag.report(.gitFailed(failure, at: range))
                return nil
            }
            return loaded.map { ConfigSide(name, $0, revision: revision) }
        case .run(let run):
            if let override = operand.overrides.first {
                bag.report(.overrideOfRun(override.text, run, at: override.range))
                return nil
            }
            return recorded(run, at: range, into: &bag)
        }
    }

    /// The same file on disk as a word names in a revision; nil for any other word.
    func onDisk(
        _ word: DiffOperands.Word,
        into bag: inout DiagnosticBag
    ) -> DiffOperands.Operand? {
        guard case .revision(let revision, let path) = DiffTarget(word.text, in: session),
            !revision.isEmpty, let source = source(revision, at: word.range, into: &bag)
        else { return nil }
        let config = configName(path, in: source)
        let name = FilePath(config).isAbsolute ? session.shown(FilePath(config)) : config
        return DiffOperands.Operand(word: DiffOperands.Word(text: name))
    }

    // MARK: - Configs

    private func load(
        _ config: String,
        at range: SourceRange?,
        _ overrides: [String],
        from source: any ConfigSource = DiskSource(),
        into bag: inout DiagnosticBag
    ) -> LoadedConfig? {
        let loader = ConfigLoader(
            environment: session.environment,
            tasks: registry.catalog,
            source: source,
            cache: cache
        )
        let request = ConfigRequest(
            config: config,
            configRange: range,
            overrides: overrides,
            task: task
        )
        return loader.load(request, into: &bag)
    }

    private func source(
        _ revision: String,
        at range: SourceRange?,
        into bag: inout DiagnosticBag
    ) -> GitSource? {
        do throws(Diagnostic) {
            return try Revisions(session.environment, askedAt: range)
                .source(revision, namedAt: range)
        } catch {
            bag.report(error)
            return nil
        }
    }

    /// A path of a revision as a request takes it: as git reads it, from the root of the repository,
    /// when there is such a file; else as any other config is named.
    private func configName(_ path: String, in source: GitSource) -> String {
        let fromRoot = source.root.appending(path).normalised
        let isSteppedFrom = path.hasPrefix("./") || path.hasPrefix("../")
        return !isSteppedFrom && source.kind(of: fromRoot) == .file ? fromRoot.string : path
    }

    // MARK: - Runs

    private func recorded(
        _ run: String,
        at range: SourceRange?,
        into bag: inout DiagnosticBag
    ) -> ConfigSide? {
        do throws(Diagnostic) {
            var own = DiagnosticBag()
            let lookup = try RunLookup(session, folder)
            let found = lookup.find([run], parts: [.config, .origins], into: &own)
            let isUnknown = own.diagnostics.contains { $0.code == .unknownRun }
            if isUnknown, !run.hasPrefix("@"), !run.contains(":") {
                let configs = ConfigLoader.configs(under: session.project.configRoot)
                bag.report(.neitherConfigNorRun(run, configs: configs.map(\.stem), at: range))
                return nil
            }
            bag.merge(own)
            guard let run = found.first else { return nil }
            guard let side = ConfigSide(run) else {
                if !bag.hasErrors { bag.report(.runWithoutConfig(run.shortName, at: range)) }
                return nil
            }
            return side
        } catch {
            bag.report(error)
            return nil
        }
    }
}
