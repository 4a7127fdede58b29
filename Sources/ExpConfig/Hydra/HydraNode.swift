import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The `hydra:` mapping of a composed tree: what a job may read of how it came about.
///
/// It lies in the composed tree like every other key, so that `${hydra:job.name}`,
/// `${hydra.job.name}` and `hydra.job.name=x` reach it, and is taken out before the config is
/// checked. What is known only while Hydra runs a job has no value here.
struct HydraNode {
    /// What the defaults lists came to.
    let composition: HydraComposition

    /// What the load sees of the process.
    let environment: ConfigEnvironment

    /// The key.
    static let key = "hydra"

    private static let range = SourceFile(kind: .declaration, name: "hydra", text: "").range(0, 0)

    /// Fills in what is known of the job.
    ///
    /// - Parameters:
    ///   - root: The composed tree, overrides applied.
    ///   - overrides: The arguments, in order.
    ///   - task: The name of the task; nil without one.
    func fill(_ root: inout Node, _ overrides: OverrideRoles, task: String?) {
        guard root[Self.key]?.mapping != nil else { return }
        let range = Self.range
        let arguments = overrides.overrides
        let own = arguments.filter(\.isAboutHydra)
        let others = arguments.filter { !$0.isAboutHydra }
        let name = task ?? composition.configName.map { FilePath($0).name } ?? "app"
        set("job.name", to: .string(name, range), in: &root, onlyIfMissing: true)
        let config = composition.configName.map { Node.string($0, range) } ?? .null(range)
        set("job.config_name", to: config, in: &root)
        set("job.override_dirname", to: folderName(others, root), in: &root)
        set("overrides.hydra", to: texts(own), in: &root)
        set("overrides.task", to: texts(others), in: &root)
        set("runtime.cwd", to: .string(environment.workingDirectory.string, range), in: &root)
        // A run has one directory, under the name that `${run:dir}` gives it.
        set("runtime.output_dir", to: .string("${run:dir}", range), in: &root)
        set("runtime.version_base", to: .string("1.3", range), in: &root)
        set("runtime.config_sources", to: sources, in: &root)
        var choices = Mapping()
        for (key, option) in composition.chosen {
            choices.set(key, to: option.map { .string($0, range) } ?? .null(range))
        }
        set("runtime.choices", to: Node(.mapping(choices), range: range), in: &root)
    }

    private func set(
        _ path: String,
        to value: Node,
        in root: inout Node,
        onlyIfMissing: Bool = false
    ) {
        let keys = [Self.key] + path.split(separator: ".").map(String.init)
        root.update(ConfigPath(keys.map(ConfigPath.Component.key))) { node in
            let isGiven = node.map { $0.scalar?.mustBeGiven != true } ?? false
            if onlyIfMissing, isGiven { return }
            node = value
        }
    }

    private func texts(_ arguments: [Override]) -> Node {
        .sequence(arguments.map { .string($0.range.text, $0.range) }, Self.range)
    }

    private var sources: Node {
        let list = composition.search.folders.enumerated().map { place, folder in
            Node.mapping(
                [
                    "path": .string(folder.string, Self.range),
                    "schema": .string("file", Self.range),
                    "provider": .string(place == 0 ? "main" : "hydra.searchpath", Self.range),
                ],
                Self.range
            )
        }
        return .sequence(list, Self.range)
    }

    /// The arguments as a folder's name, by the rules of `hydra.job.config.override_dirname`.
    private func folderName(_ arguments: [Override], _ root: Node) -> Node {
        let rules = root[ConfigPath(keys: Self.key, "job", "config", "override_dirname")]
        let excluded = (rules?["exclude_keys"]?.sequence ?? []).compactMap(\.string)
        let texts = arguments.filter { argument in
            let key = argument.isGroup ? argument.group : argument.path.description
            return !excluded.contains(key)
        }
        let name = texts.map(\.range.text).sorted()
            .joined(separator: rules?["item_sep"]?.scalar?.text ?? ",")
            .replacing("=", with: rules?["kv_sep"]?.scalar?.text ?? "=")
        return .string(name, Self.range)
    }

    // MARK: - Checks

    /// Tells of keys that Hydra's config does not have.
    static func check(_ root: Node, into bag: inout DiagnosticBag) {
        guard let hydra = root[key] else { return }
        check(hydra, at: [], into: &bag)
    }

    private static func check(_ node: Node, at path: [String], into bag: inout DiagnosticBag) {
        let known = HydraBuiltins.keys(at: path.joined(separator: "."))
        guard let known, let mapping = node.mapping else { return }
        for entry in mapping.entries {
            guard known.contains(entry.key) || entry.keyRange.file.kind != .file else {
                bag.report(.unknownHydraKey(entry, at: path, known: known))
                continue
            }
            check(entry.value, at: path + [entry.key], into: &bag)
        }
    }
}

extension Override {
    /// Whether it is about Hydra's own config, as Hydra judges it.
    var isAboutHydra: Bool {
        path.components.count > 1 && path.components.first == .key(HydraNode.key)
    }

    /// The override as it is applied to a composed Hydra tree.
    ///
    /// To Hydra a key that holds null or `???` is not there, and `+key={…}` and `+key=[…]` count
    /// also where it is. `hydra` holds nothing of what an option of a plugin or of the logging
    /// would bring: there every key may be set.
    func overHydraTree(_ root: Node) -> Override {
        if operation == .add, case .element(let node)? = value {
            let existing = root[path.indexed(in: root)]
            let isThere = existing.map { !$0.isNull && $0.scalar?.mustBeGiven != true } ?? false
            guard node.scalar == nil || (existing != nil && !isThere) else { return self }
            var result = self
            result.operation = .forceAdd
            return result
        }
        guard isAboutHydra, operation == .change else { return self }
        let keys = path.components.dropFirst().map { component in
            if case .key(let key) = component { return key }
            return ""
        }
        var holder = ""
        for key in keys.dropLast() {
            guard HydraBuiltins.keys(at: holder)?.contains(key) == true else { return self }
            holder += holder.isEmpty ? key : "." + key
            guard HydraBuiltins.keys(at: holder) == nil else { continue }
            var result = self
            result.operation = .forceAdd
            return result
        }
        return self
    }
}

extension Node {
    /// The tree without what Hydra knows of the job.
    var withoutHydra: Node {
        guard case .mapping(var mapping) = content, mapping.remove(HydraNode.key) != nil else {
            return self
        }
        return with(.mapping(mapping))
    }
}
