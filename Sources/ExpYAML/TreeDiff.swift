/// A value that differs between two trees.
package struct TreeChange: Sendable {
    /// The path of the value.
    package var path: ConfigPath

    /// The value in the first tree; nil where there is none.
    package var old: Node?

    /// The value in the second tree; nil where there is none.
    package var new: Node?

    /// Describes a difference.
    package init(path: ConfigPath, old: Node?, new: Node?) {
        self.path = path
        self.old = old
        self.new = new
    }
}

/// The differences between two trees, value by value.
///
/// - Mappings are compared key by key, and a mapping that only one tree has is told by its values.
/// - Lists of one length that hold lists or mappings are compared element by element; any other
///   list is one value, so that `hidden: [64]` against `[64, 32]` is one difference.
/// - Values are equal as ``Node/isEqualValue(to:)`` says: neither spelling nor the order of keys
///   counts.
package enum TreeDiff {
    /// The differences, in the order of the first tree, then those keys that only the second has.
    package static func changes(from old: Node, to new: Node) -> [TreeChange] {
        var changes: [TreeChange] = []
        compare(old, new, at: ConfigPath(), into: &changes)
        return changes
    }

    private static func compare(
        _ old: Node,
        _ new: Node,
        at path: ConfigPath,
        into changes: inout [TreeChange]
    ) {
        switch (old.content, new.content) {
        case (.mapping(let left), .mapping(let right)):
            for entry in left.entries {
                let path = path.appending(entry.key)
                if let value = right[entry.key] {
                    compare(entry.value, value, at: path, into: &changes)
                } else {
                    add(entry.value, isNew: false, at: path, into: &changes)
                }
            }
            for entry in right.entries where left[entry.key] == nil {
                add(entry.value, isNew: true, at: path.appending(entry.key), into: &changes)
            }
        case (.sequence(let left), .sequence(let right))
        where left.count == right.count && !(left + right).allSatisfy(\.isLeaf):
            for (index, pair) in zip(left, right).enumerated() {
                compare(pair.0, pair.1, at: path.appending(index), into: &changes)
            }
        default:
            guard !old.isEqualValue(to: new) else { return }
            changes.append(TreeChange(path: path, old: old, new: new))
        }
    }

    /// Tells a value that one tree alone has, a mapping by its values.
    private static func add(
        _ node: Node,
        isNew: Bool,
        at path: ConfigPath,
        into changes: inout [TreeChange]
    ) {
        if let mapping = node.mapping, !mapping.isEmpty {
            for entry in mapping.entries {
                add(entry.value, isNew: isNew, at: path.appending(entry.key), into: &changes)
            }
            return
        }
        changes.append(TreeChange(path: path, old: isNew ? nil : node, new: isNew ? node : nil))
    }
}

extension Node {
    /// Whether a difference in this value is told as a whole.
    fileprivate var isLeaf: Bool {
        switch content {
        case .scalar, .faulty: true
        case .mapping(let mapping): mapping.isEmpty
        case .sequence(let elements): elements.isEmpty
        }
    }
}
