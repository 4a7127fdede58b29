import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpSystem
import ExpYAML

/// Makes the review of `exp diff A..B`.
struct ReviewBuilding {
    private let session: Session
    private let range: RevisionRange
    private let place: SourceRange?
    private let pairs: ConfigPairs

    /// Prepares a review.
    init(
        _ session: Session,
        _ registry: TaskRegistry,
        _ range: RevisionRange,
        at place: SourceRange?
    ) {
        self.session = session
        self.range = range
        self.place = place
        pairs = ConfigPairs(
            environment: session.environment,
            tasks: registry.catalog,
            check: { config, bag in
                registry.checkRules(of: config, place: config.project.folder, into: &bag)
            }
        )
    }

    /// Composes every config on both sides and tells what became of each.
    ///
    /// - Parameter names: The configs to tell of, by name or path; none for all.
    /// - Returns: The review.
    /// - Throws: `no-repository`, `unknown-revision`, `git-failed`, and `file-not-found` for a name
    ///   that no side has.
    func review(_ names: [DiffOperands.Word]) throws(Diagnostic) -> ConfigReview {
        let revisions = try Revisions(session.environment, askedAt: place)
        let old =
            range.startsAtMergeBase
            ? try revisions.commonSource(range.old, range.new ?? "HEAD", namedAt: place)
            : try revisions.source(range.old, namedAt: place)
        var new: GitSource?
        if let revision = range.new {
            new = try revisions.source(revision, namedAt: place)
        }
        let newSource: any ConfigSource = new ?? DiskSource()
        let repository = revisions.repository.root
        let roots = (
            old: pairs.root(of: old, in: repository),
            new: pairs.root(of: newSource, in: repository)
        )
        let found = pairs.pairs(
            from: old,
            to: newSource,
            oldRoot: roots.old,
            newRoot: roots.new
        )
        if let failure = old.failure ?? new?.failure { throw .gitFailed(failure, at: place) }
        let meant = try chosen(names, among: found)
        let byPath = Dictionary(
            found.compactMap { pair in pair.new.map { ($0.path.string, pair) } },
            uniquingKeysWith: { first, _ in first }
        )
        return ConfigReview(
            range: range.text,
            sides: ConfigReview.Sides(
                old: side(old, roots.old),
                new: side(new, roots.new)
            ),
            configs: meant.map { pair in
                reviewed(pair, byPath, old: old.revision, new: newSource.revision)
            }
        )
    }

    private func side(_ source: GitSource?, _ root: FilePath?) -> ConfigReview.Side {
        ConfigReview.Side(
            revision: source?.revision,
            commit: source?.commit.id,
            root: root.map(session.shown)
        )
    }

    private func chosen(
        _ names: [DiffOperands.Word],
        among pairs: [ConfigPairs.Pair]
    ) throws(Diagnostic) -> [ConfigPairs.Pair] {
        guard !names.isEmpty else { return pairs }
        var meant: [ConfigPairs.Pair] = []
        for word in names {
            let name = word.text
            let path = FilePath(name).absolute(in: session.workingDirectory)
            let found = pairs.filter { pair in
                pair.name == name || pair.oldName == name || pair.new?.path == path
                    || pair.old?.path == path
            }
            guard !found.isEmpty else {
                throw .configOnNoSide(
                    name,
                    range.text,
                    known: pairs.map(\.name),
                    at: word.range
                )
            }
            meant += found.filter { pair in !meant.contains { $0.name == pair.name } }
        }
        return meant
    }

    // MARK: - One config

    private func reviewed(
        _ pair: ConfigPairs.Pair,
        _ byPath: [String: ConfigPairs.Pair],
        old: String?,
        new: String?
    ) -> ReviewedConfig {
        let composed = pair.new ?? pair.old
        var renamedFrom: ReviewedConfig.Place?
        if let name = pair.oldName, let before = pair.old {
            renamedFrom = ReviewedConfig.Place(name: name, file: file(before))
        }
        return ReviewedConfig(
            name: pair.name,
            file: composed.map(file) ?? pair.name,
            renamedFrom: renamedFrom,
            fate: fate(of: pair, byPath, old: old, new: new)
        )
    }

    private func fate(
        of pair: ConfigPairs.Pair,
        _ byPath: [String: ConfigPairs.Pair],
        old: String?,
        new: String?
    ) -> ReviewedConfig.Fate {
        guard let after = pair.new else { return .removed }
        let problems = pair.newErrors
        if !problems.diagnostics.isEmpty { return .broken(problems, isNew: pair.old == nil) }
        let newSide = after.config.map { ConfigSide(pair.name, $0, revision: new) }
        guard let before = pair.old else {
            return added(pair, newSide, byPath, revision: new)
        }
        let isTouched = pair.readsOtherFiles
        let isMended = before.bag.hasErrors && !after.bag.hasErrors
        guard let newSide, let loaded = before.config else {
            if isMended, let newSide {
                // Nothing is known of the old side: its own file could not be read.
                let nothing = ConfigDifference(from: newSide, to: newSide)
                return .changed(nothing, isMended: true)
            }
            return isTouched ? .brokenBefore : .untouched
        }
        let oldSide = ConfigSide(pair.oldName ?? pair.name, loaded, revision: old)
        let difference = ConfigDifference(from: oldSide, to: newSide)
        if !difference.isEmpty || isMended { return .changed(difference, isMended: isMended) }
        guard isTouched else { return .untouched }
        return after.bag.hasErrors ? .brokenBefore : .same
    }

    /// A new config, beside the one that it extends where that is a config too.
    private func added(
        _ pair: ConfigPairs.Pair,
        _ side: ConfigSide?,
        _ byPath: [String: ConfigPairs.Pair],
        revision: String?
    ) -> ReviewedConfig.Fate {
        let own = pair.new?.path.string
        let base = (pair.new?.config?.files ?? []).lazy.compactMap { file in
            file.path.flatMap { $0 == own ? nil : byPath[$0] }
        }.first
        guard let side, let base, let config = base.new?.config else {
            return .added(comparedWith: nil, nil)
        }
        let below = ConfigSide(base.name, config, revision: revision)
        return .added(comparedWith: base.name, ConfigDifference(from: below, to: side))
    }

    /// The file as origins name it: from the project folder.
    private func file(_ config: ConfigPairs.Composed) -> String {
        let project = session.project.folder
        return config.path.isInside(project)
            ? config.path.relative(to: project).string : session.shown(config.path)
    }
}
