import ExpConfig
import ExpSchema
import ExpYAML

extension OverrideCompletion {
    /// The values that an override may give its key, without the key.
    func values(_ word: OverrideText) -> [Candidate] {
        if let choice = config.choices.first(where: { $0.group == word.key }), word.sign != "~" {
            let folder = CLIMessages.optionsOf(choice.group ?? "")
            return options.names(inGroup: word.key).map { Candidate($0, folder) }
        }
        guard let path = path(of: word.key) else { return [] }
        let schema = self.schema?.at(path, in: tree)
        let node = tree[path]
        if word.sign == "~" { return node.flatMap { current($0, schema) } ?? [] }
        if word.assignment == "+=" {
            return schema?.element.map { listed($0, from: word.value) } ?? []
        }
        if let parent = path.parent, let union = self.schema?.at(parent, in: tree)?.union,
            path.lastKey == union.tagKey
        {
            return choices(at: parent, from: word.value)
        }
        if path.lastKey == "use", let parent = path.parent, schema == nil {
            return choices(at: parent, from: word.value)
        }
        var found = choices(at: path, from: word.value)
        if let schema { found += listed(schema, from: word.value) }
        // Of a key that nobody describes its value tells what others there may be.
        if schema == nil || schema?.scalar == nil, node?.bool != nil {
            found += [Candidate("true"), Candidate("false")]
        }
        if found.isEmpty, let node { found = current(node, schema) }
        return found
    }

    private func path(of key: String) -> ConfigPath? {
        if key.hasPrefix("**.") {
            return ConfigPath.parse(String(key.dropFirst(3)))?.lastKey.flatMap(firstPlace)
        }
        // Groups of Hydra trees may be written with slashes.
        let text = key.contains("/") ? String(key.map { $0 == "/" ? "." : $0 }) : key
        return ConfigPath.parse(text)?.indexed(in: tree)
    }

    private func choices(at path: ConfigPath, from text: String) -> [Candidate] {
        options.names(at: path, from: text).map { name in
            let meaning =
                name.documentation.isEmpty ? name.file.map(session.shown) ?? "" : name.documentation
            return Candidate(name.text, meaning, isWhole: !name.isFolder)
        }
    }

    /// The values that a schema lists.
    private func listed(_ schema: Schema, from text: String) -> [Candidate] {
        guard let scalar = schema.scalar, !scalar.isSecret else { return [] }
        var found: [Candidate] = []
        switch scalar.kind {
        case .enumeration(let cases): found = cases.map { Candidate($0.name, $0.documentation) }
        case .boolean: found = [Candidate("true"), Candidate("false")]
        case .path: found = NameCompletion(session).files(from: text)
        case .integer, .number, .string, .duration: break
        }
        if schema.isOptional, !found.isEmpty { found.append(Candidate("null")) }
        return found
    }

    /// The value in force, to be edited; none that an override would write otherwise.
    private func current(_ node: Node, _ schema: Schema?) -> [Candidate] {
        guard schema?.holdsSecrets != true, !node.isFaulty, node.mapping == nil else { return [] }
        let text = CanonicalWriter.flow(node)
        guard text.utf8.count <= 80, !text.contains("${"), !text.contains("\"") else { return [] }
        return [Candidate(text, CLIMessages.valueNow)]
    }
}
