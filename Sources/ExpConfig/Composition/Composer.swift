import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

/// What composition made of the layers.
struct Composition: Sendable {
    /// The tree: options in place, layers merged, schema defaults not yet underneath.
    var root: Node

    /// The options and union cases in use, outer ones first.
    var choices: [Choice]

    /// What went away because a higher layer chose another option.
    var dropped: [DroppedValue]

    /// The places of the overrides that were choices, and so are done.
    var usedOverrides: Set<Int>
}

/// Joins layers into one tree.
///
/// For every path the layers are judged in order, low to high. What a layer says is merged, or
/// names an option; the option in force at the end goes underneath everything that the layers say
/// themselves. Composition works from the top down, since an option brings keys with options of
/// their own.
struct Composer: Sendable {
    /// The files.
    var files: ConfigFiles

    /// Where the names of options start.
    let configRoot: FilePath

    /// Whether a task is known: then a `use` that names nothing is an error.
    var hasTask: Bool

    /// Whether the cases of the task's unions are known: not those of a task that does not exist,
    /// nor those of one whose declaration is wrong.
    var knowsCases = true

    /// Which words the layers may hold.
    var language: Language

    /// The command by which the recorded run would be made anew with today's overrides; nil when
    /// it is not known.
    var renewedCommand: String?

    /// The environment variables that a `use` may read.
    let variables: [String: String]

    /// The overrides that may be choices.
    var candidates: ChoiceCandidates

    /// The layer that the overrides are.
    let commandLine: LayerSource

    /// What an earlier pass found out.
    var known = Known()

    /// Takes the problems.
    var bag = DiagnosticBag()

    /// What was chosen so far.
    var choices: [Choice] = []

    /// What went away so far.
    var dropped: [DroppedValue] = []

    /// The overrides used so far.
    var usedOverrides: Set<Int> = []

    /// The layers that texts are, for the elements of their lists.
    var sources = LayerSources()

    /// What was put together so far.
    var parts = PartCollector()

    /// The slots that layers name, with where each is named first.
    var declaredSlots: [SlotChoice] = []

    /// The tags in the files that YAML itself does not know.
    var unknownTags: [TagUse] = []

    /// What this pass would have needed to know.
    var wanted = Wanted()

    /// What the whole config may be, where earlier versions of it had other keys; else nil.
    var rootSchema: Schema?

    /// The task's name, for what is found in files; empty without one.
    var taskName = ""

    /// Whether to note which types the mappings of files are read as.
    var notesUses = false

    /// The keys of earlier versions in the layers.
    var found = FoundChanges()

    /// How the keys of layers are read.
    enum Language {
        /// `extends`, `use`, `key+` and `key!` mean something, and a string chooses.
        case native
        /// Every choice was made by a defaults list, and every key is a key.
        case hydra
        /// The config is one that a run recorded: every choice is made, and every key is a key.
        case recorded
    }

    /// What an earlier pass found out.
    struct Known: Sendable {
        /// The option at each path.
        var choices: [ConfigPath: String] = [:]
        /// The mapping or list that an interpolation stands for, by the path of the interpolation.
        var expansions: [ConfigPath: Node] = [:]
        /// The paths whose option another one waits for, by the path of the one that waits.
        var waits: [ConfigPath: ConfigPath] = [:]
        /// The paths whose option could not be found, which was reported.
        var failed: Set<ConfigPath> = []
        /// Whether this is the last pass: what is still unknown is an error.
        var isFinal = false
    }

    /// What a pass would have needed to know.
    struct Wanted: Sendable {
        /// Whether the option at a path was asked for before it was known.
        var choice = false
        /// The paths whose option was asked for, by the path that asked.
        var waits: [ConfigPath: ConfigPath] = [:]
        /// The paths whose option could not be found.
        var failed: Set<ConfigPath> = []
        /// The interpolations onto which a mapping or a list is merged.
        var expansions: [ConfigPath: Node] = [:]
    }

    /// Joins layers.
    ///
    /// - Parameters:
    ///   - layers: What the files say at the root, low to high.
    ///   - schema: What the root may be; nil without a task.
    /// - Returns: The tree with the choices made.
    mutating func compose(_ layers: [Statement], schema: Schema?) -> Composition {
        if let schema, schema.hasChanges { rootSchema = schema }
        var pass = self
        // A `use` may ask which option another path uses, and a mapping may be merged onto
        // `${x}`: both need what only a finished pass knows. Few configs have either.
        for _ in 0..<8 {
            pass = self
            let composition = pass.onePass(layers, schema: schema)
            let expansions = pass.expansions(in: composition.root, schema)
            // What one reference stands for may itself be merged onto another.
            let isSettled = expansions.allSatisfy { path, node in
                known.expansions[path]?.isEqualValue(to: node) == true
            }
            guard pass.wanted.choice && !pass.known.isFinal || !isSettled else {
                finish(with: pass)
                return composition
            }
            let before = known.choices
            known.choices = Dictionary(
                pass.choices.map { ($0.path, $0.name) },
                uniquingKeysWith: { $1 }
            )
            known.waits = pass.wanted.waits
            known.failed = pass.wanted.failed
            known.isFinal = known.choices == before
            known.expansions.merge(expansions) { $1 }
        }
        pass = self
        let composition = pass.onePass(layers, schema: schema)
        finish(with: pass)
        return composition
    }

    private mutating func finish(with pass: Composer) {
        bag = pass.bag
        unknownTags = pass.unknownTags
        parts = pass.parts
        found = pass.found
    }

    private mutating func onePass(_ layers: [Statement], schema: Schema?) -> Composition {
        let site = Site(schema: schema)
        let root = finish(fold(layers, at: site), at: site)
        return result(root)
    }

    private func result(_ root: Node?) -> Composition {
        let empty = SourceFile(kind: .declaration, name: "nothing", text: "").range(0, 0)
        return Composition(
            root: root ?? Node(.mapping(Mapping()), range: empty),
            choices: choices,
            dropped: dropped,
            usedOverrides: usedOverrides
        )
    }

    /// The composed mappings and lists that the references asked for stand for; null where a
    /// reference names anything else.
    private func expansions(in root: Node, _ schema: Schema?) -> [ConfigPath: Node] {
        if wanted.expansions.isEmpty { return [:] }
        let root = schema.map { $0.underlay(root) } ?? root
        var expansions: [ConfigPath: Node] = [:]
        for (path, node) in wanted.expansions {
            expansions[path] =
                Self.group(namedBy: node, at: path, in: root) ?? .null(node.range)
        }
        return expansions
    }

    /// The mapping that a value is a reference to, also by way of others; nil for every other
    /// value.
    static func mapping(namedBy node: Node, at path: ConfigPath, in root: Node) -> Node? {
        group(namedBy: node, at: path, in: root).flatMap { $0.mapping == nil ? nil : $0 }
    }

    /// The mapping or list that a value is a reference to, also by way of others; nil for every
    /// other value.
    private static func group(
        namedBy node: Node,
        at path: ConfigPath,
        in root: Node
    ) -> Node? {
        var (node, path) = (node, path)
        var seen: Set<ConfigPath> = []
        while seen.insert(path).inserted {
            guard let text = node.scalar?.text, InterpolationParser.mayHoldInterpolation(text),
                case .reference(let reference)? = try? InterpolationParser.parse(text).whole?.kind,
                let target = reference.plainPath(from: path), let found = root[target]
            else { return nil }
            if found.mapping != nil || found.sequence != nil { return found }
            (node, path) = (found, target)
        }
        return nil
    }
}

/// A path with all that decides what may stand there.
struct Site {
    /// The path.
    var path = ConfigPath()
    /// What may stand there; nil where nothing says.
    var schema: Schema?
    /// The default of the field that holds it.
    var fallback: Node?
    /// The options that the mappings above use, nearest first.
    var above: [UsedOption] = []
    /// Whether a layer could not be read, so that keys may be missing.
    var isIncomplete = false

    /// Whether the schema says something about what stands here.
    var isTyped: Bool {
        guard let schema else { return false }
        if case .any = schema.shape { return false }
        return true
    }

    /// The place of an element of the list here.
    func element(_ index: Int) -> Site {
        var site = self
        site.path = path.appending(index)
        site.schema = schema?.element
        site.fallback = nil
        return site
    }

    /// The place of a key of the mapping here.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - tag: The case in force, when the schema is a union.
    ///   - option: The option that the mapping uses.
    /// - Returns: The place with its own schema and default.
    func child(_ key: String, tag: String?, option: FilePath?) -> Site {
        var site = self
        site.path = path.appending(key)
        if let option { site.above.insert(UsedOption(path: path, file: option), at: 0) }
        var fields = schema
        var inherited = fallback
        if let union = schema?.union {
            fields = tag.flatMap(union.caseNamed)?.schema
            // A default's settings are about its own case only.
            if fallback?[union.tagKey]?.scalar?.text != tag { inherited = nil }
            if key == union.tagKey {
                site.schema = union.tagSchema
                site.fallback = nil
                return site
            }
        }
        site.schema = fields?.child(key)
        site.fallback = inherited?[key] ?? fields?.mapping?.field(key)?.defaultValue
        return site
    }
}
