import ExpDiagnostics
import ExpYAML

extension ResolverTable {
    /// OmegaConf's own resolvers (OmegaConf 2.3, "Built-in resolvers").
    static let omegaConf: [Resolver] = [
        Resolver("oc.env", usage: "${oc.env:NAME,default}", argumentCount: 1...2) {
            call,
            resolution throws(Diagnostic) in
            guard let name = call.string(0) else {
                throw .resolverNeedsText(call, argument: 0, usage: "${oc.env:NAME,default}")
            }
            if var value = resolution.variable(name) {
                value.content = .scalar(Scalar(value.scalar?.text ?? "", .typedString))
                return .value(value)
            }
            guard call.arguments.count > 1 else { throw .missingVariable(name, call) }
            // A default becomes text, as a variable is text; null stays what it is.
            let fallback = call.arguments[1]
            if fallback.isNull { return .value(fallback) }
            let text =
                fallback.scalarValue.map(ScalarSpelling.spelling) ?? CanonicalWriter.flow(fallback)
            return .value(Node(.scalar(Scalar(text, .typedString)), range: fallback.range))
        },
        Resolver("oc.select", usage: "${oc.select:KEY,default}", argumentCount: 1...2) {
            call,
            resolution throws(Diagnostic) in
            let fallback = call.arguments.count > 1 ? call.arguments[1] : .null(call.node.range)
            switch try resolution.find(keyIn: 0, of: call) {
            case .found(let node, let path): return .key(path, node)
            case .missing, .notGiven: return .value(fallback)
            case .aboveRoot: throw .referenceAboveRoot(call)
            case .known: return .faulty
            }
        },
        Resolver("oc.decode", usage: "${oc.decode:TEXT}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            if call.arguments[0].isNull { return .value(call.arguments[0]) }
            guard let text = call.string(0) else {
                throw .resolverNeedsText(call, argument: 0, usage: "${oc.decode:TEXT}")
            }
            return try resolution.decoded(text, for: call).map { .value($0) } ?? .faulty
        },
        Resolver("oc.create", usage: "${oc.create:[…]}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            let given = call.arguments[0]
            guard given.scalar == nil || given.isNull else { throw .nothingToCreate(call) }
            return try resolution.created(given, for: call).map { .value($0) } ?? .faulty
        },
        Resolver("oc.dict.keys", usage: "${oc.dict.keys:KEY}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            let (mapping, path) = try resolution.mapping(namedBy: call)
            guard let mapping, let path else { return .faulty }
            let keys = mapping.entries.map { entry in
                Node(.scalar(Scalar(entry.key, .typedString)), range: entry.keyRange)
            }
            return .key(path, Node(.sequence(keys), range: call.node.range))
        },
        Resolver("oc.dict.values", usage: "${oc.dict.values:KEY}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            let (mapping, path) = try resolution.mapping(namedBy: call)
            guard let mapping, let path else { return .faulty }
            for entry in mapping.entries where entry.value.scalar?.mustBeGiven == true {
                throw .valueNotGiven(path.appending(entry.key), entry.value)
            }
            let values = mapping.entries.map { entry in
                resolution.value(entry.value, at: path.appending(entry.key))
            }
            if values.contains(where: \.isFaulty) { return .faulty }
            return .key(path, Node(.sequence(values), range: call.node.range))
        },
        Resolver("oc.deprecated", usage: "${oc.deprecated:KEY,message}", argumentCount: 1...2) {
            call,
            resolution throws(Diagnostic) in
            let usage = "${oc.deprecated:KEY,message}"
            let message = call.arguments.count > 1 ? call.string(1) : nil
            if call.arguments.count > 1, message == nil {
                throw .resolverNeedsText(call, argument: 1, usage: usage)
            }
            switch try resolution.find(keyIn: 0, of: call) {
            case .found(let node, let path):
                // Every config that still offers the old name would warn of itself: what counts is
                // who reads it.
                resolution.deprecated[call.path] = Deprecation(
                    new: path,
                    message: message,
                    declared: call.range
                )
                return .key(path, node)
            case .missing(let missing):
                throw .missingReference(
                    missing,
                    in: call.node,
                    at: call.range(ofArgument: 0),
                    stack: resolution.stack
                )
            case .notGiven(let node, let path): throw .valueNotGiven(path, node)
            case .aboveRoot: throw .referenceAboveRoot(call)
            case .known: return .faulty
            }
        },
    ]
}

extension Resolution {
    /// What lies at the key that an argument names: `a.b`, `.x`, `a[0]`.
    mutating func find(
        keyIn argument: Int,
        of call: ResolverInvocation
    ) throws(Diagnostic) -> Lookup {
        guard let text = call.string(argument) ?? call.integerKey(argument) else {
            let usage = resolvers[call.name]?.usage ?? ""
            throw .resolverNeedsText(call, argument: argument, usage: usage)
        }
        let reference: Reference
        do throws(InterpolationFault) {
            reference = try InterpolationParser.reference(text)
        } catch {
            throw .invalidResolverKey(text, call, argument: argument)
        }
        return look(up: reference, in: call.node, at: call.path)
    }

    /// The mapping that `oc.dict.keys` and `oc.dict.values` are about; nil for one that cannot be
    /// known, which was reported.
    mutating func mapping(
        namedBy call: ResolverInvocation
    ) throws(Diagnostic) -> (Mapping?, ConfigPath?) {
        let reference: Reference
        guard let text = call.string(0) else { throw .resolverNeedsMapping(call, found: nil) }
        do throws(InterpolationFault) {
            reference = try InterpolationParser.reference(text)
        } catch {
            throw .invalidResolverKey(text, call, argument: 0)
        }
        // Only the keys are asked for: the values may be what is being resolved just now.
        switch look(up: reference, in: call.node, at: call.path, isWhole: false) {
        case .found(let node, let path):
            guard let mapping = node.mapping else { throw .resolverNeedsMapping(call, found: node) }
            return (mapping, path)
        case .missing(let missing):
            throw .missingReference(
                missing,
                in: call.node,
                at: call.range(ofArgument: 0),
                stack: stack
            )
        case .notGiven(let node, let path): throw .valueNotGiven(path, node)
        case .aboveRoot: throw .referenceAboveRoot(call)
        case .known: return (nil, nil)
        }
    }

    /// A text read as an argument is: `12` a number, `[1, ${x}]` a list.
    mutating func decoded(
        _ text: String,
        for call: ResolverInvocation
    ) throws(Diagnostic) -> Node? {
        let bytes = Array(text.utf8)
        let isPadded =
            bytes.first.map(ByteScanner.isBlank) ?? false
            || bytes.last.map(ByteScanner.isBlank) ?? false
        let begin = bytes.first { !ByteScanner.isBlank($0) }
        let isPlain = begin.map { !"[{'\"".utf8.contains($0) } ?? true
        // Blanks around it are part of a text without quotes, as in OmegaConf.
        if isPadded, isPlain, !InterpolationParser.mayHoldInterpolation(text) {
            return Node(.scalar(Scalar(text, .typedString)), range: call.node.range)
        }
        let argument: ResolverCall.Argument
        do throws(InterpolationFault) {
            argument = try InterpolationParser.element(text)
        } catch {
            throw .undecodableText(text, error, call)
        }
        let holder = Node(.scalar(Scalar(text, .typedString)), range: call.node.range)
        return try again(call) { resolution in
            resolution.value(of: argument, in: holder, at: call.path)
        }
    }

    /// A list or mapping whose texts may hold interpolations once more.
    mutating func created(
        _ node: Node,
        for call: ResolverInvocation
    ) throws(Diagnostic) -> Node? {
        var isFaulty = false
        let value = try again(call) { resolution in
            Deferred.mapScalars(node) { node, scalar in
                guard InterpolationParser.mayHoldInterpolation(scalar.text),
                    scalar.form != .deferred
                else { return nil }
                let value = resolution.evaluated(node, scalar, at: call.path)
                isFaulty = isFaulty || value?.isFaulty ?? true
                return value
            }
        }
        return isFaulty ? nil : value
    }

    /// Resolves what a resolver made, which may in turn make more of it: as deep as a config nests.
    private mutating func again<Value>(
        _ call: ResolverInvocation,
        _ body: (inout Resolution) -> Value
    ) throws(Diagnostic) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw .resolverTooDeep(call) }
        return body(&self)
    }
}

/// A key that `oc.deprecated` keeps under its old name.
struct Deprecation: Sendable {
    /// Where the value is today.
    var new: ConfigPath
    /// What the config says about it, in the place of a message of ours.
    var message: String?
    /// Where it says so.
    var declared: SourceRange
}

extension ResolverInvocation {
    /// A key that is a number: the first of `${oc.select:0}`.
    fileprivate func integerKey(_ index: Int) -> String? {
        arguments[index].int.map(String.init)
    }
}
