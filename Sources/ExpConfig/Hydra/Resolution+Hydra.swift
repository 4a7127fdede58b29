import ExpDiagnostics
import ExpYAML

extension Resolution {
    /// The tree with every interpolation resolved, without Hydra's own config, of which only what
    /// the rest asks for is resolved.
    mutating func resolveWithoutHydra() -> Node {
        guard case .mapping(var mapping) = root.content else { return resolve() }
        mapping.remove(HydraNode.key)
        for (place, entry) in mapping.entries.enumerated() {
            let path = ConfigPath([.key(entry.key)])
            guard let value = resolve(at: path) else { continue }
            mapping.updateValue(at: place) { $0 = value }
        }
        return root.with(.mapping(mapping))
    }

    /// The value of `${hydra:job.name}`: that of `${hydra.job.name}`.
    mutating func hydraValue(
        of call: ResolverCall,
        _ interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        guard call.arguments.count == 1, let key = call.arguments[0].plainText, !key.isEmpty,
            case .reference(let reference)? =
                try? InterpolationParser.parse("${\(HydraNode.key).\(key)}").whole?.kind
        else {
            bag.report(.invalidResolverArguments(HydraNode.key, interpolation, in: node))
            return nil
        }
        return value(of: reference, interpolation, in: node, at: path)
    }

    /// Whether a value asked for is one of those that only Hydra knows, while it runs a job; this
    /// is then reported.
    mutating func isKnownToHydraOnly(
        _ value: Node,
        _ place: ConfigPath,
        _ interpolation: Interpolation,
        in node: Node
    ) -> Bool {
        guard place.components.first == .key(HydraNode.key), value.range.file.kind == .declaration,
            value.scalar?.mustBeGiven == true
        else { return false }
        bag.report(.hydraValueUnknown(place, in: node, interpolation.bytes))
        return true
    }
}
