package import ExpDiagnostics
package import ExpYAML

/// Puts values in the place of interpolations, each once, in the order in which they need each
/// other.
package struct Resolution {
    /// The tree as composed.
    let root: Node

    /// The option in use at each path.
    let choices: [ConfigPath: String]

    /// The environment variables.
    let variables: [String: String]

    /// Whether `???` is an error wherever it stands, and not only where it is needed.
    let requiresEverything: Bool

    /// Takes the problems.
    package var bag = DiagnosticBag()

    /// The interpolations that are being worked on, the one that began it first.
    var stack: [ConfigPath] = []

    private var done: [ConfigPath: Node] = [:]
    var environment: [String: SourceFile] = [:]

    /// As many interpolations may need each other in a row.
    private static let maximumChain = 200

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
        changed(root, at: ConfigPath()) ?? root
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
                guard requiresEverything || !stack.isEmpty else { return nil }
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

    private mutating func resolved(_ node: Node, _ scalar: Scalar, at path: ConfigPath) -> Node {
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

    private mutating func evaluated(
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
        if text.isDeferred {
            var reads: [Read] = []
            guard let kept = joined(text, in: node, at: path, keepingDeferred: true, reads: &reads)
            else { return nil }
            return Node(
                .scalar(Scalar(kept, .deferred)),
                range: node.range,
                trace: Trace(.computed(reads: reads), previous: node)
            )
        }
        if let whole = text.whole {
            return value(of: whole, in: node, at: path)
        }
        var reads: [Read] = []
        guard let joined = joined(text, in: node, at: path, reads: &reads) else { return nil }
        return Node(
            .scalar(Scalar(joined, .typedString)),
            range: node.range,
            trace: Trace(.computed(reads: reads), previous: node)
        )
    }

    /// The text with the values put in, each in YAML's spelling.
    mutating func joined(
        _ text: InterpolatedText,
        in node: Node,
        at path: ConfigPath,
        keepingDeferred: Bool = false,
        reads: inout [Read]
    ) -> String? {
        var result = ""
        var isWhole = true
        for part in text.parts {
            switch part {
            case .text(let plain):
                result += keepingDeferred ? Deferred.escaped(plain) : plain
            case .interpolation(let interpolation):
                if keepingDeferred, interpolation.isDeferred {
                    result += node.text(interpolation)
                    continue
                }
                guard let value = value(of: interpolation, in: node, at: path) else {
                    isWhole = false
                    continue
                }
                if value.isFaulty {
                    isWhole = false
                    continue
                }
                reads += value.reads
                let text = value.scalar?.text ?? CanonicalWriter.flow(value)
                result += keepingDeferred ? Deferred.escaped(text) : text
            }
        }
        return isWhole ? result : nil
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
        }
    }

    // MARK: - References

    private mutating func value(
        of reference: Reference,
        _ interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        guard reference.dots <= path.components.count else {
            bag.report(.referenceAboveRoot(node, interpolation, at: path))
            return nil
        }
        let start = reference.dots == 0 ? [] : Array(path.components.dropLast(reference.dots))
        var place = ConfigPath()
        var current = root
        // Below a resolved interpolation everything is resolved.
        var isResolved = false
        for component in start {
            guard let next = current[ConfigPath([component])] else { return nil }
            current = next
            place.components.append(component)
        }
        for step in reference.steps {
            var reads: [Read] = []
            guard let key = joined(step.text, in: node, at: path, reads: &reads) else {
                return nil
            }
            if let scalar = current.scalar, !isResolved,
                InterpolationParser.mayHoldInterpolation(scalar.text)
            {
                current = resolved(current, scalar, at: place)
                isResolved = true
            }
            if current.isFaulty { return Node(.faulty, range: node.range) }
            guard let component = Self.component(key, of: current, step: step),
                let next = current[ConfigPath([component])]
            else {
                if current.mapping?.isIncomplete != true {
                    let missing = MissingReference(
                        key: key,
                        step: step,
                        parent: current,
                        place: place
                    )
                    bag.report(.missingReference(missing, in: node, at: path, stack: stack))
                }
                return nil
            }
            current = next
            place.components.append(component)
        }
        let target = isResolved ? current : changed(current, at: place) ?? current
        if target.isFaulty { return Node(.faulty, range: node.range) }
        return Node(
            target.content,
            range: node.range,
            trace: Trace(
                .computed(reads: [Read(path: place, text: node.text(interpolation), node: target)]),
                previous: node
            )
        )
    }

    private static func component(
        _ key: String,
        of node: Node,
        step: Reference.Step
    ) -> ConfigPath.Component? {
        switch node.content {
        case .mapping: return .key(key)
        case .sequence: return Int(key).map(ConfigPath.Component.index)
        case .scalar, .faulty: return nil
        }
    }
}

/// A step of a reference that leads nowhere.
struct MissingReference {
    /// The key that is not there.
    var key: String
    /// The step as written.
    var step: Reference.Step
    /// What lies at the step before.
    var parent: Node
    /// The path of the step before.
    var place: ConfigPath
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
        return call.name.plainText.map(Resolution.deferredResolvers.contains) ?? false
    }
}
