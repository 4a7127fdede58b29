import ExpDiagnostics
import ExpYAML

/// A number that an argument gives.
enum SweepNumber {
    case int(Int)
    case float(Double)

    var double: Double {
        switch self {
        case .int(let value): Double(value)
        case .float(let value): value
        }
    }
}

extension SweepCall {
    /// The arguments in the order of their names; nil for one that is not given.
    func named(_ names: [String]) throws(OverrideFault) -> [FunctionCall.Argument?] {
        var found: [FunctionCall.Argument?] = names.map { _ in nil }
        for (place, argument) in arguments.enumerated() {
            let index = argument.name.map { names.firstIndex(of: $0) ?? place } ?? place
            guard index < names.count, found[index] == nil else { throw fault(at: argument) }
            found[index] = argument
        }
        return found
    }

    /// The numbers of the first arguments, all of which must be there.
    func numbers(
        _ arguments: [FunctionCall.Argument?],
        least: Int
    ) throws(OverrideFault) -> [SweepNumber] {
        var numbers: [SweepNumber] = []
        for argument in arguments.prefix(least) {
            guard let argument else { throw fault() }
            numbers.append(try number(argument))
        }
        return numbers
    }

    func number(_ argument: FunctionCall.Argument) throws(OverrideFault) -> SweepNumber {
        guard case .element(let node) = argument.value, let scalar = node.scalar else {
            throw fault(at: argument)
        }
        switch OverrideReading.value(of: scalar) {
        case .int(let value): return .int(value)
        case .float(let value) where value.isFinite || name == "interval": return .float(value)
        default: throw OverrideFault(kind: .notANumber(function: name), range: node.range)
        }
    }

    /// A text, or the texts of a list.
    func texts(_ argument: FunctionCall.Argument) throws(OverrideFault) -> [String] {
        let node = try element(argument)
        if let scalar = node.scalar { return [scalar.text] }
        guard let list = node.sequence else { throw fault(at: argument) }
        let texts = list.compactMap(\.scalar?.text)
        guard texts.count == list.count else { throw fault(at: argument) }
        return texts
    }

    /// A value that is no sweep itself.
    func element(_ argument: FunctionCall.Argument) throws(OverrideFault) -> Node {
        switch argument.value {
        case .element(let node): return node
        case .sweep(let sweep): throw OverrideFault(kind: .nestedSweep, range: sweep.range)
        }
    }

    func fault(at argument: FunctionCall.Argument? = nil) -> OverrideFault {
        OverrideFault(
            kind: .invalidArguments(function: name),
            range: argument?.value.range ?? range
        )
    }
}

extension Array {
    /// As `map`, with a typed error.
    func mapped<Value>(
        _ transform: (Element) throws(OverrideFault) -> Value
    ) throws(OverrideFault) -> [Value] {
        var result: [Value] = []
        for element in self { result.append(try transform(element)) }
        return result
    }
}
