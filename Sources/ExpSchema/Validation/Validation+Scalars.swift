import ExpDiagnostics
import ExpYAML

extension Validation {
    mutating func checked(
        _ node: Node,
        _ schema: ScalarSchema,
        of whole: Schema,
        _ site: Site
    ) -> Node {
        if schema.isSecret, !node.isNull { return checkedSecret(node, site) }
        guard case .scalar(let scalar) = node.content, !node.isNull else {
            return mismatch(node, whole, site)
        }
        if scalar.form == .deferred {
            // What it holds is known only when the run starts: any text may come of it.
            guard schema.isText else { return mismatch(node, whole, site) }
            guard schema.pattern != nil else { return node }
            return fail(node, .patternMismatch(node, whole, site.path, declarer))
        }
        let problem: Diagnostic?
        let typed: Scalar.Form?
        switch schema.kind {
        case .boolean:
            let isBoolean = !scalar.form.isString && CoreSchema.boolean(scalar.text) != nil
            typed = node.bool == nil ? .typedBool : nil
            problem = isBoolean ? nil : .typeMismatch(node, whole, site.path, declarer)
        case .integer(let limits):
            (typed, problem) = integer(node, scalar, schema, limits, whole, site)
        case .number(let greatest):
            (typed, problem) = number(node, scalar, schema, greatest, whole, site)
        case .string, .path:
            (typed, problem) = text(node, scalar, schema, whole, site)
        case .duration:
            (typed, problem) = duration(node, scalar, schema, whole, site)
        case .enumeration(let cases):
            typed = node.string == nil ? .typedString : nil
            let isKnown = cases.contains { $0.value.matches(scalar) }
            problem = isKnown ? nil : .unknownCase(node, schema, site.path, declarer)
        }
        if let problem { return fail(node, problem) }
        guard let typed else { return node }
        var node = node
        node.content = .scalar(Scalar(scalar.text, typed))
        return node
    }

    /// A secret may only be named, never written down.
    private mutating func checkedSecret(_ node: Node, _ site: Site) -> Node {
        if case .scalar(let scalar) = node.content, scalar.form == .deferred { return node }
        bag.redact(node.range)
        return fail(node, .secretLiteral(node, site.path, declarer))
    }

    private func integer(
        _ node: Node,
        _ scalar: Scalar,
        _ schema: ScalarSchema,
        _ limits: ClosedRange<Int128>,
        _ whole: Schema,
        _ site: Site
    ) -> (Scalar.Form?, Diagnostic?) {
        guard scalar.mayBeNumber, let value = CoreSchema.wide(scalar.text) else {
            return (nil, .typeMismatch(node, whole, site.path, declarer))
        }
        guard limits.contains(value), schema.range?.contains(Double(value)) ?? true else {
            return (nil, .outOfRange(node, whole, site.path, declarer))
        }
        switch node.scalarValue {
        case .int, .bigInt: return (nil, nil)
        default: return (.typedInt, nil)
        }
    }

    private func number(
        _ node: Node,
        _ scalar: Scalar,
        _ schema: ScalarSchema,
        _ greatest: Double,
        _ whole: Schema,
        _ site: Site
    ) -> (Scalar.Form?, Diagnostic?) {
        guard scalar.mayBeNumber, let value = CoreSchema.float(scalar.text) else {
            return (nil, .typeMismatch(node, whole, site.path, declarer))
        }
        // `1e999` is a finite number that the type cannot hold, `.inf` is meant.
        let isMeantInfinite = scalar.text.utf8.contains { $0 | 0x20 == UInt8(ascii: "i") }
        let fits = abs(value) <= greatest || value.isNaN || isMeantInfinite
        guard fits, schema.range?.contains(value) ?? true else {
            return (nil, .outOfRange(node, whole, site.path, declarer))
        }
        if case .float = node.scalarValue { return (nil, nil) }
        return (.typedFloat, nil)
    }

    private mutating func text(
        _ node: Node,
        _ scalar: Scalar,
        _ schema: ScalarSchema,
        _ whole: Schema,
        _ site: Site
    ) -> (Scalar.Form?, Diagnostic?) {
        guard !scalar.isTagged else {
            return (nil, .typeMismatch(node, whole, site.path, declarer))
        }
        if let pattern = schema.pattern, self.pattern(pattern)?.matches(scalar.text) == false {
            return (nil, .patternMismatch(node, whole, site.path, declarer))
        }
        return (node.string == nil ? .typedString : nil, nil)
    }

    private func duration(
        _ node: Node,
        _ scalar: Scalar,
        _ schema: ScalarSchema,
        _ whole: Schema,
        _ site: Site
    ) -> (Scalar.Form?, Diagnostic?) {
        guard !scalar.isTagged, let duration = ConfigDuration(text: scalar.text) else {
            return (nil, .typeMismatch(node, whole, site.path, declarer))
        }
        guard schema.range?.contains(duration.seconds) ?? true else {
            return (nil, .outOfRange(node, whole, site.path, declarer))
        }
        return (node.string == nil ? .typedString : nil, nil)
    }
}

extension Scalar {
    /// Whether the form lets the text be a number: not when it is quoted or typed otherwise.
    fileprivate var mayBeNumber: Bool {
        switch form {
        case .plain, .taggedInt, .taggedFloat, .typedInt, .typedFloat: true
        default: false
        }
    }

    /// Whether a tag says that the text is something else than a string.
    fileprivate var isTagged: Bool {
        switch form {
        case .taggedInt, .taggedFloat, .taggedBool, .taggedNull: true
        default: false
        }
    }

    /// Whether a config's scalar is this case of an enumeration: text as it stands, anything else
    /// by its value.
    fileprivate func matches(_ given: Scalar) -> Bool {
        if form == .typedString { return text == given.text && !given.isTagged }
        return CoreSchema.value(of: self).isEqualValue(to: CoreSchema.value(of: given))
    }
}

extension CoreSchema {
    /// The whole number that a text means to a field of integers, also beyond 64 bits; nil when it
    /// is none.
    ///
    /// What does not fit 128 bits is the nearest number that does: no integer type holds it.
    static func wide(_ text: String) -> Int128? {
        switch integer(text) {
        case .int(let value): Int128(value)
        case .bigInt(let digits): Int128(digits) ?? (digits.hasPrefix("-") ? .min : .max)
        default: nil
        }
    }
}

extension ScalarSchema {
    /// Whether values are text.
    var isText: Bool {
        switch kind {
        case .string, .path: true
        case .boolean, .integer, .number, .duration, .enumeration: false
        }
    }
}
