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
        help = help ?? unknown.schema.formerKey(near: key, at: path)
        if names.isEmpty {
            notes.append("\(subject) takes no keys")
            help = help ?? "remove it"
        } else if names.count <= SchemaWording.listedNames {
            notes.append("its keys are \(Suggestion.list(names, joinedBy: "and"))")
            help = help ?? "remove it, or use one of these keys"
        } else {
            help = help ?? "remove it; `exp task` lists the keys that there are"
        }
        return Diagnostic(
            .unknownKey,
            message: "\(subject) has no key `\(key)`",
            labels: [Label(unknown.entry.keyRange)],
            notes: notes,
            help: help
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
        let isSecret = field.schema.scalar?.isSecret == true
        return Diagnostic(
            .missingValue,
            message: "`\(path)` must be given",
            labels: [Label(site.range)],
            notes: notes,
            help: isSecret
                ? SchemaWording.secretAdvice(for: field.name)
                : "set it in the config, or on the command line as `\(path)=VALUE`"
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

    // MARK: Rules

    static func ruleViolation(
        _ violation: Rules.Violation,
        at path: ConfigPath,
        _ values: [(path: ConfigPath, node: Node)],
        declaredBy typeName: String
    ) -> Diagnostic {
        // What a user wrote comes before what a task declares.
        let written = values.filter { $0.node.range.file.kind != .declaration }
        let declared = values.filter { $0.node.range.file.kind == .declaration }
        let labels =
            written.map { Label($0.node.range, "`\($0.path)`") }
            + declared.map { value in
                let text = CanonicalWriter.flow(value.node)
                return Label(value.node.range, "`\(value.path)` is `\(text)` by default")
            }
        let place = path.components.isEmpty ? "" : "`\(path)`: "
        return Diagnostic(
            .ruleViolation,
            message: place + violation.message,
            labels: labels,
            notes: ["a rule of `\(typeName)`"],
            help: values.count > 1
                ? "change \(Suggestion.list(values.map { "\($0.path)" }))"
                : "change the marked value"
        )
    }

    static func notDecoded(_ path: ConfigPath, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .missingValue,
            message: "\(SchemaWording.subject(path)) has no value that its type could take",
            labels: [Label(range)],
            help: "give it a value of the type that the task declares"
        )
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
            let path = path.appending(field.name)
            if let union = field.schema.union {
                // Which case is in force nobody asks here: a key of any of them may be meant.
                let isKey = union.cases.contains { $0.mapping.field(key) != nil }
                if isKey { found.append(path.appending(key)) }
            }
            guard let inner = field.schema.mapping else { continue }
            if inner.field(key) != nil { found.append(path.appending(key)) }
            inner.collectPaths(endingIn: key, from: path, into: &found)
        }
    }
}
