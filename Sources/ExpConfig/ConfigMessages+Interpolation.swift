import ExpDiagnostics
import ExpYAML

extension Diagnostic {
    /// A `${…}` that cannot be read.
    static func invalidInterpolation(_ fault: InterpolationFault, in node: Node) -> Diagnostic {
        let place = node.place(of: fault.bytes)
        let message: String
        var help = "write `\\${` where the text is meant"
        switch fault.kind {
        case .unclosed:
            message = "`${` is never closed"
            help = "close it with `}`, or write `\\${` where the text is meant"
        case .empty:
            message = "`${}` names no key"
        case .missingKey:
            message = "a key is missing in this interpolation"
            help = "write it as `${a.b}` or `${a[0]}`"
        case .unexpectedCharacter:
            message = "`\(place.text)` cannot stand within an interpolation"
            help = "put a resolver's argument in quotes, or write `\\${` where the text is meant"
        case .unclosedBracket(let bracket):
            message = "`\(bracket)` is never closed"
            help = "close it"
        case .tooDeep:
            message = "interpolations are nested more than 100 deep"
            help = "name parts of it by keys of their own"
        case .invalidExpression(let mistake):
            let words = ArithmeticWords(mistake, written: place.text)
            message = words.message
            help = words.help
        }
        return Diagnostic(
            .invalidInterpolation,
            message: message,
            labels: [Label(place)],
            help: help
        )
    }

    /// An environment variable that is not set, and no default, where an option is named.
    static func missingVariable(_ name: String, in node: Node, _ bytes: Range<Int>) -> Diagnostic {
        missingVariable(name, node.place(of: bytes), resolver: "env")
    }

    /// An environment variable that is not set, and no default.
    static func missingVariable(_ name: String, _ call: ResolverInvocation) -> Diagnostic {
        missingVariable(name, call.range, resolver: call.name)
    }

    private static func missingVariable(
        _ name: String,
        _ range: SourceRange,
        resolver: String
    ) -> Diagnostic {
        Diagnostic(
            .missingVariable,
            message: "the environment variable `\(name)` is not set",
            labels: [Label(range)],
            help: "set it, or give a default: `${\(resolver):\(name),default}`"
        )
    }
}

extension Diagnostic {
    /// `???` where a value is needed.
    static func valueNotGiven(_ path: ConfigPath, _ node: Node) -> Diagnostic {
        Diagnostic(
            .missingValue,
            message: "`\(path)` must be given",
            labels: [Label(node.range)],
            help: "set it: `\(path)=…`"
        )
    }

    /// Interpolations that need each other.
    static func interpolationCycle(_ circle: [ConfigPath], root: Node) -> Diagnostic {
        Diagnostic(
            .interpolationCycle,
            message: circle.map { "`\($0)`" }.joined(separator: " needs "),
            labels: circle.dropLast().compactMap { path in
                root[path].map { Label($0.range, "needs the next") }
            },
            help: "give one of them a value of its own"
        )
    }

    /// Too many interpolations in a row.
    static func chainTooLong(_ path: ConfigPath, _ node: Node, limit: Int) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "`\(path)` needs more than \(limit) interpolations in a row",
            labels: [Label(node.range)],
            help: "name the value itself"
        )
    }

    /// A relative reference with more dots than the path has levels.
    static func referenceAboveRoot(_ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .missingReference,
            message: "this reference leads above the top of the config",
            labels: [Label(range)],
            help: "`${.x}` is a key beside this one, each further dot goes one level up"
        )
    }

    /// A reference to a key that is not there.
    static func missingReference(
        _ missing: MissingReference,
        in node: Node,
        at range: SourceRange,
        stack: [ConfigPath]
    ) -> Diagnostic {
        let keys = missing.parent.mapping?.keys ?? []
        let holder = missing.place.components.isEmpty ? "the config" : "`\(missing.place)`"
        let message: String
        var help = "name a key of the config, `${.x}` for one beside this"
        if let list = missing.parent.sequence {
            if !list.isEmpty { help = "its indices are 0 to \(list.count - 1)" }
            message = "\(holder) has \(list.count) elements, and no element `\(missing.key)`"
        } else if missing.parent.mapping != nil {
            message = "\(holder) has no key `\(missing.key)`"
        } else {
            message = "\(holder) is \(missing.parent.kindName), without a key `\(missing.key)`"
        }
        let chain =
            stack.count > 1
            ? ["needed by " + stack.reversed().map { "`\($0)`" }.joined(separator: ", for ")] : []
        return Diagnostic(
            .missingReference,
            message: message,
            labels: [Label(range)],
            notes: chain,
            help: Suggestion.phrase(for: missing.key, among: keys) ?? help
        )
    }
}

extension Node {
    /// The place in the source of some bytes of a scalar's text.
    func place(of bytes: Range<Int>) -> SourceRange {
        ScalarPositions.range(ofText: bytes, in: self)
    }
}
