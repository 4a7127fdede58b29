import ExpDiagnostics
import ExpYAML

/// What lies where a reference leads.
enum Lookup {
    /// A value, resolved, at its path.
    case found(Node, ConfigPath)
    /// Nothing.
    case missing(MissingReference)
    /// `???`.
    case notGiven(Node, ConfigPath)
    /// The reference has more dots than its place has levels.
    case aboveRoot
    /// Nothing that could be told apart from a problem that was reported already.
    case known
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

extension Resolution {
    /// The value of a reference, or nil where there is none, which is reported.
    mutating func value(
        of reference: Reference,
        _ interpolation: Interpolation,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        switch look(up: reference, in: node, at: path) {
        case .found(let target, let place):
            return copy(of: target, at: place, for: interpolation, in: node)
        case .missing(let missing):
            bag.report(
                .missingReference(
                    missing,
                    in: node,
                    at: node.place(of: missing.step.bytes),
                    stack: stack
                )
            )
            return nil
        case .notGiven(let target, let place):
            bag.report(.valueNotGiven(place, target, neededAt: node.place(of: interpolation.bytes)))
            return Node(.faulty, range: node.range)
        case .aboveRoot:
            bag.report(.referenceAboveRoot(node.place(of: interpolation.bytes)))
            return nil
        case .known:
            return Node(.faulty, range: node.range)
        }
    }

    /// A value of another key in the place of an interpolation.
    func copy(
        of target: Node,
        at place: ConfigPath,
        for interpolation: Interpolation,
        in node: Node
    ) -> Node {
        let read = Read(path: place, text: node.text(interpolation), node: target)
        return Node(
            target.content,
            range: node.range,
            trace: Trace(.computed(reads: [read]), previous: node)
        )
    }

    /// Follows a reference.
    ///
    /// - Parameters:
    ///   - reference: The way.
    ///   - node: The scalar that holds it, for messages about steps that are computed.
    ///   - path: Where that scalar stands: relative names start beside it.
    ///   - isWhole: Whether all that lies below the value is resolved too.
    /// - Returns: What is there; nothing is reported of a way that leads nowhere.
    mutating func look(
        up reference: Reference,
        in node: Node,
        at path: ConfigPath,
        isWhole: Bool = true
    ) -> Lookup {
        guard reference.dots <= path.components.count else { return .aboveRoot }
        guard let reference = spelledOut(reference, in: node, at: path) else { return .known }
        guard reference.dots <= path.components.count else { return .aboveRoot }
        let start = reference.dots == 0 ? [] : Array(path.components.dropLast(reference.dots))
        var place = ConfigPath()
        var current = root
        // Below a resolved interpolation everything is resolved.
        var isResolved = false
        for component in start {
            guard let next = current[ConfigPath([component])] else { return .known }
            current = next
            place.components.append(component)
        }
        for step in reference.steps {
            guard let key = name(step.text, in: node, at: path) else { return .known }
            resolveOnTheWay(&current, &isResolved, at: place)
            if current.isFaulty { return .known }
            guard let component = Self.component(key, of: current),
                let next = current[ConfigPath([component])]
            else {
                if current.mapping?.isIncomplete == true { return .known }
                let missing = MissingReference(
                    key: key,
                    step: step,
                    parent: current,
                    place: place
                )
                return .missing(missing)
            }
            current = next
            place.components.append(component)
        }
        if current.scalar?.mustBeGiven == true { return .notGiven(current, place) }
        if isWhole, !isResolved {
            current = value(current, at: place)
        } else {
            resolveOnTheWay(&current, &isResolved, at: place)
        }
        if let deprecation = deprecated[place], path != place {
            bag.report(.deprecatedKey(place, deprecation, readBy: node))
        }
        return current.isFaulty ? .known : .found(current, place)
    }

    /// The reference with the values of computed steps put in.
    ///
    /// A value may be more than one step, as in OmegaConf: with `part: model.head`, `${${part}.lr}`
    /// is `${model.head.lr}`.
    private mutating func spelledOut(
        _ reference: Reference,
        in node: Node,
        at path: ConfigPath
    ) -> Reference? {
        guard reference.steps.contains(where: \.text.hasInterpolation) else { return reference }
        var result = Reference(dots: reference.dots, steps: [])
        for (index, step) in reference.steps.enumerated() {
            guard step.text.hasInterpolation else {
                result.steps.append(step)
                continue
            }
            guard let key = name(step.text, in: node, at: path) else { return nil }
            var inner = Reference(dots: 0, steps: [step])
            if step.isBracketed {
                // A key in brackets is one key, whatever signs it holds.
                inner.steps[0].text = InterpolatedText(parts: [.text(key)])
            } else if let parsed = try? InterpolationParser.reference(key), !parsed.steps.isEmpty,
                parsed.dots == 0 || index == 0,
                !parsed.steps.contains(where: \.text.hasInterpolation)
            {
                inner = parsed
            } else {
                bag.report(.computedKeyUnreadable(key, node.place(of: step.bytes)))
                return nil
            }
            // What is wrong is shown where the reference is written.
            for place in inner.steps.indices { inner.steps[place].bytes = step.bytes }
            result.dots += inner.dots
            result.steps += inner.steps
        }
        return result
    }

    private mutating func resolveOnTheWay(
        _ current: inout Node,
        _ isResolved: inout Bool,
        at place: ConfigPath
    ) {
        guard let scalar = current.scalar, !isResolved,
            InterpolationParser.mayHoldInterpolation(scalar.text)
        else { return }
        current = resolved(current, scalar, at: place)
        isResolved = true
    }

    private static func component(_ key: String, of node: Node) -> ConfigPath.Component? {
        switch node.content {
        case .mapping: return .key(key)
        case .sequence: return Int(key).map(ConfigPath.Component.index)
        case .scalar, .faulty: return nil
        }
    }
}
