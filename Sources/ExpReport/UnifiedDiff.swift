/// The lines that differ between two texts, in the unified format of `diff -u` (POSIX `diff`,
/// option `-u`), which `patch` and `git apply` read.
package struct UnifiedDiff {
    private let old: [Substring]
    private let new: [Substring]
    private let name: String

    /// The lines of context around a change.
    private static let context = 3

    /// Prepares a comparison.
    ///
    /// - Parameters:
    ///   - old: The text before.
    ///   - new: The text after.
    ///   - name: The file's name, as both sides have it.
    package init(old: String, new: String, name: String) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
        self.name = name
    }

    /// Lines with their line ends.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        var position = start
        let scalars = text.unicodeScalars
        while position < scalars.endIndex {
            let next = scalars.index(after: position)
            if scalars[position] == "\n" {
                lines.append(text[start..<next])
                start = next
            }
            position = next
        }
        if start < text.endIndex { lines.append(text[start...]) }
        return lines
    }

    /// One line of the comparison.
    private enum Line {
        case same(Int, Int)
        case old(Int)
        case new(Int)

        var isSame: Bool {
            guard case .same = self else { return false }
            return true
        }
    }

    /// The text of the comparison; empty when both are the same.
    package var text: String {
        let script = self.script
        guard script.contains(where: { !$0.isSame }) else { return "" }
        var text = "--- \(name)\n+++ \(name)\n"
        var start = 0
        while let change = script[start...].firstIndex(where: { !$0.isSame }) {
            var end = change
            var position = change
            while position < script.count, position - end <= 2 * Self.context {
                if !script[position].isSame { end = position }
                position += 1
            }
            let lower = max(start, change - Self.context)
            let upper = min(script.count, end + 1 + Self.context)
            text += hunk(script[lower..<upper], before: script[..<lower])
            start = upper
        }
        return text
    }

    private func hunk(_ lines: ArraySlice<Line>, before: ArraySlice<Line>) -> String {
        func count(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
            lines.reduce((0, 0)) { sum, line in
                switch line {
                case .same: (sum.0 + 1, sum.1 + 1)
                case .old: (sum.0 + 1, sum.1)
                case .new: (sum.0, sum.1 + 1)
                }
            }
        }
        let (start, length) = (count(before), count(lines))
        // An empty side is named by the line before it.
        let oldStart = start.old + (length.old == 0 ? 0 : 1)
        let newStart = start.new + (length.new == 0 ? 0 : 1)
        var text = "@@ -\(oldStart),\(length.old) +\(newStart),\(length.new) @@\n"
        for line in lines {
            switch line {
            case .same(let index, _): text += Self.shown(old[index], " ")
            case .old(let index): text += Self.shown(old[index], "-")
            case .new(let index): text += Self.shown(new[index], "+")
            }
        }
        return text
    }

    private static func shown(_ line: Substring, _ sign: String) -> String {
        let hasEnd = line.unicodeScalars.last == "\n"
        return sign + line + (hasEnd ? "" : "\n\\ No newline at end of file\n")
    }

    /// The shortest way from the old lines to the new.
    ///
    /// The greedy algorithm of Eugene Myers, "An O(ND) difference algorithm and its variations",
    /// Algorithmica 1 (1986).
    ///
    /// - Complexity: O((*n* + *m*) *d*) in time and memory for *d* lines that differ.
    private var script: [Line] {
        let (n, m) = (old.count, new.count)
        var furthest = [Int](repeating: 0, count: 2 * (n + m) + 3)
        let middle = n + m + 1
        var history: [[Int]] = []
        search: for distance in 0...(n + m) {
            history.append(furthest)
            for diagonal in stride(from: -distance, through: distance, by: 2) {
                let isDown =
                    diagonal == -distance
                    || diagonal != distance
                        && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
                var x =
                    isDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
                var y = x - diagonal
                while x < n, y < m, old[x] == new[y] {
                    x += 1
                    y += 1
                }
                furthest[middle + diagonal] = x
                if x >= n, y >= m { break search }
            }
        }
        var lines: [Line] = []
        var (x, y) = (n, m)
        for distance in history.indices.reversed() {
            let before = history[distance]
            let diagonal = x - y
            let isDown =
                diagonal == -distance
                || diagonal != distance
                    && before[middle + diagonal - 1] < before[middle + diagonal + 1]
            let previous = isDown ? diagonal + 1 : diagonal - 1
            let previousX = before[middle + previous]
            let previousY = previousX - previous
            while x > previousX, y > previousY, x > 0, y > 0 {
                lines.append(.same(x - 1, y - 1))
                x -= 1
                y -= 1
            }
            if distance > 0 {
                lines.append(isDown ? .new(previousY) : .old(previousX))
                (x, y) = (previousX, previousY)
            }
        }
        return lines.reversed()
    }
}
