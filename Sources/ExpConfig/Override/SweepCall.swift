import ExpDiagnostics
import ExpYAML

/// A call that means several trials, with its arguments checked.
///
/// The functions and the names of their arguments are Hydra 1.3's ("Extended grammar" in its
/// documentation), with `seed=` of `shuffle`, `linspace`, `logspace` and `zip` beside them.
struct SweepCall {
    let name: String
    let arguments: [FunctionCall.Argument]
    let range: SourceRange

    /// The functions, with the names of the arguments that each takes, in order.
    static let functions: [String: [String]] = [
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

    /// What the call gives: a form of sweep, or the list that `sort` makes of one list.
    func value() throws(OverrideFault) -> OverrideValue {
        let names = Self.functions[name] ?? []
        for case let argument? in arguments.map(\.name) where !names.contains(argument) {
            throw fault()
        }
        guard !arguments.isEmpty else { throw fault() }
        let kind: SweepForm.Kind
        switch name {
        case "choice":
            kind = .choice(
                try arguments.mapped { argument throws(OverrideFault) in
                    try element(argument)
                }
            )
        case "range": kind = .range(try range(try named(names)))
        case "interval":
            let ends = try numbers(try named(names), least: 2)
            let isWhole = ends.allSatisfy { if case .int = $0 { true } else { false } }
            kind = .interval(start: ends[0].double, end: ends[1].double, isWhole: isWhole)
        case "glob":
            let patterns = try named(names)
            guard let include = patterns[0] else { throw fault() }
            kind = .glob(
                include: try texts(include),
                exclude: try patterns[1].map { argument throws(OverrideFault) in
                    try texts(argument)
                } ?? []
            )
        case "linspace", "logspace": kind = try spaced(try named(names))
        case "sort", "shuffle": return try ordered()
        case "tag": kind = try tagged()
        default: kind = .zip(try lists())
        }
        return .sweep(SweepForm(kind, range: range))
    }

    // MARK: - Functions

    private func range(
        _ arguments: [FunctionCall.Argument?]
    ) throws(OverrideFault) -> SweepRange {
        var start = try arguments[0].map { argument throws(OverrideFault) in try number(argument) }
        var stop = try arguments[1].map { argument throws(OverrideFault) in try number(argument) }
        let step =
            try arguments[2].map { argument throws(OverrideFault) in try number(argument) }
            ?? .int(1)
        // `range(5)` counts from 0.
        if stop == nil {
            stop = start
            start = .int(0)
        }
        guard let stop else { throw fault() }
        let first = start ?? .int(0)
        guard step.double != 0 else {
            let place = arguments[2]?.value.range ?? range
            throw OverrideFault(kind: .zeroStep, range: place)
        }
        if case .int(let start) = first, case .int(let stop) = stop, case .int(let step) = step {
            return .whole(start: start, stop: stop, step: step)
        }
        return .fractional(start: first.double, stop: stop.double, step: step.double)
    }

    private func spaced(
        _ arguments: [FunctionCall.Argument?]
    ) throws(OverrideFault) -> SweepForm.Kind {
        let numbers = try numbers(arguments, least: 3)
        guard case .int(let count) = numbers[2], (1...100_000).contains(count) else {
            throw OverrideFault(kind: .invalidCount, range: arguments[2]?.value.range ?? range)
        }
        let (start, stop) = (numbers[0].double, numbers[1].double)
        guard name == "logspace" else { return .linspace(start: start, stop: stop, count: count) }
        for (end, argument) in [(start, arguments[0]), (stop, arguments[1])] where end <= 0 {
            throw OverrideFault(kind: .notPositive, range: argument?.value.range ?? range)
        }
        return .logspace(start: start, stop: stop, count: count)
    }

    private func tagged() throws(OverrideFault) -> SweepForm.Kind {
        var words: [String] = []
        var inner: SweepForm.Kind?
        for argument in arguments {
            if argument.name == "tags" {
                words += try texts(argument)
            } else if case .sweep(let form) = argument.value, inner == nil {
                inner = form.kind
            } else if argument.name == nil {
                words += try texts(argument)
            } else {
                throw fault()
            }
        }
        guard let inner else { throw fault() }
        return .tagged(words, inner)
    }

    /// The lists of `zip`, one a key and all of one length.
    private func lists() throws(OverrideFault) -> [[Node]] {
        var lists: [[Node]] = []
        for argument in arguments {
            let node = try element(argument)
            guard let list = node.sequence, !list.isEmpty else {
                throw OverrideFault(kind: .zipNeedsLists, range: node.range)
            }
            if let first = lists.first, first.count != list.count {
                let kind = OverrideFault.Kind.zipLengths(first.count, list.count)
                throw OverrideFault(kind: kind, range: node.range)
            }
            lists.append(list)
        }
        return lists
    }

    // MARK: - Order

    private func ordered() throws(OverrideFault) -> OverrideValue {
        let settings = ["reverse", "seed"]
        let values = arguments.filter { !settings.contains($0.name ?? "") }
        let isReversed = try flag("reverse")
        let seed = try seed()
        guard let first = values.first else { throw fault() }
        let inner: SweepForm.Kind
        if values.count == 1, case .sweep(let form) = first.value {
            inner = form.kind
        } else if values.count == 1, case .element(let node) = first.value {
            // One list is one value, sorted here and now.
            var list = node
            if name == "sort", let elements = node.sequence {
                list.content = .sequence(try sorted(elements, isReversed: isReversed))
            } else if name == "shuffle", node.sequence != nil, seed != nil {
                throw OverrideFault(kind: .shuffledList, range: range)
            }
            list.range = range
            return .element(list)
        } else {
            let elements = try values.mapped { argument throws(OverrideFault) in
                try element(argument)
            }
            if name == "sort" { _ = try sorted(elements, isReversed: isReversed) }
            inner = .choice(elements)
        }
        let kind: SweepForm.Kind =
            name == "sort" ? .sorted(inner, isReversed: isReversed) : .shuffled(inner, seed: seed)
        return .sweep(SweepForm(kind, range: range))
    }

    private func flag(_ wanted: String) throws(OverrideFault) -> Bool {
        guard let argument = arguments.first(where: { $0.name == wanted }) else { return false }
        guard case .element(let node) = argument.value, let scalar = node.scalar,
            case .bool(let value) = OverrideReading.value(of: scalar)
        else { throw fault(at: argument) }
        return value
    }

    private func seed() throws(OverrideFault) -> Int? {
        guard let argument = arguments.first(where: { $0.name == "seed" }) else { return nil }
        guard case .int(let seed) = try number(argument) else { throw fault(at: argument) }
        return seed
    }

    private func sorted(
        _ list: [Node],
        isReversed: Bool
    ) throws(OverrideFault) -> [Node] {
        var numbers: [(Double, Node)] = []
        var texts: [(String, Node)] = []
        for node in list {
            guard let scalar = node.scalar else { continue }
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
            throw OverrideFault(kind: .unsortable, range: range)
        }
        return isReversed ? ordered.reversed() : ordered
    }
}
