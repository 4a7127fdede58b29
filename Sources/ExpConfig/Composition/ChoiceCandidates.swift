import ExpYAML

/// The overrides that may name an option, by the path of the mapping that would use it.
///
/// Whether one does is for composition to say, which knows what lies at the path.
struct ChoiceCandidates: Sendable {
    /// One override that may be a choice.
    struct Candidate: Sendable {
        /// The place of the override on the command line.
        var override: Int
        /// The name, as a scalar with its place.
        var name: Node
        /// Whether it says `use`: then it is a choice or an error, never a plain value.
        var isExplicit: Bool
        /// Whether it says `+`: then a folder of options is enough to make it a choice.
        var isAdded = false
    }

    private var byPath: [[String]: [Candidate]] = [:]
    private var children: [[String]: [String]] = [:]

    /// No candidates.
    static let none = ChoiceCandidates(OverrideRoles([]))

    /// Collects the candidates among the overrides that no other stage has taken.
    init(_ overrides: OverrideRoles) {
        for (index, override) in overrides.having(.value) {
            guard override.operation == .change || override.operation == .add,
                case .element(let node)? = override.value
            else { continue }
            let keys = Self.keys(override.path)
            if keys.count > 1, keys.last == "use" {
                collect(node, at: Array(keys.dropLast()), override: index, isExplicit: true)
            } else if case .mapping = node.content {
                collectUses(node, at: keys, override: index)
            } else {
                collect(
                    node,
                    at: keys,
                    override: index,
                    isExplicit: false,
                    isAdded: override.operation == .add
                )
            }
        }
    }

    /// Whether there is none.
    var isEmpty: Bool {
        byPath.isEmpty
    }

    /// The candidates at a path, in the order of the command line.
    func at(_ path: ConfigPath) -> [Candidate] {
        byPath.isEmpty ? [] : byPath[Self.keys(path)] ?? []
    }

    /// The keys below a path that lead to candidates, in the order of the command line.
    func keys(below path: ConfigPath) -> [String] {
        byPath.isEmpty ? [] : children[Self.keys(path)] ?? []
    }

    private mutating func collect(
        _ node: Node,
        at keys: [String],
        override: Int,
        isExplicit: Bool,
        isAdded: Bool = false
    ) {
        guard case .scalar(let scalar) = node.content,
            case .string(let text) = OverrideReading.value(of: scalar), !keys.isEmpty,
            isExplicit || !InterpolationParser.mayHoldInterpolation(text)
        else { return }
        byPath[keys, default: []].append(
            Candidate(
                override: override,
                name: node,
                isExplicit: isExplicit,
                isAdded: isAdded
            )
        )
        for count in keys.indices {
            let parent = Array(keys[..<count])
            if children[parent]?.contains(keys[count]) != true {
                children[parent, default: []].append(keys[count])
            }
        }
    }

    private mutating func collectUses(_ node: Node, at keys: [String], override: Int) {
        guard case .mapping(let mapping) = node.content else { return }
        for entry in mapping.entries {
            if entry.key == "use" {
                collect(entry.value, at: keys, override: override, isExplicit: true)
            } else {
                collectUses(entry.value, at: keys + [entry.key], override: override)
            }
        }
    }

    /// The steps as text: the command line does not tell a key `0` from an index.
    private static func keys(_ path: ConfigPath) -> [String] {
        path.components.map { component in
            switch component {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }
}
