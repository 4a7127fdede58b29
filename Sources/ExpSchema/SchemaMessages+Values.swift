import ExpDiagnostics
import ExpYAML

extension Diagnostic {
    static func typeMismatch(
        _ node: Node,
        _ schema: Schema,
        _ path: ConfigPath,
        _ declarer: String
    ) -> Diagnostic {
        let subject = SchemaWording.subject(path)
        let isDeferred = node.scalar?.form == .deferred
        let given = isDeferred ? "`\(node.scalar?.text ?? "")`" : node.kindName
        var diagnostic = Diagnostic(
            .typeMismatch,
            message: "\(subject) must be \(schema.requirement), but is \(given)",
            labels: labels(node),
            notes: [SchemaWording.declared(schema, declarer)]
        )
        diagnostic.notes += notesOnDeferred(node)
        if isDeferred {
            diagnostic.help = "write the value itself"
        } else {
            diagnostic.addAdvice(on: node, schema)
        }
        return diagnostic
    }

    static func outOfRange(
        _ node: Node,
        _ schema: Schema,
        _ path: ConfigPath,
        _ declarer: String
    ) -> Diagnostic {
        // `1 or more` tells nothing of a whole number too great for its type.
        let number = node.scalar.flatMap { CoreSchema.float($0.text) }
        let isInRange = number.flatMap { schema.scalar?.range?.contains($0) } ?? false
        let range = isInRange ? nil : schema.scalar?.rangeText(separator: " and ")
        let requirement = range.map { "be \($0)" } ?? "fit `\(schema.scalar?.typeName ?? "")`"
        let subject = SchemaWording.subject(path)
        let wanted = range ?? schema.scalar?.limitText ?? "finite"
        return Diagnostic(
            .outOfRange,
            message: "\(subject) must \(requirement), but is `\(node.scalar?.text ?? "")`",
            labels: labels(node),
            notes: [SchemaWording.declared(schema, declarer)],
            help: "choose a value that is \(wanted)"
        )
    }

    static func wrongCount(
        _ node: Node,
        _ schema: Schema,
        _ path: ConfigPath,
        _ declarer: String
    ) -> Diagnostic {
        guard case .list(_, let count?) = schema.shape else {
            preconditionFailure("only a list with a bounded count has a wrong one")
        }
        let noun = count == 1...1 ? "element" : "elements"
        let given = node.sequence?.count ?? 0
        let wanted = "\(SchemaWording.count(count)) \(noun)"
        return Diagnostic(
            .outOfRange,
            message: "\(SchemaWording.subject(path)) must have \(wanted), but has \(given)",
            labels: labels(node),
            notes: [SchemaWording.declared(schema, declarer)],
            help: given < count.lowerBound ? "add elements" : "take elements away"
        )
    }

    static func patternMismatch(
        _ node: Node,
        _ schema: Schema,
        _ path: ConfigPath,
        _ declarer: String
    ) -> Diagnostic {
        let pattern = "`\(schema.scalar?.pattern ?? "")`"
        let subject = SchemaWording.subject(path)
        return Diagnostic(
            .patternMismatch,
            message: "\(subject) must match \(pattern), but is `\(node.scalar?.text ?? "")`",
            labels: labels(node),
            notes: ["declared as `\(schema.typeName)` by \(declarer)"] + notesOnDeferred(node),
            help: node.scalar?.form == .deferred
                ? "write the value itself"
                : "write a text that matches from its first character to its last"
        )
    }

    static func unknownCase(
        _ node: Node,
        _ schema: ScalarSchema,
        _ path: ConfigPath,
        _ declarer: String
    ) -> Diagnostic {
        guard case .enumeration(let cases) = schema.kind else {
            preconditionFailure("only an enumeration has cases")
        }
        let names = cases.map(\.name)
        let list = Suggestion.list(names, joinedBy: "or")
        let text = node.scalar?.text ?? ""
        return Diagnostic(
            .unknownCase,
            message: "\(SchemaWording.subject(path)) must be \(list), but is `\(text)`",
            labels: labels(node),
            notes: ["declared as `\(schema.typeName)` by \(declarer)"],
            help: Suggestion.phrase(for: text, among: names) ?? "choose one of them"
        )
    }

    static func secretLiteral(_ node: Node, _ path: ConfigPath, _ declarer: String) -> Diagnostic {
        let key = path.lastKey ?? "KEY"
        return Diagnostic(
            .secretLiteral,
            message: "\(SchemaWording.subject(path)) is a secret, which no config may hold",
            labels: [Label(node.range)],
            notes: ["declared as `Secret` by \(declarer)"],
            help: SchemaWording.secretAdvice(for: key)
        )
    }

    // MARK: Parts

    private static func notesOnDeferred(_ node: Node) -> [String] {
        guard node.scalar?.form == .deferred else { return [] }
        return ["what it stands for is known only when the run starts"]
    }

    /// The value, the one that it was read from, and the one of a lower layer that it replaced.
    private static func labels(_ node: Node) -> [Label] {
        var labels = [Label(node.range)]
        func add(_ range: SourceRange, _ text: String) {
            guard range.file.kind != .declaration, range != node.range else { return }
            labels.append(Label(range, text))
        }
        var trace = node.trace
        while let link = trace {
            switch link.step {
            case .computed(let reads):
                for read in reads {
                    read.node.map { add($0.range, "`\(read.text)` is this value") }
                }
            case .replaced:
                link.previous.map { add($0.range, "replaced this value") }
                return labels
            default:
                break
            }
            trace = link.previous?.trace
        }
        return labels
    }

    /// Says how to mend a value of a wrong type: by an edit where one is certain.
    private mutating func addAdvice(on node: Node, _ schema: Schema) {
        if let text = SchemaWording.certainReplacement(of: node, schema), !text.isEmpty,
            text != node.range.text
        {
            if case .boolean? = schema.scalar?.kind, node.scalar?.form == .plain {
                notes.append("YAML 1.2 reads `\(node.scalar?.text ?? "")` as a string")
            }
            fix = Fix(node.range, replacement: text)
        } else {
            help = SchemaWording.advice(on: node, schema)
        }
    }
}

extension Schema {
    /// What a value must be, as it follows "must be".
    fileprivate var requirement: String {
        let text: String
        switch shape {
        case .any: return "anything"
        case .list: text = "a list"
        case .dictionary, .mapping: text = "a mapping"
        case .union(let union): text = "a mapping with `\(union.tagKey)`"
        case .scalar(let scalar):
            switch scalar.kind {
            case _ where scalar.isSecret: text = "a secret"
            case .boolean: text = "true or false"
            case .integer: text = "an integer"
            case .number: text = "a number"
            case .string: text = "a string"
            case .duration: text = "a length of time with its unit"
            case .path: text = "a path"
            case .enumeration(let cases):
                text = Suggestion.list(cases.map(\.name), joinedBy: "or")
            }
        }
        return isOptional ? text + " or null" : text
    }
}
