extension Schema {
    /// What a value may be, in a few words: `Int, 1 or more`, `one of relu, tanh`,
    /// `list of Int, each above 0`.
    package var typeText: String {
        ([typeName] + constraints).joined(separator: ", ")
    }

    /// The type alone: `Int`, `list of Double`, `Double or null`.
    var typeName: String {
        let name: String
        switch shape {
        case .any: return "anything"
        case .scalar(let scalar): name = scalar.shownTypeName
        case .list(let element, _): name = "list of \(element.typeName)"
        case .dictionary(let element): name = "mapping of \(element.typeName)"
        case .mapping(let mapping): name = mapping.typeName
        case .union(let union): name = "one of \(union.caseNames.joined(separator: ", "))"
        }
        return isOptional ? name + " or null" : name
    }

    /// What the type does not say: range, pattern, number of elements.
    var constraints: [String] {
        switch shape {
        case .any, .mapping, .union:
            return []
        case .scalar(let scalar):
            return scalar.constraints
        case .dictionary(let element):
            return element.constraintsOfEach
        case .list(let element, let count):
            return (count.map { ["\(SchemaWording.count($0)) of them"] } ?? [])
                + element.constraintsOfEach
        }
    }

    private var constraintsOfEach: [String] {
        let inner = constraints
        guard let first = inner.first else { return [] }
        switch shape {
        case .scalar: return ["each \(first)"] + inner.dropFirst()
        default: return inner
        }
    }
}

extension ScalarSchema {
    fileprivate var shownTypeName: String {
        guard case .enumeration(let cases) = kind else { return typeName }
        return "one of \(cases.map(\.name).joined(separator: ", "))"
    }

    fileprivate var constraints: [String] {
        var texts = rangeText(separator: ", ").map { [$0] } ?? []
        if let pattern { texts.append("matching `\(pattern)`") }
        return texts
    }

    /// The limits of an integer type in words; nil for other types.
    var limitText: String? {
        guard case .integer(let limits) = kind else { return nil }
        return "from \(limits.lowerBound) to \(limits.upperBound)"
    }

    /// The range in words; nil when every number is allowed.
    func rangeText(separator: String) -> String? {
        guard let range else { return nil }
        func spelled(_ bound: Double) -> String {
            if case .duration = kind { return ConfigDuration.seconds(bound).description }
            return SchemaWording.number(bound)
        }
        switch (range.lower.map(spelled), range.upper.map(spelled)) {
        case (nil, nil): return nil
        case (let lower?, nil): return range.includesLower ? "\(lower) or more" : "above \(lower)"
        case (nil, let upper?): return range.includesUpper ? "at most \(upper)" : "below \(upper)"
        case (let lower?, let upper?):
            if range.includesLower, range.includesUpper {
                return lower == upper ? lower : "from \(lower) to \(upper)"
            }
            let first = range.includesLower ? "at least \(lower)" : "above \(lower)"
            let second = range.includesUpper ? "at most \(upper)" : "below \(upper)"
            return first + separator + second
        }
    }
}
