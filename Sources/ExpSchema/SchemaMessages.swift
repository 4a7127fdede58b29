import ExpDiagnostics
import ExpYAML

/// Small pieces of wording that several messages share.
enum SchemaWording {
    /// A bound as a person would write it: `1`, `0.5`, `1e-5`.
    static func number(_ value: Double) -> String {
        if let whole = Int(exactly: value), abs(whole) < 1_000_000_000_000_000 { return "\(whole)" }
        let text = value.description
        guard let exponent = text.firstIndex(of: "e") else { return text }
        // Swift pads exponents to two digits.
        let digits = text[text.index(after: exponent)...]
        let sign = digits.hasPrefix("-") ? "-" : ""
        return text[...exponent] + sign + digits.drop { "+-0".contains($0) }
    }

    /// How many elements: `2`, `from 1 to 8`, `1 or more`, `at most 8`.
    static func count(_ range: ClosedRange<Int>) -> String {
        if range.lowerBound == range.upperBound { return "\(range.lowerBound)" }
        if range.upperBound >= Int.max - 1 { return "\(range.lowerBound) or more" }
        if range.lowerBound == 0 { return "at most \(range.upperBound)" }
        return "from \(range.lowerBound) to \(range.upperBound)"
    }

    /// A value's name in a sentence.
    static func subject(_ path: ConfigPath) -> String {
        path.components.isEmpty ? "the config" : "`\(path)`"
    }

    /// Names up to this number are listed whole.
    static let listedNames = 10

    /// Who declared what: ``declared as `Int`, 1 or more, by task `digits` ``.
    static func declared(_ schema: Schema, _ declarer: String) -> String {
        let constraints = schema.constraints.map { $0 + ", " }.joined()
        let separator = constraints.isEmpty ? " " : ", "
        return "declared as `\(schema.typeName)`\(separator)\(constraints)by \(declarer)"
    }
}

/// What is known about a key that no field has.
struct UnknownKey {
    var entry: Mapping.Entry
    /// Fields that it may have been meant as.
    var near: [String]
    var schema: MappingSchema
    /// The union whose chosen case the mapping is.
    var union: UnionSchema?
}

extension Diagnostic {
    // MARK: Keys

    static func unknownKey(_ unknown: UnknownKey, in node: Node, at path: ConfigPath) -> Diagnostic
    {
        let key = unknown.entry.key
        let names = unknown.schema.fields.map(\.name)
        var subject = SchemaWording.subject(path)
        var notes: [String] = []
        var help = Suggestion.phrase(for: key, among: names)
        if let union = unknown.union, let chosen = union.chosenCase(in: node) {
            subject += " with `\(union.tagKey): \(chosen.name)`"
            let others = union.cases.filter { $0.mapping.field(key) != nil }.map(\.name)
            if help == nil, !others.isEmpty {
                notes.append("`\(key)` is a key of \(Suggestion.list(others, joinedBy: "and"))")
            }
        }
        if help == nil, let inner = unknown.schema.onlyPath(endingIn: key) {
            help = "did you mean `\(path.appending(inner))`?"
        }
        if names.isEmpty {
            notes.append("\(subject) takes no keys")
        } else if names.count <= SchemaWording.listedNames {
            notes.append("its keys are \(Suggestion.list(names, joinedBy: "and"))")
        }
        let range = unknown.entry.keyRange
        let isCertain = unknown.near.count == 1 && !unknown.entry.isKeyQuoted
        return Diagnostic(
            .unknownKey,
            message: "\(subject) has no key `\(key)`",
            labels: [Label(range)],
            notes: notes,
            help: help,
            fix: isCertain ? unknown.near.first.map { Fix(range, replacement: $0) } : nil
        )
    }

    static func missingValue(
        _ field: MappingSchema.Field,
        at site: Site,
        _ declarer: String
    ) -> Diagnostic {
        let path = site.path.appending(field.name)
        var notes = [SchemaWording.declared(field.schema, declarer)]
        if !field.documentation.isEmpty { notes.append("`\(path)`: \(field.documentation)") }
        return Diagnostic(
            .missingValue,
            message: "`\(path)` must be given",
            labels: [Label(site.range)],
            notes: notes,
            help: "set it in the config, or on the command line as `\(path)=VALUE`"
        )
    }

    static func missingCase(
        of union: UnionSchema,
        at site: Site,
        _ declarer: String
    ) -> Diagnostic {
        let path = site.path.appending(union.tagKey)
        return Diagnostic(
            .missingValue,
            message: "`\(path)` must be given",
            labels: [Label(site.range)],
            notes: ["declared as `\(union.typeName)` by \(declarer)"],
            help: "choose \(Suggestion.list(union.caseNames, joinedBy: "or"))"
        )
    }

    // MARK: Values

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
        if isDeferred {
            diagnostic.notes.append("what it stands for is known only when the run starts")
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
        let range = schema.scalar?.rangeText(separator: " and ")
        let requirement = range.map { "be \($0)" } ?? "fit `\(schema.scalar?.typeName ?? "")`"
        return Diagnostic(
            .outOfRange,
            message:
                "\(SchemaWording.subject(path)) must \(requirement), but is `\(node.scalar?.text ?? "")`",
            labels: labels(node),
            notes: [SchemaWording.declared(schema, declarer)]
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
        return Diagnostic(
            .outOfRange,
            message:
                "\(SchemaWording.subject(path)) must have \(SchemaWording.count(count)) \(noun), but has \(given)",
            labels: labels(node),
            notes: [SchemaWording.declared(schema, declarer)]
        )
    }

    static func patternMismatch(
        _ node: Node,
        _ schema: Schema,
        _ path: ConfigPath,
        _ declarer: String
    ) -> Diagnostic {
        Diagnostic(
            .patternMismatch,
            message:
                "\(SchemaWording.subject(path)) must match `\(schema.scalar?.pattern ?? "")`, but is `\(node.scalar?.text ?? "")`",
            labels: labels(node),
            notes: ["declared as `\(schema.typeName)` by \(declarer)"]
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
        let text = node.scalar?.text ?? ""
        let near = Suggestion.nearest(to: text, among: names)
        return Diagnostic(
            .unknownCase,
            message:
                "\(SchemaWording.subject(path)) must be \(Suggestion.list(names, joinedBy: "or")), but is `\(text)`",
            labels: labels(node),
            notes: ["declared as `\(schema.typeName)` by \(declarer)"],
            help: Suggestion.phrase(for: text, among: names),
            fix: near.count == 1 ? near.first.map { Fix(node.range, replacement: $0) } : nil
        )
    }

    static func secretLiteral(_ node: Node, _ path: ConfigPath, _ declarer: String) -> Diagnostic {
        let key = path.lastKey ?? "KEY"
        return Diagnostic(
            .secretLiteral,
            message: "\(SchemaWording.subject(path)) is a secret, which no config may hold",
            labels: [Label(node.range)],
            notes: ["declared as `Secret` by \(declarer)"],
            help: "write `\(key): ${secret:NAME}`, which reads the environment variable `NAME`"
        )
    }

    static func ruleViolation(
        _ violation: Rules.Violation,
        at path: ConfigPath,
        _ values: [(path: ConfigPath, node: Node)],
        declaredBy typeName: String
    ) -> Diagnostic {
        // What a user wrote comes before what a task declares.
        let written = values.filter { $0.node.range.file.kind != .declaration }
        let declared = values.filter { $0.node.range.file.kind == .declaration }
        let labels = (written + declared).map { value in
            Label(value.node.range, "`\(value.path)`")
        }
        let place = path.components.isEmpty ? "" : "`\(path)`: "
        return Diagnostic(
            .ruleViolation,
            message: place + violation.message,
            labels: labels,
            notes: ["a rule of `\(typeName)`"]
        )
    }

    static func notDecoded(_ path: ConfigPath, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .missingValue,
            message: "\(SchemaWording.subject(path)) has no value that its type could take",
            labels: [Label(range)]
        )
    }

    // MARK: Parts

    /// The value, and the one of a lower layer that it replaced.
    private static func labels(_ node: Node) -> [Label] {
        var labels = [Label(node.range)]
        if case .replaced = node.trace?.step, let previous = node.trace?.previous,
            previous.range.file.kind != .declaration
        {
            labels.append(Label(previous.range, "replaced this value"))
        }
        return labels
    }

    /// Says how to mend a value of a wrong type where that is known.
    private mutating func addAdvice(on node: Node, _ schema: Schema) {
        guard case .scalar(let scalar) = node.content else { return }
        let isPlain = scalar.form == .plain
        switch schema.shape {
        case .list where isPlain && !node.isNull:
            help = "write a list of one as `[\(scalar.text)]`"
            fix = Fix(node.range, replacement: "[\(scalar.text)]")
        case .union(let union) where union.caseNamed(scalar.text) != nil:
            help = "write `{\(union.tagKey): \(scalar.text)}`"
        case .scalar(let wanted):
            if node.isNull {
                if case .string = wanted.kind, !scalar.text.isEmpty {
                    help = "put quotes around the word if it is meant as text"
                }
                return
            }
            switch wanted.kind {
            case .boolean:
                if let meaning = SchemaWording.booleanMeaning(of: scalar.text) {
                    if isPlain { notes.append("YAML 1.2 reads `\(scalar.text)` as a string") }
                    help = "write `\(meaning)`"
                    fix = Fix(node.range, replacement: "\(meaning)")
                }
            case .integer, .number:
                if scalar.isQuotedNumber {
                    help = "take the quotes away"
                    fix = Fix(node.range, replacement: scalar.text)
                }
            case .duration:
                if CoreSchema.float(scalar.text) != nil {
                    let text = scalar.text
                    help = "give the number a unit: `\(text)s`, `\(text)m` or `\(text)h`"
                } else {
                    help = "write it as `90s`, `1h30m` or `500ms`"
                }
            case .string, .path, .enumeration:
                break
            }
        case .any, .list, .dictionary, .mapping, .union:
            break
        }
    }
}

extension SchemaWording {
    /// What YAML 1.1 or a person means by a word: `yes` is true.
    static func booleanMeaning(of text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "y", "on", "true", "1": true
        case "no", "n", "off", "false", "0": false
        default: nil
        }
    }
}

extension Scalar {
    fileprivate var isQuotedNumber: Bool {
        form != .plain && CoreSchema.float(text) != nil
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

extension MappingSchema {
    /// The path of the only key of this name deeper down, where groups have it.
    fileprivate func onlyPath(endingIn key: String) -> ConfigPath? {
        var found: [ConfigPath] = []
        collectPaths(endingIn: key, from: ConfigPath(), into: &found)
        return found.count == 1 ? found[0] : nil
    }

    private func collectPaths(
        endingIn key: String,
        from path: ConfigPath,
        into found: inout [ConfigPath]
    ) {
        for field in fields {
            guard let inner = field.schema.mapping else { continue }
            let path = path.appending(field.name)
            if inner.field(key) != nil { found.append(path.appending(key)) }
            inner.collectPaths(endingIn: key, from: path, into: &found)
        }
    }
}
