import ExpDiagnostics
import ExpYAML

extension DeclarationReader {
    /// What a type says about its former keys, checked against the keys that it has.
    mutating func changes(
        of type: any TaskConfig.Type,
        _ properties: [DeclaredProperty],
        _ fields: [MappingSchema.Field]
    ) -> [KeyChange] {
        let schema = Schema(.mapping(MappingSchema(fields: fields, typeName: "")))
        var reading = ChangeReading(type: type, schema: schema)
        for property in properties {
            for name in property.declaration?.formerNames ?? [] {
                // A former name is one key, whatever characters it has.
                let path = ConfigPath(keys: name)
                let new = ConfigPath(keys: property.key)
                reading.add(KeyChange(old: path, .moved(to: new, nil)), property: property.name)
            }
        }
        for change in type.changes {
            guard let old = ConfigPath.parse(change.key) else {
                reading.report(.invalidFormerKey(change.key))
                continue
            }
            switch change.kind {
            case .moved(let target, let conversion):
                guard let new = ConfigPath.parse(target), schema.mayHold(target), new.hasOnlyKeys
                else {
                    reading.report(.formerKeyWithoutTarget(change.key, target: target))
                    continue
                }
                if let conversion { reading.check(conversion, onto: new) }
                reading.add(KeyChange(old: old, .moved(to: new, conversion)))
            case .converted(let conversion):
                guard schema.mayHold(change.key), old.hasOnlyKeys else {
                    reading.report(.changeOfUnknownKey(change.key))
                    continue
                }
                if !conversion.isRecognising {
                    reading.report(.conversionNotRecognising(change.key))
                }
                reading.check(conversion, onto: old)
                reading.add(KeyChange(old: old, .converted(conversion)))
            case .removed(let reason, let allowed):
                let place = Place(type: type, property: change.key)
                var value: Node?
                if let allowed { value = node(of: allowed, at: place) }
                reading.add(KeyChange(old: old, .removed(reason: reason, allowed: value)))
            }
        }
        for (reason, property) in reading.problems {
            report(reason, type: type, property: property)
        }
        return reading.changes
    }
}

/// Gathers the changes of one type and what is wrong with them.
private struct ChangeReading {
    let type: any TaskConfig.Type
    /// The fields of the type.
    let schema: Schema
    private(set) var changes: [KeyChange] = []
    private(set) var problems: [(DeclarationError.Reason, property: String?)] = []

    init(type: any TaskConfig.Type, schema: Schema) {
        self.type = type
        self.schema = schema
    }

    mutating func report(_ reason: DeclarationError.Reason, property: String? = nil) {
        problems.append((reason, property))
    }

    mutating func add(_ change: KeyChange, property: String? = nil) {
        let key = change.old.description
        if change.old.isUnusable {
            report(.invalidFormerKey(key), property: property)
            return
        }
        if case .converted = change.outcome {
            if changes.contains(where: { $0.old == change.old }) { report(.formerKeyTwice(key)) }
            changes.append(change)
            return
        }
        if schema.mayHold(key) { report(.formerKeyIsThere(key), property: property) }
        for other in changes {
            if other.old == change.old {
                report(.formerKeyTwice(key), property: property)
            } else if other.old.isPrefix(of: change.old) || change.old.isPrefix(of: other.old) {
                let isInner = other.old.isPrefix(of: change.old)
                let (inner, outer) = isInner ? (change.old, other.old) : (other.old, change.old)
                report(.formerKeyWithin("\(inner)", other: "\(outer)"), property: property)
            }
        }
        if schema.claims(change.old) { report(.formerKeyTwice(key), property: property) }
        changes.append(change)
    }

    /// Whether a conversion makes values that the key can hold.
    mutating func check(_ conversion: ValueConversion, onto path: ConfigPath) {
        let fits: Bool
        let needed: String
        switch conversion.target {
        case .any: return
        case .duration:
            needed = "ConfigDuration"
            fits = schema.possible(at: path).allSatisfy(\.holdsDurations)
        case .number:
            needed = "number"
            fits = schema.possible(at: path).allSatisfy(\.holdsNumbers)
        }
        if !fits { report(.conversionToOther("\(path)", needed: needed)) }
    }
}

extension ConfigPath {
    fileprivate var hasOnlyKeys: Bool {
        !components.isEmpty && components.count == keys.count
    }

    /// Whether no config could have a former key of this path.
    fileprivate var isUnusable: Bool {
        !hasOnlyKeys
            || keys.contains {
                $0.isEmpty || $0.hasSuffix("+") || $0.hasSuffix("!") || $0 == "use"
            }
    }
}

extension Schema {
    /// Whether the type of an inner key says itself what became of a former key.
    fileprivate func claims(_ path: ConfigPath) -> Bool {
        (1..<max(1, path.components.count)).contains { length in
            let rest = ConfigPath(Array(path.components.dropFirst(length)))
            return possible(at: ConfigPath(Array(path.components.prefix(length)))).contains {
                let mappings =
                    [$0.mapping].compactMap(\.self) + ($0.union?.cases ?? []).map(\.mapping)
                return mappings.contains { $0.changes.contains { $0.old == rest } }
            }
        }
    }

    fileprivate var holdsDurations: Bool {
        guard case .duration? = innermost.scalar?.kind else { return false }
        return true
    }

    fileprivate var holdsNumbers: Bool {
        switch innermost.scalar?.kind {
        case .integer, .number: true
        default: false
        }
    }

    /// What a list or dictionary holds, else the value itself.
    private var innermost: Schema {
        switch shape {
        case .list(let element, _), .dictionary(let element): element.innermost
        case .any, .scalar, .mapping, .union: self
        }
    }
}
