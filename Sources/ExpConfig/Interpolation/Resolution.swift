package import ExpDiagnostics
package import ExpSystem
package import ExpYAML

/// Puts values in the place of interpolations, each once, in the order in which they need each
/// other.
package struct Resolution {
    /// The tree as composed.
    let root: Node

    /// The option in use at each path.
    let choices: [ConfigPath: String]

    /// The environment variables.
    package let variables: [String: String]

    /// The resolvers, by name.
    package var resolvers = ResolverTable.standard

    /// The project folder, absolute; nil where there is none.
    package var project: FilePath?

    /// The moment that `${now:…}` tells, the same everywhere in a config.
    package lazy var time = WallClock.now

    /// Keys at the top that references reach and that are no part of the result: what lies at them
    /// is resolved only as far as something asks for it.
    package var aside: Set<String> = []

    /// Whether `???` is an error wherever it stands, and not only where it is needed.
    let requiresEverything: Bool

    /// Takes the problems.
    package var bag = DiagnosticBag()

    /// The interpolations that are being worked on, the one that began it first.
    var stack: [ConfigPath] = []

    private var done: [ConfigPath: Node] = [:]
    var environment: [String: SourceFile] = [:]

    /// The keys that are kept under an old name, as far as they are resolved.
    var deprecated: [ConfigPath: Deprecation] = [:]

    /// How often a resolver's result is being resolved once more.
    var depth = 0

    /// As many interpolations may need each other in a row.
    private static let maximumChain = 200

    /// So often may the result of a resolver be resolved in turn.
    static let maximumDepth = 50

    /// Begins with a composed tree.
    ///
    /// - Parameters:
    ///   - root: The tree.
    ///   - choices: The option in use at each path, for `${choice:…}`.
    ///   - variables: The environment variables, for `${env:…}`.
    ///   - requiresEverything: Whether `???` is an error wherever it stands.
    package init(
        root: Node,
        choices: [ConfigPath: String],
        variables: [String: String],
        requiresEverything: Bool
    ) {
        self.root = root
        self.choices = choices
        self.variables = variables
        self.requiresEverything = requiresEverything
    }

    /// The tree with every interpolation resolved; what could not be is faulty.
    package mutating func resolve() -> Node {
        guard !aside.isEmpty, case .mapping(var mapping) = root.content else {
            return value(root, at: ConfigPath())
        }
        mapping.removeAll { aside.contains($0.key) }
        return value(root.with(.mapping(mapping)), at: ConfigPath())
    }

    /// A node of the tree, or what is left of it, with every interpolation resolved.
    package mutating func value(_ node: Node, at path: ConfigPath) -> Node {
        changed(node, at: path) ?? node
    }

    /// The value at a path with every interpolation in it resolved, and those that it needs.
    ///
    /// - Returns: nil when nothing is there.
    package mutating func resolve(at path: ConfigPath) -> Node? {
        root[path].map { changed($0, at: path) ?? $0 }
    }

    /// The resolved node; nil when it is just as it was.
    private mutating func changed(_ node: Node, at path: ConfigPath) -> Node? {
        switch node.content {
        case .faulty:
            return nil
        case .scalar(let scalar):
            if scalar.mustBeGiven {
                guard requiresEverything else { return nil }
                bag.report(.valueNotGiven(path, node))
                return Node(.faulty, range: node.range)
            }
            guard InterpolationParser.mayHoldInterpolation(scalar.text) else { return nil }
            return resolved(node, scalar, at: path)
        case .sequence(var elements):
            var isChanged = false
            for index in elements.indices {
                guard let element = changed(elements[index], at: path.appending(index)) else {
                    continue
                }
                elements[index] = element
                isChanged = true
            }
            return isChanged ? node.with(.sequence(elements)) : nil
        case .mapping(var mapping):
            var isChanged = false
            for (place, entry) in mapping.entries.enumerated() {
                guard let value = changed(entry.value, at: path.appending(entry.key)) else {
                    continue
                }
                mapping.updateValue(at: place) { $0 = value }
                isChanged = true
            }
            return isChanged ? node.with(.mapping(mapping)) : nil
        }
    }

    mutating func resolved(_ node: Node, _ scalar: Scalar, at path: ConfigPath) -> Node {
        if let known = done[path] { return known }
        let faulty = Node(.faulty, range: node.range)
        if let start = stack.firstIndex(of: path) {
            let circle = stack[start...] + [path]
            bag.report(.interpolationCycle(Array(circle), root: root))
            for member in circle { done[member] = faulty }
            return faulty
        }
        guard stack.count < Self.maximumChain else {
            bag.report(.chainTooLong(path, node, limit: Self.maximumChain))
            done[path] = faulty
            return faulty
        }
        stack.append(path)
        let value = evaluated(node, scalar, at: path) ?? faulty
        stack.removeLast()
        if let known = done[path] { return known }
        done[path] = value
        return value
    }

    /// What a scalar with `${` in it comes to; nil where something was reported.
    mutating func evaluated(
        _ node: Node,
        _ scalar: Scalar,
        at path: ConfigPath
    ) -> Node? {
        let text: InterpolatedText
        do throws(InterpolationFault) {
            text = try InterpolationParser.parse(scalar.text)
        } catch {
            bag.report(.invalidInterpolation(error, in: node))
            return nil
        }
        if let whole = text.whole, !whole.isDeferred {
            return value(of: whole, in: node, at: path)
        }
        var reads: [Read] = []
        guard let joined = joined(text, in: node, at: path, reads: &reads) else { return nil }
        let trace = Trace(.computed(reads: reads), previous: node)
        return Node(.scalar(joined), range: node.range, trace: trace)
    }

    /// The text with the values put in, each in YAML's spelling; what only the run knows stays as
    /// written, and the whole is deferred.
    mutating func joined(
        _ text: InterpolatedText,
        in node: Node,
        at path: ConfigPath,
        reads: inout [Read]
    ) -> Scalar? {
        var pieces: [Deferred.Piece] = []
        var isWhole = true
        for part in text.parts {
            switch part {
            case .text(let plain):
                pieces.append(.plain(plain))
            case .interpolation(let interpolation):
                if interpolation.isDeferred {
                    isWhole = isWhole && isKnownLater(interpolation, in: node)
                    pieces.append(.written(node.text(interpolation)))
                    continue
                }
                guard let value = value(of: interpolation, in: node, at: path), !value.isFaulty
                else {
                    isWhole = false
                    continue
                }
                reads += value.reads
                pieces += Deferred.pieces(of: value)
            }
        }
        return isWhole ? Deferred.joined(pieces) : nil
    }

    /// A text that names something, which must be known now; nil where something was reported.
    mutating func name(_ text: InterpolatedText, in node: Node, at path: ConfigPath) -> String? {
        if let plain = text.plainText { return plain }
        var reads: [Read] = []
        guard let name = joined(text, in: node, at: path, reads: &reads) else { return nil }
        guard name.form != .deferred else {
            bag.report(.deferredName(node.range))
            return nil
        }
        return name.text
    }

    /// Whether `${run:…}` or `${secret:…}` asks for something that a run can give.
    private mutating func isKnownLater(_ interpolation: Interpolation, in node: Node) -> Bool {
        guard case .call(let call) = interpolation.kind else { return true }
        let argument = call.arguments.count == 1 ? call.arguments[0].plainText : nil
        guard let argument else {
            bag.report(.invalidDeferredArguments(call, node.place(of: interpolation.bytes)))
            return false
        }
        guard call.name.plainText == "secret" || ["id", "dir"].contains(argument) else {
            bag.report(.unknownRunValue(argument, in: node, interpolation.bytes))
            return false
        }
        return true
    }

    mutating func value(
        of interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        switch interpolation.kind {
        case .reference(let reference):
            return value(of: reference, interpolation, in: node, at: path)
        case .call(let call):
            return value(of: call, interpolation, in: node, at: path)
        case .arithmetic(let expression):
            return value(of: expression, in: node, at: path)
        }
    }
}

extension InterpolatedText {
    /// Whether it holds `${run:…}` or `${secret:…}`, which are read only when the run starts.
    var isDeferred: Bool {
        parts.contains { part in
            guard case .interpolation(let interpolation) = part else { return false }
            return interpolation.isDeferred
        }
    }
}

extension Interpolation {
    /// Whether it is `${run:…}` or `${secret:…}`.
    var isDeferred: Bool {
        guard case .call(let call) = kind else { return false }
        return call.name.plainText.map(ResolverTable.deferred.contains) ?? false
    }
}
