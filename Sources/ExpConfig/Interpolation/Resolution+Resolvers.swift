import ExpDiagnostics
import ExpYAML

extension Resolution {
    /// The names of the resolvers that are read here.
    static let resolvers = ["env", "choice"]

    /// The names of those that are read when a run starts.
    static let deferredResolvers = ["run", "secret"]

    mutating func value(
        of call: ResolverCall,
        _ interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        var reads: [Read] = []
        guard let name = joined(call.name, in: node, at: path, reads: &reads) else { return nil }
        if name == HydraNode.key, root[name] != nil {
            return hydraValue(of: call, interpolation, in: node, at: path)
        }
        guard Self.resolvers.contains(name) else {
            bag.report(.unknownResolver(name, call.nameBytes, in: node))
            return nil
        }
        guard (1...2).contains(call.arguments.count), name == "env" || call.arguments.count == 1,
            let first = argument(call.arguments[0], in: node, at: path)?.scalar?.text
        else {
            if !bag.hasErrors || call.arguments.count != 1 {
                bag.report(.invalidResolverArguments(name, interpolation, in: node))
            }
            return nil
        }
        if name == "choice" {
            guard let asked = ConfigPath.parse(first), let choice = choices[asked] else {
                bag.report(
                    .noChoice(at: ConfigPath.parse(first) ?? path, in: node, interpolation.bytes)
                )
                return nil
            }
            let read = Read(path: asked, text: node.text(interpolation), node: nil)
            let trace = Trace(.computed(reads: [read]), previous: node)
            return Node(.scalar(Scalar(choice, .typedString)), range: node.range, trace: trace)
        }
        return variable(first, call, interpolation, in: node, at: path)
    }

    private mutating func variable(
        _ name: String,
        _ call: ResolverCall,
        _ interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        let text = node.text(interpolation)
        if let value = variables[name] {
            let file = environment[name] ?? SourceFile(kind: .environment, name: name, text: value)
            environment[name] = file
            let range = file.range(0, file.bytes.count)
            // A variable that is set and empty is an empty text, not null.
            let scalar = Scalar(value, value.isEmpty ? .typedString : .plain)
            let read = Read(path: nil, text: text, node: Node(.scalar(scalar), range: range))
            let trace = Trace(.computed(reads: [read]), previous: node)
            return Node(.scalar(scalar), range: range, trace: trace)
        }
        guard call.arguments.count > 1 else {
            bag.report(.missingVariable(name, in: node, interpolation.bytes))
            return nil
        }
        guard var fallback = argument(call.arguments[1], in: node, at: path) else { return nil }
        let read = Read(path: nil, text: text, node: fallback)
        fallback.trace = Trace(.computed(reads: [read]), previous: node)
        return fallback
    }

    /// The value of an argument: by Hydra's grammar a number, a boolean, null or a text.
    private mutating func argument(
        _ argument: ResolverCall.Argument,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        let range = node.place(of: argument.bytes)
        switch argument.value {
        case .plain(let text):
            if let whole = text.whole { return value(of: whole, in: node, at: path) }
            var reads: [Read] = []
            return joined(text, in: node, at: path, reads: &reads).map {
                let scalar = Scalar($0, text.hasInterpolation ? .typedString : .plain)
                return Node(.scalar(OverrideReading.untyped(scalar)), range: range)
            }
        case .quoted(let text):
            var reads: [Read] = []
            return joined(text, in: node, at: path, reads: &reads).map {
                Node(.scalar(Scalar($0, .typedString)), range: range)
            }
        case .list(let arguments):
            let elements = arguments.compactMap { self.argument($0, in: node, at: path) }
            return elements.count == arguments.count ? Node(.sequence(elements), range: range) : nil
        case .dictionary(let pairs):
            var mapping = Mapping()
            for pair in pairs {
                guard let value = self.argument(pair.value, in: node, at: path) else { return nil }
                mapping.set(pair.key, to: value, keyRange: range)
            }
            return Node(.mapping(mapping), range: range)
        }
    }
}

extension Node {
    /// The values that this one was computed from.
    var reads: [Read] {
        guard case .computed(let reads) = trace?.step else { return [] }
        return reads
    }

    /// An interpolation in this scalar, as written.
    func text(_ interpolation: Interpolation) -> String {
        let bytes = Array((scalar?.text ?? "").utf8)
        return String(decoding: bytes[interpolation.bytes], as: UTF8.self)
    }

    /// The node with other content.
    func with(_ content: Content) -> Node {
        Node(content, range: range, trace: trace)
    }
}
