package import ExpDiagnostics
package import ExpYAML

/// Makes a typed config of a validated tree.
package enum ConfigDecoder {
    /// Decodes a config and checks its rules.
    ///
    /// - Parameters:
    ///   - type: The config's type.
    ///   - node: A tree that ``Validator`` found nothing wrong with, its secrets filled in.
    ///   - bag: Takes `rule-violation`, and `missing-value` for a tree that was not validated; nothing
    ///     for a faulty part, which was reported by whoever marked it.
    /// - Returns: The config; nil when something was reported, here or before.
    /// - Complexity: Linear in the number of keys.
    package static func decode<Config: TaskConfig>(
        _ type: Config.Type,
        from node: Node,
        into bag: inout DiagnosticBag
    ) -> Config? {
        let pass = DecodingPass()
        do {
            let config = try NodeDecoder(node, at: nil, pass).read(Config.self)
            for diagnostic in pass.violations { bag.report(diagnostic) }
            return pass.violations.isEmpty ? config : nil
        } catch let failure as DecodingFailure {
            guard node[failure.path]?.isFaulty != true else { return nil }
            bag.report(.notDecoded(failure.path, at: failure.range))
        } catch {
            // Thrown by the standard library's or the author's own decoding.
            let last = pass.last ?? NodeDecoder(node, at: nil, pass)
            guard !last.node.isFaulty else { return nil }
            bag.report(.notDecoded(last.path, at: last.node.range))
        }
        return nil
    }
}

/// A value that its type could not take.
struct DecodingFailure: Error {
    var path: ConfigPath
    var range: SourceRange
}

/// What the decoders of one config share.
final class DecodingPass {
    /// Rules that do not hold, inner configs first.
    var violations: [Diagnostic] = []

    /// The decoder of the value read last.
    var last: NodeDecoder?

    /// For types that rename keys: the key of each property.
    private var keys: [ObjectIdentifier: [String: String]] = [:]

    /// The key of a property that is not named like it; nil when there is none.
    func key(of property: String, in type: any TaskConfig.Type) -> String? {
        let identifier = ObjectIdentifier(type)
        if keys[identifier] == nil {
            let properties = DeclaredProperty.all(of: type.init())
            keys[identifier] = Dictionary(
                properties.map { ($0.name, $0.key) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        return keys[identifier]?[property]
    }

    /// Checks the rules of a config that was just decoded.
    func check(_ config: some TaskConfig, from node: Node, at path: ConfigPath) {
        var rules = Rules()
        config.validate(&rules)
        for violation in rules.violations {
            let values = violation.keys.compactMap { text -> (path: ConfigPath, node: Node)? in
                guard let inner = ConfigPath.parse(text), let value = node[inner] else {
                    return nil
                }
                return (path.appending(inner), value)
            }
            violations.append(
                .ruleViolation(
                    violation,
                    at: path,
                    values.isEmpty ? [(path, node)] : values,
                    declaredBy: "\(type(of: config))"
                )
            )
        }
    }
}

/// The way from the root to a value, kept as links so that decoding builds no arrays.
final class PathLink {
    private let parent: PathLink?
    private let component: ConfigPath.Component

    init(_ parent: PathLink?, _ component: ConfigPath.Component) {
        self.parent = parent
        self.component = component
    }

    var components: [ConfigPath.Component] {
        (parent?.components ?? []) + [component]
    }
}
