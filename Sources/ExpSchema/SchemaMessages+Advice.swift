import ExpDiagnostics
import ExpYAML

// How to mend a value of a wrong type.

extension SchemaWording {
    /// The text that a value of a wrong type was certainly meant to be, and that the schema takes:
    /// `true` for `yes`, `10` for `"10"`, `[64]` for `64`.
    static func certainReplacement(of node: Node, _ schema: Schema) -> String? {
        guard case .scalar(let scalar) = node.content, !node.isNull else { return nil }
        switch schema.shape {
        case .list where scalar.form == .plain:
            let list = Node(.sequence([node]), range: node.range)
            return isTaken(list, by: schema) ? "[\(scalar.text)]" : nil
        case .scalar(let wanted):
            switch wanted.kind {
            case .boolean:
                return booleanMeaning(of: scalar.text).map { "\($0)" }
            case .integer, .number:
                let plain = Node(.scalar(Scalar(scalar.text)), range: node.range)
                return scalar.form != .plain && isTaken(plain, by: schema) ? scalar.text : nil
            case .string, .duration, .path, .enumeration:
                return nil
            }
        case .any, .list, .dictionary, .mapping, .union:
            return nil
        }
    }

    private static func isTaken(_ node: Node, by schema: Schema) -> Bool {
        var bag = DiagnosticBag()
        _ = Validator.validate(node, against: schema, declaredBy: "", into: &bag)
        return !bag.hasErrors
    }

    /// What YAML 1.1 or a person means by a word: `yes` is true.
    private static func booleanMeaning(of text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "y", "on", "true", "1": true
        case "no", "n", "off", "false", "0": false
        default: nil
        }
    }

    /// What to write instead of a value of a wrong type.
    static func advice(on node: Node, _ schema: Schema) -> String? {
        let text = node.scalar?.text ?? ""
        switch schema.shape {
        case .any:
            return nil
        case .list:
            return "write a list: `[A, B]`, or a line `- A` for each element"
        case .dictionary:
            return "write keys with their values: `{NAME: VALUE}`, or a line `NAME: VALUE` for each"
        case .mapping(let mapping):
            let names = mapping.fields.map(\.name)
            guard !names.isEmpty else { return "write `{}`: it has no keys" }
            let isShort = names.count <= listedNames
            return "set its keys one by one"
                + (isShort ? ": \(Suggestion.list(names, joinedBy: "and"))" : "")
        case .union(let union) where union.caseNamed(text) != nil:
            return "write `{\(union.tagKey): \(text)}`"
        case .union(let union):
            return "write `{\(union.tagKey): NAME}` with \(Suggestion.list(union.caseNames))"
        case .scalar(let wanted):
            return advice(on: node, wanted)
        }
    }

    private static func advice(on node: Node, _ wanted: ScalarSchema) -> String {
        let text = node.scalar?.text ?? ""
        switch wanted.kind {
        case .boolean:
            return "write `true` or `false`"
        case .integer:
            return "write a whole number, such as `\(example(in: wanted.range, or: 10))`"
        case .number:
            return "write a number, such as `\(example(in: wanted.range, or: 0.1))`"
        case .string where node.isNull && !text.isEmpty:
            return "put quotes around the word if it is meant as text"
        case .string:
            return "write a text, such as `\"a text\"`"
        case .path:
            return "write the path of a file or folder, such as `data/images`"
        case .duration where node.scalar != nil && CoreSchema.float(text) != nil:
            return "give the number a unit: `\(text)s`, `\(text)m` or `\(text)h`"
        case .duration:
            return "write it as `90s`, `1h30m` or `500ms`"
        case .enumeration(let cases):
            return "write \(Suggestion.list(cases.map(\.name)))"
        }
    }

    /// A number that a range allows.
    private static func example(in range: NumberRange?, or usual: Double) -> String {
        guard let range, !range.contains(usual) else { return number(usual) }
        let bounds = [range.lower, range.upper].compactMap { $0 }
        let middle = bounds.reduce(0, +) / Double(max(bounds.count, 1))
        let numbers = bounds + [middle, (range.lower ?? 0) + 1, (range.upper ?? 0) - 1]
        return number(numbers.first(where: range.contains) ?? usual)
    }

    /// How a secret reaches a config.
    static func secretAdvice(for key: String) -> String {
        "write `\(key): ${secret:NAME}`, which reads the environment variable `NAME`"
    }
}
