import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Lets `${old}` read the key that holds the value today.
struct ReferenceRenaming {
    /// What the whole config may be.
    let schema: Schema

    /// The composed config, whose tags say which cases of unions are chosen; nil before there is
    /// one: then references into unions stay for later.
    let root: Node?

    /// Takes a warning for each reference to an old key.
    var bag = DiagnosticBag()

    /// What was found.
    var found: Set<FoundReference> = []

    init(schema: Schema, root: Node?) {
        self.schema = schema
        self.root = root
    }

    /// A value with all references in it renamed.
    mutating func renamed(_ node: Node, at path: ConfigPath = ConfigPath()) -> Node {
        switch node.content {
        case .scalar(let scalar):
            guard schema.hasChanges, InterpolationParser.mayHoldInterpolation(scalar.text) else {
                return node
            }
            return renamed(scalar, of: node, at: path)
        case .sequence(let elements):
            let all = elements.enumerated().map { renamed($1, at: path.appending($0)) }
            return node.with(.sequence(all))
        case .mapping(var mapping):
            for place in mapping.entries.indices {
                let child = path.appending(mapping.entries[place].key)
                let value = renamed(mapping.entries[place].value, at: child)
                mapping.updateValue(at: place) { $0 = value }
            }
            return node.with(.mapping(mapping))
        case .faulty:
            return node
        }
    }

    private mutating func renamed(_ scalar: Scalar, of node: Node, at path: ConfigPath) -> Node {
        // What is wrong with the text is told when it is resolved.
        guard let parts = try? InterpolationParser.parse(scalar.text).parts else { return node }
        let bytes = Array(scalar.text.utf8)
        var text = bytes
        for part in parts.reversed() {
            guard case .interpolation(let interpolation) = part,
                case .reference(let reference) = interpolation.kind,
                let target = reference.plainPath(from: path),
                let (change, new) = schema.change(of: target, in: root)
            else { continue }
            let old = String(decoding: bytes[interpolation.bytes], as: UTF8.self)
            let use = FormerReference(node: node, bytes: interpolation.bytes, old: "\(target)")
            guard let new else {
                bag.report(.referenceToRemovedKey(use, change))
                continue
            }
            if case .moved(_, _?) = change.outcome {
                bag.report(.referenceToOtherUnit(use, new: "\(new)"))
                continue
            }
            let written = "${\(new)}"
            bag.report(.renamedReference(use, new: written))
            if let scalar = FilePlace(node.range) {
                found.insert(FoundReference(scalar: scalar, old: old, new: written))
            }
            text.replaceSubrange(interpolation.bytes, with: Array(written.utf8))
        }
        guard text != bytes else { return node }
        let new = Scalar(String(decoding: text, as: UTF8.self), scalar.form)
        return Node(.scalar(new), range: node.range, trace: node.trace)
    }
}

/// A reference to a former key in its place.
struct FormerReference {
    /// The scalar that holds it.
    var node: Node
    /// Where in the scalar's text it stands.
    var bytes: Range<Int>
    /// The path that it names.
    var old: String
}
