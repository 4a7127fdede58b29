package import ExpYAML

/// One of two configs that are compared: a file with overrides, a file of a revision, or a run.
package struct ConfigSide: Sendable {
    /// What the user calls it: `digits`, `main:configs/digits.yaml`, `k3f9`.
    package var name: String

    /// The resolved tree, with the traces that tell where its values came from.
    package var tree: Node

    /// The options in use, outer ones first.
    package var choices: [Choice]

    /// The revision whose files were read; nil for files on disk and for a run.
    package var revision: String?

    /// The absolute path of the project, for shorter names of files; nil for a run, whose origins
    /// are named already.
    package var project: String?

    /// Whether it is what a run recorded: of `exp` a record holds no more than `goal`, `timeout`
    /// and `retries`.
    package var isRecorded: Bool

    /// Hides secrets: lower layers may hold some that no check ever saw; nil where there are none.
    package var mask: Provenance.SecretMask?

    /// An option in use.
    package struct Choice: Sendable {
        /// Where in the config it is used.
        package var path: ConfigPath
        /// The name as written.
        package var option: String
        /// What named it; nil when that was not recorded.
        package var origin: Origin?
        /// The files that it is made of, named as origins name them; nil when nobody knows.
        package var files: Set<String>?

        /// Describes an option in use.
        package init(
            path: ConfigPath,
            option: String,
            origin: Origin? = nil,
            files: Set<String>? = nil
        ) {
            self.path = path
            self.option = option
            self.origin = origin
            self.files = files
        }
    }

    /// Describes a config that is compared.
    package init(
        name: String,
        tree: Node,
        choices: [Choice] = [],
        revision: String? = nil,
        project: String? = nil,
        isRecorded: Bool = false,
        mask: Provenance.SecretMask? = nil
    ) {
        self.name = name
        self.tree = tree
        self.choices = choices
        self.revision = revision
        self.project = project
        self.isRecorded = isRecorded
        self.mask = mask
    }
}

extension ConfigSide {
    /// The tree as it is compared with another: a record says less about how to run than a file.
    func comparable(withRecorded: Bool) -> Node {
        guard withRecorded, case .mapping(var mapping) = tree.content else { return tree }
        if case .mapping(var settings)? = mapping["exp"]?.content {
            settings.removeAll { entry in
                !["goal", "timeout", "retries"].contains(entry.key) || entry.value.isNull
            }
            if settings.isEmpty {
                mapping.remove("exp")
            } else if var exp = mapping["exp"] {
                exp.content = .mapping(settings)
                mapping.set("exp", to: exp)
            }
        }
        return Node(.mapping(mapping), range: tree.range, trace: tree.trace)
    }

    /// Whether it is known what stands at a path: not where a value was refused, nor where a file
    /// that could not be read may have set one.
    func knows(_ path: ConfigPath, _ node: Node?) -> Bool {
        if let node { return !node.isFaulty }
        var place = tree
        for step in path.components {
            if place.mapping?.isIncomplete == true { return false }
            guard let next = place[ConfigPath([step])] else { return true }
            place = next
        }
        return true
    }

    /// The story of a value; nil when nothing is or was there, or nobody recorded it.
    func history(of path: ConfigPath) -> ValueHistory? {
        guard
            var history = Provenance.history(
                of: path,
                in: tree,
                relativeTo: project,
                hiding: mask
            )
        else { return nil }
        if let origin = history.current?.origin { history.current?.origin = named(origin) }
        for index in history.replaced.indices {
            history.replaced[index].origin = named(history.replaced[index].origin)
        }
        return history
    }

    /// What set the value in force: of a list what the command line changed in it, else where it
    /// begins.
    func origin(of path: ConfigPath) -> Origin? {
        path.singleValues(in: tree).map { history(of: $0)?.current?.origin }.ofList
    }

    /// The option that is used at a path.
    func choice(at path: ConfigPath) -> Choice? {
        choices.last { $0.path == path }
    }

    /// An origin without the revision before its file: whether both sides name the same line is
    /// seen by that.
    package func named(_ origin: Origin) -> Origin {
        guard let revision, origin.name.hasPrefix(revision + ":") else { return origin }
        var origin = origin
        origin.name = String(origin.name.dropFirst(revision.count + 1))
        return origin
    }
}
