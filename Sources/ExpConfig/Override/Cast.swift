import ExpSystem
import ExpYAML

/// One of the casts `int(…)`, `float(…)`, `str(…)` and `bool(…)`, which reach into lists and
/// dictionaries.
struct Cast {
    /// The function's name.
    let function: String

    /// The value turned into the function's type.
    func apply(to node: Node) throws(OverrideFault) -> Node {
        var result = node
        switch node.content {
        case .scalar(let scalar):
            guard let cast = cast(scalar) else {
                throw OverrideFault(
                    kind: .invalidCast(function: function, value: scalar.text),
                    range: node.range
                )
            }
            result.content = .scalar(cast)
        case .sequence(let list):
            var cast: [Node] = []
            for element in list { cast.append(try apply(to: element)) }
            result.content = .sequence(cast)
        case .mapping(let mapping):
            var entries = mapping.entries
            for index in entries.indices {
                entries[index].value = try apply(to: entries[index].value)
            }
            result.content = .mapping(Mapping(entries))
        case .faulty:
            break
        }
        return result
    }

    private func cast(_ scalar: Scalar) -> Scalar? {
        let value = OverrideReading.value(of: scalar)
        switch function {
        case "int": return integer(value).map { Scalar(String($0), .plain) }
        case "float": return number(value).map { Scalar(ScalarSpelling.float($0), .plain) }
        case "bool": return boolean(value).map { Scalar($0 ? "true" : "false", .plain) }
        default: return Scalar(text(value, of: scalar), .typedString)
        }
    }

    private func integer(_ value: ScalarValue) -> Int? {
        switch value {
        case .int(let number): return number
        case .bigInt: return nil
        case .bool(let flag): return flag ? 1 : 0
        case .float(let number): return Int(exactly: number.rounded(.towardZero))
        case .null: return nil
        case .string(let text):
            guard case .int(let number)? = Number(Array(trimmed(text).utf8))?.value else {
                return nil
            }
            return number
        }
    }

    private func number(_ value: ScalarValue) -> Double? {
        switch value {
        case .int(let number): return Double(number)
        case .bigInt(let text): return Double(text)
        case .bool(let flag): return flag ? 1 : 0
        case .float(let number): return number
        case .null: return nil
        case .string(let text):
            switch Number(Array(trimmed(text).utf8))?.value {
            case .int(let number): return Double(number)
            case .float(let number): return number
            default: return nil
            }
        }
    }

    private func boolean(_ value: ScalarValue) -> Bool? {
        switch value {
        case .int(let number): return number != 0
        case .bigInt: return true
        case .bool(let flag): return flag
        case .float(let number): return number != 0
        case .null: return nil
        case .string(let text):
            switch text.lowercased() {
            case "true": return true
            case "false": return false
            default: return nil
            }
        }
    }

    private func text(_ value: ScalarValue, of scalar: Scalar) -> String {
        switch value {
        case .int(let number): String(number)
        case .bigInt(let text): text
        case .float(let number): ScalarSpelling.float(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null: "null"
        case .string: scalar.text
        }
    }

    private func trimmed(_ text: String) -> Substring {
        var rest = text[...]
        while rest.first == " " || rest.first == "\t" { rest = rest.dropFirst() }
        while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
