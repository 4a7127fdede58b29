import ExpDiagnostics
import ExpYAML

extension Resolution {
    /// What a resolver makes of its arguments; nil where something was reported.
    mutating func value(
        of call: ResolverCall,
        _ interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        guard let name = name(call.name, in: node, at: path) else { return nil }
        guard let resolver = resolvers[name] else {
            let isDeferred = ResolverTable.deferred.contains(name)
            bag.report(
                isDeferred
                    ? .deferredWithin(node.place(of: interpolation.bytes))
                    : .unknownResolver(name, resolvers.names, node.place(of: call.nameBytes))
            )
            return nil
        }
        guard resolver.argumentCount.contains(call.arguments.count) else {
            bag.report(
                .invalidResolverArguments(resolver, node.place(of: interpolation.bytes))
            )
            return nil
        }
        var arguments: [Node] = []
        for argument in call.arguments {
            guard let value = value(of: argument, in: node, at: path) else { return nil }
            if value.isFaulty { return Node(.faulty, range: node.range) }
            if value.holdsDeferred {
                bag.report(.deferredWithin(node.place(of: argument.bytes)))
                return nil
            }
            arguments.append(value)
        }
        let invocation = ResolverInvocation(
            name: name,
            arguments: arguments,
            node: node,
            path: path,
            call: call,
            interpolation: interpolation
        )
        do throws(Diagnostic) {
            switch try resolver.resolve(invocation, &self) {
            case .faulty:
                return Node(.faulty, range: node.range)
            case .key(let place, let target):
                return copy(of: target, at: place, for: interpolation, in: node)
            case .value(let value):
                let read = Read(path: nil, text: invocation.text, node: value)
                let trace = Trace(.computed(reads: [read]), previous: node)
                return Node(value.content, range: value.range, trace: trace)
            }
        } catch {
            bag.report(error)
            return nil
        }
    }

    /// The value of an argument: by Hydra's grammar a number, a boolean, null or a text.
    mutating func value(
        of argument: ResolverCall.Argument,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        let range = node.place(of: argument.bytes)
        switch argument.value {
        case .plain(let text):
            if let whole = text.whole { return value(of: whole, in: node, at: path) }
            var reads: [Read] = []
            return joined(text, in: node, at: path, reads: &reads).map { scalar in
                guard !text.hasInterpolation else { return Node(.scalar(scalar), range: range) }
                let plain = Scalar(scalar.text, .plain)
                return Node(.scalar(OverrideReading.untyped(plain)), range: range)
            }
        case .quoted(let text):
            var reads: [Read] = []
            return joined(text, in: node, at: path, reads: &reads).map {
                Node(.scalar($0), range: range)
            }
        case .list(let arguments):
            let elements = arguments.compactMap { self.value(of: $0, in: node, at: path) }
            return elements.count == arguments.count ? Node(.sequence(elements), range: range) : nil
        case .dictionary(let pairs):
            var mapping = Mapping()
            for pair in pairs {
                guard let value = self.value(of: pair.value, in: node, at: path) else { return nil }
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

    /// Whether a text in it is known only when the run starts.
    var holdsDeferred: Bool {
        switch content {
        case .scalar(let scalar): scalar.form == .deferred
        case .sequence(let elements): elements.contains(where: \.holdsDeferred)
        case .mapping(let mapping): mapping.entries.contains { $0.value.holdsDeferred }
        case .faulty: false
        }
    }
}
