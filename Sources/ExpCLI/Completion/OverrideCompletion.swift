import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpSchema
import ExpSystem
import ExpYAML

/// Goes on with keys and values of a config: what it holds, what its task allows, what may be chosen.
struct OverrideCompletion {
    let session: Session
    let config: PreparedConfig
    let tree: Node
    let schema: Schema?
    let options: OptionNames

    /// Reads the config that the words name, with the overrides among them.
    ///
    /// - Returns: Nil where no config and no task is named, or nothing can be known of it.
    init?(_ session: Session, _ typed: TypedWords) {
        let name = typed.values["--config"]
        let task = typed.values["--task"]
        guard name != nil || task != nil else { return nil }
        var unseen = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &unseen)
        let loader = ConfigLoader(environment: session.environment, tasks: registry.catalog)
        let overrides = typed.positionals.filter { $0.contains("=") || $0.hasPrefix("~") }
        var request = ConfigRequest(config: name, overrides: overrides, task: task)
        var loaded = loader.prepare(request, into: &unseen)
        if loaded == nil, let task = task ?? name.flatMap({ session.task(inConfig: $0) }) {
            // The file cannot be read as it is now: the task's own keys are known all the same.
            request.config = nil
            request.task = task
            loaded = loader.prepare(request, into: &unseen)
        }
        guard let loaded else { return nil }
        self.session = session
        config = loaded
        tree = loaded.composed
        schema = loaded.schema
        options = OptionNames(in: loaded)
    }

    /// The overrides that a word may become.
    func overrides(from text: String) -> [Candidate] {
        let word = OverrideText(text)
        guard word.assignment != nil else { return keys(word) }
        return values(word).map { $0.prefixed(by: word.head) }
    }

    /// The key paths that a word may become, without values: what `exp explain` takes.
    func keys(from text: String) -> [Candidate] {
        let word = OverrideText(text)
        guard word.sign.isEmpty, word.assignment == nil else { return [] }
        let place = ConfigPlace(word.parts.whole, in: self)
        return (place?.children(of: word) ?? []).flatMap { child -> [Candidate] in
            let whole = Candidate(word.parts.whole + child.text, child.meaning)
            return child.leadsOn ? [child.candidate(word, "."), whole] : [whole]
        }
    }

    private func keys(_ word: OverrideText) -> [Candidate] {
        if word.key.hasPrefix("*") {
            return word.sign.isEmpty ? keysAtEveryDepth : []
        }
        guard let place = ConfigPlace(word.parts.whole, in: self) else { return [] }
        return place.children(of: word).flatMap { child -> [Candidate] in
            var found: [Candidate] = []
            if child.leadsOn { found.append(child.candidate(word, ".")) }
            switch word.sign {
            case "~":
                if child.isRemovable { found.append(child.candidate(word, "", isWhole: true)) }
            case "+" where child.isThere: break
            default: if child.takesValue { found.append(child.candidate(word, "=")) }
            }
            return found
        } + (word.parts.whole.isEmpty ? groups(word.sign) : [])
    }

    /// The folders of options: behind `+` those that the config does not use yet, else the groups
    /// that a Hydra tree uses.
    private func groups(_ sign: String) -> [Candidate] {
        let used = config.choices.compactMap(\.group)
        switch sign {
        case "": return used.map { Candidate($0 + "=", CLIMessages.optionsOf($0), isWhole: false) }
        case "~": return used.map { Candidate("~" + $0, CLIMessages.optionsOf($0)) }
        case "+":
            return options.groups.filter {
                tree[$0] == nil && schema?.child($0) == nil && !used.contains($0)
            }.map { Candidate("+\($0)=", CLIMessages.optionsOf($0), isWhole: false) }
        default: return []
        }
    }

    // MARK: - Every depth

    /// `**.KEY=` for each key of a single value, in the order of the config.
    private var keysAtEveryDepth: [Candidate] {
        var order: [String] = []
        var counts: [String: Int] = [:]
        visitLeaves { path in
            guard let key = path.lastKey else { return }
            if counts[key] == nil { order.append(key) }
            counts[key, default: 0] += 1
        }
        return order.map { key in
            let text = "**.\(ConfigPath.spelled(key))="
            return Candidate(text, CLIMessages.places(counts[key] ?? 0), isWhole: false)
        }
    }

    /// The first path below which a key at every depth is found.
    func firstPlace(ofKey key: String) -> ConfigPath? {
        var found: ConfigPath?
        visitLeaves { path in if found == nil, path.lastKey == key { found = path } }
        return found
    }

    private func visitLeaves(_ body: (ConfigPath) -> Void) {
        func visit(_ node: Node, _ path: ConfigPath) {
            let tagKey = schema?.at(path, in: tree)?.union?.tagKey ?? "use"
            for entry in node.mapping?.entries ?? [] {
                let next = path.appending(entry.key)
                if path.components.isEmpty, RootSchema.reservedKeys.contains(entry.key) { continue }
                if entry.value.mapping == nil, entry.key != tagKey { body(next) }
                visit(entry.value, next)
            }
            for (index, element) in (node.sequence ?? []).enumerated() {
                visit(element, path.appending(index))
            }
        }
        visit(tree, ConfigPath())
    }
}

extension Session {
    /// The task that a file names in a line of its own, though it may not be YAML as a whole.
    fileprivate func task(inConfig name: String) -> String? {
        let places = [
            FilePath(name).absolute(in: workingDirectory),
            project.configRoot.appending(name + ".yaml"),
        ]
        for place in places where FileSystem.kind(of: place) == .file {
            guard let bytes = try? FileSystem.read(place, limit: YAMLLimits.standard.bytes) else {
                continue
            }
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                let text = String(decoding: line, as: UTF8.self)
                guard text.hasPrefix("task:") else { continue }
                return text.dropFirst(5).split { " \t\r\"'".contains($0) }.first.map(String.init)
            }
        }
        return nil
    }
}
