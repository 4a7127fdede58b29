/// Finds what a mistyped name was meant to be.
package enum Suggestion {
    /// The candidates that a name may have been meant as, the likeliest first; at most three.
    ///
    /// A candidate that differs only in case or in `-` against `_` comes first. Others are ordered
    /// by edit distance, then those of the name's own length first, then as given; the distance may
    /// be a third of the longer name, at least 1, and never the whole of it. The name itself is no
    /// candidate.
    ///
    /// - Complexity: O(*k* · *n*²) for *k* candidates of about the name's length *n*; candidates of
    ///   other lengths cost nothing.
    package static func nearest(
        to name: String,
        among candidates: some Sequence<String>
    ) -> [String] {
        let wanted = folded(name)
        var found: [(distance: Int, lengths: Int, candidate: String)] = []
        for candidate in candidates where candidate != name {
            let other = folded(candidate)
            let longer = max(wanted.count, other.count)
            let limit = min(max(longer, 3) / 3, longer - 1)
            let lengths = abs(wanted.count - other.count)
            guard lengths <= max(limit, 0) else { continue }
            let distance = distance(wanted, other)
            guard distance <= limit || distance == 0 else { continue }
            found.append((distance, lengths, candidate))
        }
        // Sorting is stable, so that equals keep the order of the candidates.
        found.sort { ($0.distance, $0.lengths) < ($1.distance, $1.lengths) }
        var names: [String] = []
        for (_, _, candidate) in found where !names.contains(candidate) {
            names.append(candidate)
            if names.count == 3 { break }
        }
        return names
    }

    /// The question to the user, as "did you mean `a` or `b`?"; nil when nothing is near.
    package static func phrase(for name: String, among candidates: some Sequence<String>) -> String?
    {
        phrase(nearest(to: name, among: candidates))
    }

    /// The number of edits between two texts: characters inserted, deleted or replaced, and
    /// neighbours swapped (optimal string alignment: Damerau's four edits, no part edited twice).
    package static func distance(_ left: String, _ right: String) -> Int {
        distance(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }

    private static func folded(_ name: String) -> [Unicode.Scalar] {
        name.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 }
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var best = previous[column] + (character == other ? 0 : 1)
                best = min(best, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
