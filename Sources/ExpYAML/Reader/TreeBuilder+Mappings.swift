import ExpDiagnostics

extension TreeBuilder {
    /// Takes the entries of a mapping that ended off their stack: merge keys resolved, each key
    /// once.
    @inline(__always)
    mutating func mapping(_ frame: Frame) -> Mapping {
        let count = entries.count - frame.base
        if count > Mapping.searchedCount || frame.hasMergeKey {
            return largeMapping(frame)
        }
        var hasDuplicates = false
        let hash = hashes.pointer(at: frame.base)
        var later = 1
        while later < count {
            var earlier = 0
            while earlier < later {
                if hash[earlier] == hash[later] {
                    hasDuplicates = hasDuplicates || isSameKey(frame.base, earlier, later)
                }
                earlier += 1
            }
            later += 1
        }
        if hasDuplicates { return largeMapping(frame) }
        hashes.drop(to: frame.base)
        return Mapping(entries.pop(from: frame.base), index: nil)
    }

    private func isSameKey(_ base: Int, _ left: Int, _ right: Int) -> Bool {
        let entry = entries.pointer(at: base)
        return entry[left].key == entry[right].key
    }

    /// A number that equal keys share, and other keys seldom do.
    ///
    /// Strings compare by canonical equivalence, so keys beyond ASCII all share one number.
    @inline(__always)
    func keyHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        var all: UInt8 = 0
        for byte in bytes {
            all |= byte
            hash = (hash ^ UInt32(byte)) &* 16_777_619
        }
        return all < 0x80 ? hash : 0
    }

    /// As ``mapping(_:)`` for every mapping: with a table of keys, and with what there is to
    /// report.
    private mutating func largeMapping(_ frame: Frame) -> Mapping {
        hashes.drop(to: frame.base)
        let written = entries.pop(from: frame.base)
        var places = [String: Int](minimumCapacity: written.count)
        var own: [Mapping.Entry] = []
        own.reserveCapacity(written.count)
        for entry in written {
            if let first = places[entry.key] {
                diagnostics.append(
                    .duplicateKey(
                        entry.key,
                        at: entry.keyRange,
                        first: own[first].keyRange,
                        isMerge: entry.isMergeKey
                    )
                )
                continue
            }
            places[entry.key] = own.count
            own.append(entry)
        }
        guard frame.hasMergeKey, let merge = own.firstIndex(where: \.isMergeKey) else {
            return own.count > Mapping.searchedCount
                ? Mapping(own, index: places) : Mapping(own, index: nil)
        }
        return merged(own, at: merge)
    }

    /// Puts what a merge key brings in its place; the mapping's own keys win, and of several
    /// mappings the earlier.
    private mutating func merged(_ own: [Mapping.Entry], at place: Int) -> Mapping {
        var taken = Set(own.map(\.key))
        taken.remove("<<")
        var brought: [Mapping.Entry] = []
        for source in sources(of: own[place].value) {
            for var entry in source.mapping.entries where taken.insert(entry.key).inserted {
                if let alias = source.alias {
                    entry.value.trace = Trace(.alias(alias), previous: entry.value)
                }
                brought.append(entry)
            }
        }
        return Mapping(own[..<place] + brought + own[(place + 1)...])
    }

    /// A mapping that a merge key brings in, with the alias that names it.
    private struct MergeSource {
        var mapping: Mapping
        var alias: SourceRange?

        init?(_ node: Node) {
            guard case .mapping(let mapping) = node.content else { return nil }
            self.mapping = mapping
            if case .alias(let range) = node.trace?.step { alias = range }
        }
    }

    private mutating func sources(of value: Node) -> [MergeSource] {
        switch value.content {
        case .mapping:
            return MergeSource(value).map { [$0] } ?? []
        case .sequence(let elements):
            var found: [MergeSource] = []
            for element in elements {
                if let source = MergeSource(element) {
                    found.append(source)
                } else if !element.isFaulty {
                    diagnostics.append(.invalidMergeKey(element))
                }
            }
            return found
        case .scalar:
            diagnostics.append(.invalidMergeKey(value))
            return []
        case .faulty:
            return []
        }
    }
}

extension Mapping.Entry {
    /// Whether this is a merge key (`<<` without quotes), as the YAML merge key type has it
    /// (https://yaml.org/type/merge.html).
    fileprivate var isMergeKey: Bool {
        !isKeyQuoted && key == "<<"
    }
}
