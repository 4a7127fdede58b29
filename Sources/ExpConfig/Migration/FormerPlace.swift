import ExpYAML

/// Where a mapping holds a former key: the way to it as written, operators included.
struct FormerPlace {
    /// The keys as the mappings have them: `["optimizer+", "learningRate"]`.
    var keys: [String] = []

    /// The entry at the end of the way.
    var entry: Mapping.Entry

    /// Finds a former key; nil when the mapping does not hold it.
    init?(of path: ConfigPath, in mapping: Mapping) {
        var mapping = mapping
        var found: Mapping.Entry?
        for (depth, key) in path.keyTexts.enumerated() {
            guard let entry = mapping.plainOrOperator(key) else { return nil }
            keys.append(entry.key)
            found = entry
            if depth == path.components.count - 1 { break }
            guard let inner = entry.value.mapping else { return nil }
            mapping = inner
        }
        guard let found else { return nil }
        entry = found
    }
}

extension ConfigPath {
    /// The keys of a path that has only such.
    var keyTexts: [String] {
        components.map { component in
            switch component {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }
}

extension Mapping.Entry {
    /// `+` or `!` where the key ends in it unquoted, else nothing.
    var operatorSign: String {
        operatorKey == nil ? "" : String(key.suffix(1))
    }
}

extension Mapping {
    /// The entry of a key, also as `key+` or `key!`.
    func plainOrOperator(_ key: String) -> Entry? {
        if let entry = entry(key) { return entry }
        for sign in ["+", "!"] {
            if let entry = entry(key + sign), !entry.isKeyQuoted { return entry }
        }
        return nil
    }

    /// Puts an entry with another key in the place of one.
    mutating func rename(_ key: String, to new: Entry) {
        guard let place = position(of: key) else { return }
        var entries = entries
        entries[place] = new
        var renamed = Mapping(entries)
        if !removed.isEmpty { renamed.removed = removed }
        if isIncomplete { renamed.isIncomplete = true }
        self = renamed
    }

    /// Sets the value at the end of a way of keys.
    mutating func replace(_ keys: ArraySlice<String>, with value: Node) {
        guard let key = keys.first, let place = position(of: key) else { return }
        updateValue(at: place) { node in
            guard keys.count > 1, case .mapping(var inner) = node.content else {
                node = value
                return
            }
            inner.replace(keys.dropFirst(), with: value)
            node.content = .mapping(inner)
        }
    }

    /// Takes out the entry at the end of a way of keys, with those mappings on the way that are
    /// empty then and mean nothing.
    mutating func take(_ keys: ArraySlice<String>, isMeaningless: (String) -> Bool) {
        guard let key = keys.first, let place = position(of: key) else { return }
        guard keys.count > 1, case .mapping(var inner) = entries[place].value.content else {
            remove(key)
            return
        }
        // What lies below a key that means nothing means nothing either.
        let name = entries[place].operatorKey ?? key
        let isWholeMeaningless = isMeaningless(name)
        inner.take(keys.dropFirst()) { _ in isWholeMeaningless }
        if inner.isEmpty, isWholeMeaningless {
            remove(key)
        } else {
            updateValue(at: place) { $0.content = .mapping(inner) }
        }
    }

    /// Puts an entry into the mapping at the end of a way of keys, made where it is missing.
    ///
    /// - Returns: The entry that stands in the way; nil when all went well.
    mutating func insert(_ entry: Entry, below keys: ArraySlice<String>) -> Entry? {
        guard let key = keys.first else {
            let name = entry.operatorKey ?? entry.key
            if let other = plainOrOperator(name) { return other }
            set(entry)
            return nil
        }
        guard let other = plainOrOperator(key), let place = position(of: other.key) else {
            var inner = Mapping()
            _ = inner.insert(entry, below: keys.dropFirst())
            let node = Node(.mapping(inner), range: entry.value.range)
            set(Entry(key: key, keyRange: entry.keyRange, value: node))
            return nil
        }
        var inner: Mapping
        switch other.value.content {
        case .faulty: return nil
        case .mapping(let mapping): inner = mapping
        case .scalar where other.value.isChoiceName && !other.value.scalarMustBeGiven:
            // A string given to a mapping means `use: STRING`.
            let range = other.value.range
            inner = Mapping([Entry(key: "use", keyRange: range, value: other.value)])
        case .scalar, .sequence: return other
        }
        if let obstacle = inner.insert(entry, below: keys.dropFirst()) { return obstacle }
        updateValue(at: place) { $0.content = .mapping(inner) }
        return nil
    }
}

extension Node {
    fileprivate var scalarMustBeGiven: Bool {
        scalar?.mustBeGiven ?? false
    }
}
