/// Two revisions as a user names them: `main..HEAD`, `main...HEAD`, `main..`.
package struct RevisionRange: Hashable, Sendable {
    /// The text.
    package let text: String

    /// The revision compared with.
    package let old: String

    /// The revision compared; nil for the work tree.
    package let new: String?

    /// Whether the old side is the last commit that both have in common: what the new side changed
    /// since it began.
    package let startsAtMergeBase: Bool

    /// Reads a range; nil for a text that is none.
    ///
    /// Git forbids `..` within the name of a branch or tag (git-check-ref-format(1)), so two dots
    /// are a range unless they are a step of a path. A side that is left out is `HEAD` before the
    /// dots, and the work tree after them.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let (dot, slash) = (UInt8(ascii: "."), UInt8(ascii: "/"))
        guard bytes.count > 2 else { return nil }
        for start in bytes.indices.dropLast() where bytes[start] == dot && bytes[start + 1] == dot {
            var end = start
            while end < bytes.count, bytes[end] == dot { end += 1 }
            guard end - start <= 3 else { return nil }
            let isAfterSlash = start > 0 && bytes[start - 1] == slash
            let isStep = isAfterSlash || (end < bytes.count && bytes[end] == slash)
            if isStep { return nil }
            let before = String(decoding: bytes[..<start], as: UTF8.self)
            let after = String(decoding: bytes[end...], as: UTF8.self)
            // Dots alone are a path.
            if before.isEmpty, after.isEmpty { return nil }
            self.text = text
            old = before.isEmpty ? "HEAD" : before
            new = after.isEmpty ? nil : after
            startsAtMergeBase = end - start == 3
            return
        }
        return nil
    }
}
