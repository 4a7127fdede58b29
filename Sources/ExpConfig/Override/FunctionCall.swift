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

    /// What the call gives.
    func value() throws(OverrideFault) -> OverrideValue {
        if Self.casts.contains(name) { return try cast() }
        guard SweepCall.functions[name] != nil else {
            throw OverrideFault(kind: .unknownFunction(name), range: nameRange)
        }
        return try SweepCall(name: name, arguments: arguments, range: range).value()
    }

    private func cast() throws(OverrideFault) -> OverrideValue {
        guard !arguments.isEmpty, arguments.allSatisfy({ $0.name == nil || $0.name == "value" })
        else { throw invalid }
        var cast: [Node] = []
        for argument in arguments {
            switch argument.value {
            case .element(let node):
                cast.append(try Cast(function: name).apply(to: node))
            case .sweep(var form):
                guard arguments.count == 1 else { throw invalid }
                form.kind = try self.cast(form.kind)
                if form.isSpaced { form.casts.append(name) }
                form.range = range
                return .sweep(form)
            }
        }
        if cast.count == 1 {
            var node = cast[0]
            node.range = range
            return .element(node)
        }
        return .sweep(SweepForm(.simple(cast), range: range))
    }

    /// A form with its values cast; numbers that are computed only when the form is expanded are
    /// cast then.
    private func cast(_ kind: SweepForm.Kind) throws(OverrideFault) -> SweepForm.Kind {
        let isNumber = name == "int" || name == "float"
        switch kind {
        case .simple(let values): return .simple(try cast(values))
        case .choice(let values): return .choice(try cast(values))
        case .sorted(let inner, let isReversed):
            return .sorted(try cast(inner), isReversed: isReversed)
        case .shuffled(let inner, let seed): return .shuffled(try cast(inner), seed: seed)
        case .tagged(let words, let inner): return .tagged(words, try cast(inner))
        case .range(let numbers):
            guard isNumber else { throw invalid }
            return .range(try cast(numbers))
        case .interval(let start, let end, _):
            guard isNumber else { throw invalid }
            guard name == "int" else { return .interval(start: start, end: end, isWhole: false) }
            return .interval(
                start: start.rounded(.towardZero),
                end: end.rounded(.towardZero),
                isWhole: true
            )
        case .linspace, .logspace:
            guard isNumber else { throw invalid }
            return kind
        case .zip(let lists):
            var result: [[Node]] = []
            for list in lists { result.append(try cast(list)) }
            return .zip(result)
        case .glob: throw invalid
        }
    }

    private func cast(_ values: [Node]) throws(OverrideFault) -> [Node] {
        try values.mapped { node throws(OverrideFault) in try Cast(function: name).apply(to: node) }
    }

    private func cast(_ numbers: SweepRange) throws(OverrideFault) -> SweepRange {
        switch (numbers, name) {
        case (.whole(let start, let stop, let step), "float"):
            return .fractional(start: Double(start), stop: Double(stop), step: Double(step))
        case (.fractional(let start, let stop, let step), "int"):
            guard let start = Int(exactly: start.rounded(.towardZero)),
                let stop = Int(exactly: stop.rounded(.towardZero)),
                let step = Int(exactly: step.rounded(.towardZero)), step != 0
            else { throw invalid }
            return .whole(start: start, stop: stop, step: step)
        default:
            return numbers
        }
    }

    private var invalid: OverrideFault {
        OverrideFault(kind: .invalidArguments(function: name), range: range)
    }
}

extension SweepForm {
    /// Whether the numbers are computed only when the form is expanded.
    fileprivate var isSpaced: Bool {
        switch kind {
        case .linspace, .logspace: true
        default: false
        }
    }
}
