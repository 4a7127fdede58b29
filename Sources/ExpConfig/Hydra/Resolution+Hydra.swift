import ExpDiagnostics
import ExpYAML

extension Resolution {
    /// Lets `${hydra:job.name}` and `${hydra.job.name}` reach Hydra's own config, which is no part
    /// of the result.
    mutating func readsHydra() {
        aside.insert(HydraNode.key)
        resolvers.add(.hydra)
    }
}

extension Resolver {
    /// `${hydra:job.name}`: what `${hydra.job.name}` is.
    static let hydra = Resolver(
        HydraNode.key,
        usage: "${hydra:KEY}",
        argumentCount: 1...1
    ) { call, resolution throws(Diagnostic) in
        guard let key = call.arguments[0].scalar?.text, !key.isEmpty,
            let reference = try? InterpolationParser.reference("\(HydraNode.key).\(key)")
        else {
            throw .resolverNeedsText(call, argument: 0, usage: "${hydra:KEY}")
        }
        switch resolution.look(up: reference, in: call.node, at: call.path) {
        case .found(let node, let path):
            return .key(path, node)
        case .missing(let missing):
            throw .missingReference(missing, in: call.node, at: call.range, stack: resolution.stack)
        case .notGiven(let node, let path):
            throw .valueNotGiven(path, node, neededAt: call.range)
        case .aboveRoot, .known:
            return .faulty
        }
    }
}
