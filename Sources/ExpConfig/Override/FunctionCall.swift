import ExpDiagnostics
import ExpYAML

/// A call in an override's value: a cast, which is done at once, or a form of sweep.
struct FunctionCall {
    /// One argument.
    struct Argument {
        /// The name before `=`; nil for an argument by place.
        var name: String?
        /// What is given.
        var value: OverrideValue
    }

    /// The function's name.
    var name: String

    /// Where the name stands.
    var nameRange: SourceRange

    /// The arguments in order.
    var arguments: [Argument]

    /// The whole call.
    var range: SourceRange

    /// The functions that turn values into another type.
    static let casts = ["int", "float", "str", "bool"]

    /// The functions that mean several trials, with the names of the arguments that each takes.
    static let sweeps: [String: [String]] = [
        "choice": [],
        "range": ["start", "stop", "step"],
        "interval": ["start", "end"],
        "glob": ["include", "exclude"],
        "shuffle": ["sweep", "list", "seed"],
        "sort": ["sweep", "list", "reverse"],
        "tag": ["tags", "sweep"],
        "linspace": ["start", "stop", "count"],
        "logspace": ["start", "stop", "count"],
        "zip": [],
    ]

    /// What the call gives.
    func value() throws(OverrideFault) -> OverrideValue {
        if Self.casts.contains(name) { return try cast() }
        guard let names = Self.sweeps[name] else {
            throw OverrideFault(kind: .unknownFunction(name), range: nameRange)
        }
        for case let argument? in arguments.map(\.name) where !names.contains(argument) {
            throw OverrideFault(kind: .invalidArguments(function: name), range: range)
        }
        guard !arguments.isEmpty else {
            throw OverrideFault(kind: .invalidArguments(function: name), range: range)
        }
        if name == "choice" || name == "zip" { try refuseSweeps() }
        if name == "sort" || name == "shuffle", let ordered = try orderedList() {
            return .element(ordered)
        }
        return .sweep(SweepForm(function: name, elements: elements, range: range))
    }

    /// The arguments that are no settings of the function.
    private var values: [Argument] {
        arguments.filter { $0.name != "reverse" && $0.name != "seed" }
    }

    private var elements: [Node] {
        values.flatMap { argument in
            switch argument.value {
            case .element(let node): [node]
            case .sweep(let sweep): sweep.elements
            }
        }
    }

    private func refuseSweeps() throws(OverrideFault) {
        for argument in arguments {
            guard case .sweep(let sweep) = argument.value else { continue }
            throw OverrideFault(kind: .nestedSweep, range: sweep.range)
        }
    }

    private func cast() throws(OverrideFault) -> OverrideValue {
        guard !arguments.isEmpty, arguments.allSatisfy({ $0.name == nil || $0.name == "value" })
        else {
            throw OverrideFault(kind: .invalidArguments(function: name), range: range)
        }
        var cast: [Node] = []
        var form = SweepForm(function: nil, elements: [], range: range)
        for argument in arguments {
            switch argument.value {
            case .element(let node):
                cast.append(try Cast(function: name).apply(to: node))
            case .sweep(let sweep):
                guard arguments.count == 1, accepts(sweep) else {
                    throw OverrideFault(kind: .invalidArguments(function: name), range: range)
                }
                form.function = sweep.function
                for node in sweep.elements { cast.append(try Cast(function: name).apply(to: node)) }
                form.elements = cast
                return .sweep(form)
            }
        }
        if cast.count == 1 {
            var node = cast[0]
            node.range = range
            return .element(node)
        }
        form.elements = cast
        return .sweep(form)
    }

    /// A range holds numbers and an interval numbers of one kind, so that other casts make no
    /// sense.
    private func accepts(_ sweep: SweepForm) -> Bool {
        switch sweep.function {
        case "range", "interval": name == "int" || name == "float"
        default: true
        }
    }

    /// The list that `sort` and `shuffle` give when they are given one list, or one value.
    private func orderedList() throws(OverrideFault) -> Node? {
        let values = values
        guard values.count == 1, case .element(var node) = values[0].value else {
            let holdsSweep = values.contains {
                guard case .sweep = $0.value else { return false }
                return true
            }
            if name == "sort", !holdsSweep { _ = try sorted(elements) }
            return nil
        }
        if case .sequence(let list) = node.content, name == "sort" {
            node.content = .sequence(try sorted(list))
        }
        node.range = range
        return node
    }

    private func sorted(_ list: [Node]) throws(OverrideFault) -> [Node] {
        let isReversed = arguments.contains { argument in
            guard argument.name == "reverse", case .element(let node) = argument.value,
                case .scalar(let scalar) = node.content
            else { return false }
            return OverrideReading.value(of: scalar) == .bool(true)
        }
        var numbers: [(Double, Node)] = []
        var texts: [(String, Node)] = []
        for node in list {
            guard case .scalar(let scalar) = node.content else { continue }
            switch OverrideReading.value(of: scalar) {
            case .int(let number): numbers.append((Double(number), node))
            case .float(let number): numbers.append((number, node))
            case .string(let text): texts.append((text, node))
            case .bigInt(let text): numbers.append((Double(text) ?? .infinity, node))
            case .bool, .null: continue
            }
        }
        let ordered: [Node]
        if numbers.count == list.count {
            ordered = numbers.sorted { $0.0 < $1.0 }.map(\.1)
        } else if texts.count == list.count {
            ordered = texts.sorted { $0.0 < $1.0 }.map(\.1)
        } else if list.count <= 1 {
            ordered = list
        } else {
            throw OverrideFault(kind: .invalidArguments(function: name), range: range)
        }
        return isReversed ? ordered.reversed() : ordered
    }
}
