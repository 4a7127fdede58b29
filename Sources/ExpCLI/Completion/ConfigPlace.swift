import ExpConfig
import ExpSchema
import ExpYAML

/// A mapping or list of a config, whose keys or indices come next in a word.
struct ConfigPlace {
    private let config: OverrideCompletion
    private let path: ConfigPath
    private let node: Node?
    private let schema: Schema?

    /// Finds the place that whole steps lead to, as `optimizer.`; nil where none is.
    init?(_ steps: String, in config: OverrideCompletion) {
        let text = steps.hasSuffix(".") ? String(steps.dropLast()) : steps
        guard let parsed = ConfigPath.parse(text) else { return nil }
        self.config = config
        path = parsed.indexed(in: config.tree)
        node = config.tree[path]
        schema = config.schema?.at(path, in: config.tree)
    }

    /// One step further.
    struct Child {
        /// The step as a word writes it: `lr`, `0`, `[0]`.
        var text: String
        /// What the task says of it, and the value that it has.
        var meaning: String
        /// Whether there are keys or indices below.
        var leadsOn: Bool
        /// Whether it may be given a value as a whole.
        var takesValue: Bool
        /// Whether the config has it.
        var isThere: Bool
        /// Whether it may be taken out: not what the task declares.
        var isRemovable: Bool

        /// The word with this step and what follows it.
        func candidate(_ word: OverrideText, _ end: String, isWhole: Bool = false) -> Candidate {
            Candidate(word.sign + word.parts.whole + text + end, meaning, isWhole: isWhole)
        }
    }

    /// The steps that may follow: the keys there are, then those that the task knows beside them.
    func children(of word: OverrideText) -> [Child] {
        if let elements = node?.sequence {
            let isBracketed = word.parts.last.hasPrefix("[")
            guard isBracketed || word.parts.whole.hasSuffix(".") else { return [] }
            return elements.indices.map { index in
                child(isBracketed ? "[\(index)]" : "\(index)", at: path.appending(index), nil)
            }
        }
        // Behind `]` stands a point before the next key.
        if word.parts.whole.hasSuffix("]") { return [] }
        var keys = node?.mapping?.keys ?? []
        let known = fields
        keys += known.map(\.name).filter { node?[$0] == nil }
        if path.components.isEmpty {
            // The slots of a config are no keys of it.
            keys += config.config.choices.filter {
                $0.path.components.count == 1 && $0.group == nil
            }
            .compactMap(\.path.lastKey).filter { !keys.contains($0) }
        }
        // `model=mlp` says the same as `model.use=mlp`, which is offered to who asks for it.
        if word.parts.last.isEmpty, let tag = schema?.union?.tagKey { keys.removeAll { $0 == tag } }
        return keys.map { key in
            child(
                ConfigPath.spelled(key),
                at: path.appending(key),
                known.first { $0.name == key }
            )
        }
    }

    private var fields: [MappingSchema.Field] {
        if let union = schema?.union { return union.chosenCase(in: node)?.mapping.fields ?? [] }
        return schema?.mapping?.fields ?? []
    }

    private func child(_ text: String, at path: ConfigPath, _ field: MappingSchema.Field?) -> Child
    {
        let value = config.tree[path]
        let schema = config.schema?.at(path, in: config.tree)
        let hasKeys = value?.mapping?.isEmpty == false
        let hasFields = schema?.mapping?.fields.isEmpty == false || schema?.union != nil
        let holdsMore =
            value?.sequence?.contains { $0.mapping != nil || $0.sequence != nil } == true
        let isChoice = !config.options.names(at: path).isEmpty
        return Child(
            text: text,
            meaning: meaning(field, value, schema),
            leadsOn: hasKeys || hasFields || holdsMore,
            takesValue: isChoice || !hasKeys && !hasFields,
            isThere: value != nil,
            isRemovable: value != nil && field == nil
        )
    }

    private func meaning(_ field: MappingSchema.Field?, _ value: Node?, _ schema: Schema?) -> String
    {
        let documentation = field?.documentation ?? ""
        guard let value, schema?.holdsSecrets != true else { return documentation }
        var shown = ""
        switch value.content {
        case .scalar, .sequence: shown = CanonicalWriter.flow(value)
        case .mapping: shown = schema?.union.flatMap { value[$0.tagKey]?.scalar?.text } ?? ""
        case .faulty: break
        }
        if shown.isEmpty || shown.utf8.count > 40 { return documentation }
        return documentation.isEmpty ? shown : "\(documentation) (\(shown))"
    }
}
