/// Joins a config that is gone with one that is new when their texts are much the same.
enum RenameSearch {
    /// The share of lines that two texts must have in common, as git's own limit for renames.
    private static let leastLikeness = 0.5

    /// The pairs with the renamed ones joined, in their order.
    static func joined(_ pairs: [ConfigPairs.Pair]) -> [ConfigPairs.Pair] {
        let gone = pairs.indices.filter { pairs[$0].new == nil }
        let added = pairs.indices.filter { pairs[$0].old == nil }
        guard !gone.isEmpty, !added.isEmpty else { return pairs }
        let lines = Dictionary(
            uniqueKeysWithValues: (gone + added).map { index in
                (index, Lines((pairs[index].old ?? pairs[index].new)?.bytes ?? []))
            }
        )
        var candidates: [(likeness: Double, gone: Int, added: Int)] = []
        for left in gone {
            for right in added {
                guard let old = lines[left], let new = lines[right] else { continue }
                let likeness = old.likeness(to: new)
                if likeness >= leastLikeness { candidates.append((likeness, left, right)) }
            }
        }
        var pairs = pairs
        var taken: Set<Int> = []
        // The likest first; of equal ones in the order of names.
        candidates.sort { ($1.likeness, $0.gone, $0.added) < ($0.likeness, $1.gone, $1.added) }
        for candidate in candidates
        where !taken.contains(candidate.gone) && !taken.contains(candidate.added) {
            taken.formUnion([candidate.gone, candidate.added])
            pairs[candidate.added].old = pairs[candidate.gone].old
            pairs[candidate.added].oldName = pairs[candidate.gone].name
        }
        return pairs.enumerated().filter { !taken.contains($0.offset) || $0.element.new != nil }
            .map(\.element)
    }

    /// How often each line that says something stands in a text.
    private struct Lines {
        var counts: [ArraySlice<UInt8>: Int] = [:]
        var count = 0

        init(_ bytes: [UInt8]) {
            for line in bytes.split(separator: UInt8(ascii: "\n")) where !line.isEmpty {
                counts[line, default: 0] += 1
                count += 1
            }
        }

        func likeness(to other: Lines) -> Double {
            let most = max(count, other.count)
            guard most > 0 else { return 0 }
            let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
            return Double(common) / Double(most)
        }
    }
}
