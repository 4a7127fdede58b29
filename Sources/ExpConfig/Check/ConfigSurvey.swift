package import ExpDiagnostics
import ExpSystem
import ExpYAML

/// Composes and checks many configs, each with every option of each choice it uses, in one process
/// that reads each file once.
///
/// A config is composed as it stands, then once for every other option of each of its choices, one
/// choice varied at a time; where an option brings choices of its own, these are varied with it.
/// What is found is told once, with the composition in which it came up first.
package struct ConfigSurvey {
    /// What became of one config.
    package struct Verdict: Hashable, Sendable {
        /// The config as shown to the user.
        package var name: String
        /// Whether no composition of it has an error.
        package var isGood: Bool
        /// The number of compositions made.
        package var combinations: Int
    }

    /// A further check of each composition, such as decoding one that has no errors.
    package typealias Inspection = (LoadedConfig, inout DiagnosticBag) -> Void

    /// What became of the configs, in the order in which they were checked.
    package private(set) var verdicts: [Verdict] = []

    private let loader: ConfigLoader
    private let task: String?
    private let inspect: Inspection
    private let limit: Int

    let cache: SourceCache
    let files: ConfigFiles
    var findings = SurveyFindings()

    /// The files that a composition read, or that an option which could be chosen has.
    var reached: Set<FilePath> = []

    /// The files of options.
    private(set) var options: Set<FilePath> = []
    var use = ValueUse()
    private var useOfBases: [FilePath: ValueUse] = [:]
    private var extended: Set<FilePath> = []
    private var checked: Set<FilePath> = []

    /// So many compositions are made of one config; no person makes so many by hand.
    package static let standardLimit = 1_000

    /// Prepares a survey.
    ///
    /// - Parameters:
    ///   - environment: What a load sees of the process.
    ///   - tasks: The tasks that configs may name.
    ///   - task: The task for files that name none.
    ///   - source: Where the files are.
    ///   - limit: The most compositions of one config.
    ///   - inspect: What else is checked about each composition.
    package init(
        environment: ConfigEnvironment,
        tasks: TaskCatalog,
        task: String? = nil,
        source: any ConfigSource = DiskSource(),
        limit: Int = standardLimit,
        inspect: @escaping Inspection = { _, _ in }
    ) {
        cache = SourceCache()
        files = ConfigFiles(environment: environment, source: source, cache: cache)
        loader = ConfigLoader(
            environment: environment,
            tasks: tasks,
            source: source,
            cache: cache
        )
        self.task = task
        self.limit = limit
        self.inspect = inspect
    }

    /// All problems found so far.
    package var bag: DiagnosticBag {
        findings.bag
    }

    /// The number of compositions made.
    package var combinations: Int {
        verdicts.reduce(0) { $0 + $1.combinations }
    }

    /// The number of config files read.
    package var fileCount: Int {
        cache.readCount
    }

    // MARK: - One config

    /// Checks one config.
    ///
    /// - Parameters:
    ///   - config: A path, or a name under the config root.
    ///   - range: Where the user named it; nil when nobody did.
    package mutating func check(_ config: String, namedAt range: SourceRange? = nil) {
        var bag = DiagnosticBag()
        let request = ConfigRequest(config: config, configRange: range, task: task)
        guard let prepared = loader.prepare(request, into: &bag) else {
            findings.add(bag, context: nil)
            verdicts.append(Verdict(name: config, isGood: false, combinations: 0))
            return
        }
        var walk = OptionWalk(prepared, limit: limit)
        var isGood = true
        while let combination = walk.next() {
            var own = DiagnosticBag()
            let loaded = prepared.variant(combination.overrides, into: &own)
            own.refuse(.suspectKey)
            inspect(loaded, &own)
            isGood = isGood && !own.hasErrors
            walk.add(loaded, of: combination)
            take(loaded, isAsWritten: combination.choices.isEmpty)
            findings.add(
                combination.restated(own),
                context: combination.text.map { "in `\(files.shown(loaded.path))` with \($0)" }
            )
        }
        options.formUnion(walk.options)
        reached.formUnion(walk.options)
        if walk.left > 0 {
            var rest = DiagnosticBag()
            rest.skip(ConfigMessages.withoutCombinations(config, left: walk.left, limit: limit))
            findings.add(rest, context: nil)
        }
        verdicts.append(Verdict(name: config, isGood: isGood, combinations: walk.count))
    }

    /// Notes which files and values a composition used.
    private mutating func take(_ loaded: LoadedConfig, isAsWritten: Bool) {
        let paths = loaded.files.compactMap(\.path).map { FilePath($0) }
        reached.formUnion(paths)
        options.formUnion(loaded.choices.compactMap(\.filePath))
        guard !loaded.isRecorded, let own = loaded.path else { return }
        checked.insert(own)
        if loaded.task != nil {
            extended.formUnion(paths.filter { $0 != own })
            use.record(loaded.composed, isAsWritten: isAsWritten)
        } else {
            // Perhaps a base of others, which nobody runs by itself; that is known at the end.
            useOfBases[own, default: ValueUse()]
                .record(loaded.composed, isAsWritten: isAsWritten)
        }
    }

    /// What became of the values of all files, once every config has been checked.
    func valueUse() -> ValueUse {
        var all = use
        for (path, use) in useOfBases where !extended.contains(path) { all.merge(use) }
        return all
    }

    /// Whether a file was checked as a config of its own.
    func isChecked(_ path: FilePath) -> Bool {
        checked.contains(path)
    }
}

extension ConfigFiles {
    fileprivate func shown(_ path: FilePath?) -> String {
        path.map { shown($0) } ?? ""
    }
}
