/// Why a file is part of a config: what named it, and where its keys stand.
package struct FileRole: Hashable, Sendable {
    /// What a file can be to a config.
    package enum Kind: String, Sendable {
        /// The config itself.
        case config
        /// A file that another extends.
        case base
        /// An option of a mapping.
        case option
        /// The option of a slot.
        case slot
        /// An entry of a Hydra defaults list.
        case `default`
    }

    /// The file, as origins name it.
    package var file: String

    /// What it is to the config.
    package var kind: Kind

    /// The choice as an override would write it, `model=mlp`; empty for a config and a base.
    package var choice: String

    /// Where in the config the top of the file stands.
    package var mount: ConfigPath

    /// The text that names the file; nil when the request does.
    package var namedAt: Origin?

    /// Describes why a file takes part.
    package init(
        file: String,
        kind: Kind,
        choice: String = "",
        mount: ConfigPath = ConfigPath(),
        namedAt: Origin? = nil
    ) {
        self.file = file
        self.kind = kind
        self.choice = choice
        self.mount = mount
        self.namedAt = namedAt
    }

    /// The key of the list of roles in a record: a text that is no key path.
    static let recordKey = "[files]"

    /// The roles that a run's `origins.json` holds; none in one that does not tell.
    package static func recorded(in origins: Node) -> [FileRole] {
        (origins[recordKey]?.sequence ?? []).compactMap(FileRole.init)
    }

    /// The role as a mapping: `file`, `as`, and where there are any `choice`, `at` and `named`.
    var node: Node {
        let range = ValueHistory.recordRange
        var mapping = Mapping()
        mapping.set("file", to: .string(file, range))
        mapping.set("as", to: .string(kind.rawValue, range))
        if !choice.isEmpty { mapping.set("choice", to: .string(choice, range)) }
        if !mount.components.isEmpty { mapping.set("at", to: .string(mount.description, range)) }
        if let namedAt { mapping.set("named", to: namedAt.node(range)) }
        return Node(.mapping(mapping), range: range)
    }

    private init?(_ node: Node) {
        guard let file = node["file"]?.string,
            let kind = node["as"]?.string.flatMap(Kind.init),
            let mount = ConfigPath.parse(node["at"]?.string ?? "")
        else { return nil }
        self.init(
            file: file,
            kind: kind,
            choice: node["choice"]?.string ?? "",
            mount: mount,
            namedAt: node["named"].flatMap(Origin.init(recorded:))
        )
    }
}

extension [FileRole] {
    /// The role of the file that set a value: of several the innermost around its path.
    package func role(of origin: Origin, at path: ConfigPath) -> FileRole? {
        guard origin.kind == .file else { return nil }
        return filter { $0.file == origin.name && $0.mount.isPrefix(of: path) }
            .max { $0.mount.components.count < $1.mount.components.count }
    }
}
