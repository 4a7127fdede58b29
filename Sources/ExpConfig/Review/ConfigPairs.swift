package import ExpDiagnostics
package import ExpSystem
import ExpYAML

/// The configs of a project on two sides, each composed on both.
///
/// Every config is composed, not only those whose files changed: an option in a nearer folder, or a
/// base that may be missing, changes configs that never read it before. What two revisions share is
/// asked of git once.
package struct ConfigPairs: Sendable {
    private let environment: ConfigEnvironment
    private let tasks: TaskCatalog
    private let project: Project

    /// A check of a composed config that only others can make.
    package typealias Check = @Sendable (LoadedConfig, inout DiagnosticBag) -> Void

    private let check: Check

    /// Prepares to compose.
    ///
    /// - Parameters:
    ///   - environment: What a load sees of the process.
    ///   - tasks: The tasks that a config may name, as they are today.
    ///   - check: What else is to be checked of a config without errors.
    package init(
        environment: ConfigEnvironment,
        tasks: TaskCatalog,
        check: @escaping Check = { _, _ in }
    ) {
        self.environment = environment
        self.tasks = tasks
        self.check = check
        project = Project.find(from: environment)
    }

    /// One config on both sides.
    package struct Pair: Sendable {
        /// Its name under the folder of configs.
        package var name: String
        /// Another name that it had on the old side.
        package var oldName: String?
        /// The config on the old side; nil where it is not there.
        package var old: Composed?
        /// The config on the new side; nil where it is not there.
        package var new: Composed?
    }

    /// A config as composed on one side.
    package struct Composed: Sendable {
        /// The file, absolute.
        package var path: FilePath
        /// What came of it; nil when the file itself cannot be read.
        package var config: LoadedConfig?
        /// Everything that was found.
        package var bag: DiagnosticBag
        /// The text of its own file.
        var bytes: [UInt8]
        /// The folder of configs that it lies in.
        var root: FilePath
    }

    /// The folder of configs of a side; nil when it has none.
    ///
    /// Where a revision has none in its place, one elsewhere is taken that is the only one near the
    /// top: the folder may have moved.
    package func root(of source: any ConfigSource, in repository: FilePath?) -> FilePath? {
        let usual = project.configRoot(in: source)
        if source.kind(of: usual) == .folder { return usual }
        guard let repository, source.revision != nil else { return nil }
        return ConfigRootSearch(source).nearest(to: repository)
    }

    /// The configs of both sides by name, those that were renamed joined.
    ///
    /// - Parameters:
    ///   - old: The side compared with.
    ///   - new: The side compared.
    ///   - oldRoot: The folder of configs of the old side.
    ///   - newRoot: That of the new side.
    /// - Returns: The pairs, by name.
    package func pairs(
        from old: any ConfigSource,
        to new: any ConfigSource,
        oldRoot: FilePath?,
        newRoot: FilePath?
    ) -> [Pair] {
        let after = configs(new, newRoot)
        let before = configs(old, oldRoot)
        var pairs: [Pair] = []
        for (name, composed) in after {
            pairs.append(Pair(name: name, old: before[name], new: composed))
        }
        for (name, composed) in before where after[name] == nil {
            pairs.append(Pair(name: name, old: composed))
        }
        return RenameSearch.joined(pairs.sorted { $0.name < $1.name })
    }

    /// The configs of one side by name: the same files that a check of the whole root takes for
    /// configs.
    private func configs(_ source: any ConfigSource, _ root: FilePath?) -> [String: Composed] {
        guard let root else { return [:] }
        let cache = SourceCache()
        let loader = ConfigLoader(
            environment: environment,
            tasks: tasks,
            source: source,
            cache: cache
        )
        let inventory = ConfigInventory(
            of: root,
            ConfigFiles(environment: environment, source: source, cache: cache)
        )
        var found: [String: Composed] = [:]
        var reached: Set<FilePath> = []
        func compose(_ path: FilePath) {
            var bag = DiagnosticBag()
            let config = loader.load(ConfigRequest(config: path.string), into: &bag)
            if let config, !bag.hasErrors { check(config, &bag) }
            let files = config?.files.compactMap { $0.path.map { FilePath($0) } } ?? []
            reached.formUnion(files.filter { $0 != path })
            let own = config?.files.first { $0.path == path.string }?.bytes
            let bytes = own ?? (try? source.read(path, limit: YAMLLimits.standard.bytes)) ?? []
            let name = String(path.relative(to: root).string.dropLast(".yaml".utf8.count))
            found[name] = Composed(path: path, config: config, bag: bag, bytes: bytes, root: root)
        }
        let inRoot = inventory.files.filter { $0.parent == root }
        let below = inventory.files.filter { $0.parent != root }
        for path in inRoot + below.filter(inventory.namesTask) { compose(path) }
        // What extends a file and is nobody's option is a config too, as one of many experiments.
        let optionFolders = Set(reached.compactMap(\.parent))
        for path in below where !reached.contains(path) && inventory.extendsFile(path) {
            guard let folder = path.parent, !optionFolders.contains(folder) else { continue }
            compose(path)
        }
        return found
    }
}

extension ConfigPairs.Pair {
    /// Whether the two sides read other files, or files with other texts.
    package var readsOtherFiles: Bool {
        guard let old, let new else { return true }
        guard let before = old.texts, let after = new.texts else { return old.bytes != new.bytes }
        return before != after
    }

    /// The errors of the new side that the old side does not have, with everything that renderers
    /// need to show them.
    package var newErrors: DiagnosticBag {
        guard let new else { return DiagnosticBag() }
        var known: [String: Int] = [:]
        for problem in old?.bag.diagnostics ?? [] where problem.severity == .error {
            known[Self.essence(problem, in: old), default: 0] += 1
        }
        var bag = DiagnosticBag()
        for problem in new.bag.diagnostics where problem.severity == .error {
            let essence = Self.essence(problem, in: new)
            if let count = known[essence], count > 0 {
                known[essence] = count - 1
            } else {
                bag.report(problem)
            }
        }
        guard !bag.diagnostics.isEmpty else { return bag }
        for range in new.bag.redactions { bag.redact(range) }
        for check in new.bag.skippedChecks { bag.skip(check) }
        return bag
    }

    /// What an error says, whatever the revision and the line.
    private static func essence(
        _ problem: Diagnostic,
        in side: ConfigPairs.Composed?
    ) -> String {
        let revision = problem.labels.lazy.compactMap { label -> String? in
            let name = label.range.file.name
            guard let colon = name.firstIndex(of: ":") else { return nil }
            return String(name[...colon])
        }.first
        let text = "\(problem.code.rawValue) \(problem.message)"
        guard let revision else { return text }
        return text.split(separator: "`", omittingEmptySubsequences: false).map { part in
            part.hasPrefix(revision) ? part.dropFirst(revision.count) : part
        }.joined(separator: "`")
    }
}

extension ConfigPairs.Composed {
    /// The bytes of the files that were read; nil where that is not known.
    ///
    /// Files go by their way from the folder of configs, the config's own by nothing: it may have
    /// been renamed, and the folder may have moved.
    fileprivate var texts: [String: [UInt8]]? {
        guard let config else { return nil }
        let named = config.files.compactMap { file -> (String, [UInt8])? in
            guard let path = file.path.map({ FilePath($0) }) else { return nil }
            if path == self.path { return ("", file.bytes) }
            let name = path.isInside(root) ? path.relative(to: root) : path
            return (name.string, file.bytes)
        }
        return Dictionary(named) { first, _ in first }
    }
}
