import ExpDiagnostics
import ExpYAML

extension Composer {
    /// The text of a name, with `${env:…}` and `${choice:…}` put in; nil when one is not known.
    ///
    /// - Parameters:
    ///   - node: The name.
    ///   - path: Where the option is for; nil for a file that is extended.
    /// - Returns: The text; nil when one of them is not known, which is reported or waits for
    ///   another pass.
    mutating func choiceName(_ node: Node, for path: ConfigPath? = nil) -> String? {
        guard let text = node.scalar?.text else { return nil }
        guard InterpolationParser.mayHoldInterpolation(text) else { return text }
        let parsed: InterpolatedText
        do throws(InterpolationFault) {
            parsed = try InterpolationParser.parse(text)
        } catch {
            bag.report(.invalidInterpolation(error, in: node))
            return nil
        }
        var name = ""
        for part in parsed.parts {
            switch part {
            case .text(let text): name += text
            case .interpolation(let interpolation):
                guard let value = value(of: interpolation, in: node, for: path) else { return nil }
                name += value
            }
        }
        return name
    }

    private mutating func value(
        of interpolation: Interpolation,
        in node: Node,
        for asking: ConfigPath?
    ) -> String? {
        guard case .call(let call) = interpolation.kind, let name = call.name.plainText,
            let first = call.arguments.first?.plainText
        else {
            bag.report(.invalidChoiceInterpolation(node, interpolation))
            return nil
        }
        switch name {
        case "env":
            if let value = variables[first] { return value }
            if call.arguments.count > 1, let fallback = call.arguments[1].plainText {
                return fallback
            }
            bag.report(.missingVariable(first, in: node, interpolation.bytes))
            return nil
        case "choice":
            guard let path = ConfigPath.parse(first) else { break }
            if let choice = choices.last(where: { $0.path == path }) { return choice.name }
            if let choice = known.choices[path] { return choice }
            if let asking { wanted.waits[asking] = path }
            if !known.isFinal {
                wanted.choice = true
            } else if let circle = circle(from: asking, by: path) {
                bag.report(.choiceCycle(circle, in: node, interpolation.bytes))
            } else if !known.failed.contains(path) {
                bag.report(.noChoice(at: path, in: node, interpolation.bytes))
            }
            return nil
        default:
            break
        }
        bag.report(.invalidChoiceInterpolation(node, interpolation))
        return nil
    }
}

extension Composer {
    /// The paths whose options wait for each other, from one back to itself; nil when they do not.
    private func circle(from asking: ConfigPath?, by path: ConfigPath) -> [ConfigPath]? {
        guard let asking else { return nil }
        var circle = [asking, path]
        while let last = circle.last, last != asking {
            guard let next = known.waits[last], next == asking || !circle.contains(next) else {
                return nil
            }
            circle.append(next)
        }
        return circle
    }
}

extension InterpolatedText {
    /// The text when it holds no interpolation.
    var plainText: String? {
        var result = ""
        for part in parts {
            guard case .text(let text) = part else { return nil }
            result += text
        }
        return result
    }
}

extension ResolverCall.Argument {
    /// The text of an argument that is one, without interpolation.
    var plainText: String? {
        switch value {
        case .plain(let text), .quoted(let text): text.plainText
        case .list, .dictionary: nil
        }
    }
}

extension Reference {
    /// The path that it names from the place of its interpolation; nil when steps are computed.
    func plainPath(from place: ConfigPath) -> ConfigPath? {
        guard dots <= place.components.count else { return nil }
        var components = dots == 0 ? [] : Array(place.components.dropLast(dots))
        for step in steps {
            guard let text = step.text.plainText else { return nil }
            if step.isBracketed, let index = Int(text) {
                components.append(.index(index))
            } else {
                components.append(.key(text))
            }
        }
        return ConfigPath(components)
    }
}
