import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Puts options in place that an override names within a value: `steps=[{use: crop}]`,
/// `model:={use: vit}`.
///
/// Such a value is whole in itself, nothing of the layers below comes into it; so it is composed
/// apart, when it is applied.
struct InnerOptions {
    private var composer: Composer
    private let above: [UsedOption]

    /// The choices that were made.
    private(set) var found: [Choice] = []

    /// The parts of the composer with those that were added.
    var parts: PartCollector {
        composer.parts
    }

    /// The problems with them.
    private(set) var bag = DiagnosticBag()

    /// Prepares to look into overrides.
    ///
    /// - Parameters:
    ///   - composer: The composer of the layers, when it is done.
    ///   - choices: The choices that the layers made.
    init(composer: Composer, choices: [Choice]) {
        self.composer = composer
        self.composer.candidates = .none
        self.composer.choices = []
        self.composer.bag = DiagnosticBag()
        above = choices.reversed().compactMap { choice in
            choice.filePath.map { UsedOption(path: choice.path, file: $0) }
        }
    }

    /// The override with the options in its value put in place.
    ///
    /// - Parameters:
    ///   - override: The override.
    ///   - root: The tree that it is about to change.
    ///   - schema: What the tree may be.
    /// - Returns: The override; its path and place stay as they were.
    mutating func putIn(_ override: Override, over root: Node, _ schema: Schema?) -> Override {
        guard case .element(let node)? = override.value, node.scalar == nil else { return override }
        var path = override.path.indexed(in: root)
        var isWhole = override.operation == .replace
        if override.operation == .append, node.mapping != nil, let list = root[path]?.sequence {
            path = path.appending(list.count)
            isWhole = true
        }
        let part = composed(node, at: path, schema?.at(path, in: root), isWhole: isWhole)
        var result = override
        result.value = .element(part)
        found = composer.choices
        bag = composer.bag
        return result
    }

    private mutating func composed(
        _ node: Node,
        at path: ConfigPath,
        _ schema: Schema?,
        isWhole: Bool
    ) -> Node {
        switch node.content {
        case .scalar, .faulty:
            return node
        case .sequence:
            guard node.namesOptions || schema?.element?.hasKeys == true else { return node }
        case .mapping(var mapping):
            guard !isWhole else { break }
            for (place, entry) in mapping.entries.enumerated() {
                let child = path.appending(entry.key)
                let below = schema?.child(entry.key, in: node)
                let value = composed(entry.value, at: child, below, isWhole: false)
                mapping.updateValue(at: place) { $0 = value }
            }
            return node.with(.mapping(mapping))
        }
        let nearby = above.filter { $0.path.isPrefix(of: path) }
        return composer.composed(node, at: path, schema, above: nearby)
    }
}

extension Node {
    /// Whether a mapping in this value says `use`.
    fileprivate var namesOptions: Bool {
        switch content {
        case .scalar, .faulty: false
        case .sequence(let elements): elements.contains(where: \.namesOptions)
        case .mapping(let mapping):
            mapping["use"]?.string != nil || mapping.entries.contains { $0.value.namesOptions }
        }
    }
}
