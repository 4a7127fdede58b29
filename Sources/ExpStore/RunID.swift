package import ExpSystem

/// The name of a run and of its folder: `20261123-181502-digits-k3f9x2ab`.
///
/// That is the start in UTC, the task, and eight random base-32 characters.
package struct RunID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The whole name.
    package let text: String

    /// The task's part of the name.
    package let task: String

    /// The last part: eight random characters, by which people name a run.
    package let suffix: String

    /// The length of ``suffix``.
    package static let suffixLength = 8

    /// The shortest beginning of ``suffix`` that is shown or asked for.
    package static let shortestLength = 4

    /// Reads a folder's name; nil when it is no run's.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, Self.isDigits(parts[0], count: 8),
            Self.isDigits(parts[1], count: 6),
            let last = parts.last, last.utf8.count == Self.suffixLength,
            last.utf8.allSatisfy(SystemRandom.base32Alphabet.contains)
        else { return nil }
        self.text = text
        task = parts[2..<(parts.count - 1)].joined(separator: "-")
        suffix = String(last)
        guard !task.isEmpty else { return nil }
    }

    /// A new name; `suffix` is random unless a test gives it.
    ///
    /// What may not stand in a folder's name everywhere becomes `-` in the task's part.
    package init(
        task: String,
        at time: Timestamp,
        suffix: String = SystemRandom.base32(count: suffixLength)
    ) {
        let safe = String(
            decoding: task.utf8.prefix(60).map { byte -> UInt8 in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"):
                    byte
                default: UInt8(ascii: "-")
                }
            },
            as: UTF8.self
        )
        self.task = safe.isEmpty ? "run" : safe
        self.suffix = suffix
        text = "\(time.compact)-\(self.task)-\(suffix)"
    }

    /// The folder of the month that the run lies in: `2026-11`.
    package var month: String {
        "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))"
    }

    /// The second that the run started in: `20261123-181502`.
    package var second: Substring {
        text.prefix(15)
    }

    package var description: String {
        text
    }

    package static func < (left: RunID, right: RunID) -> Bool {
        left.text < right.text
    }

    private static func isDigits(_ text: Substring, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}
