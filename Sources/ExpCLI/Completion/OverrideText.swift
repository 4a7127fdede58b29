/// An override as far as it is typed: `++optimizer.lr=0.`, taken apart at its signs.
struct OverrideText: Hashable {
    /// `+`, `++`, `~` or nothing.
    var sign = ""

    /// The key as far as it is typed, without the sign.
    var key = ""

    /// What stands between key and value: `=`, `+=` or `:=`; nil while the key is being typed.
    var assignment: String?

    /// The value as far as it is typed.
    var value = ""

    /// Takes a word apart.
    init(_ word: String) {
        var rest = word[...]
        for sign in ["++", "+", "~"] where rest.hasPrefix(sign) {
            self.sign = sign
            rest = rest.dropFirst(sign.count)
            break
        }
        var quote: Character?
        var depth = 0
        for (offset, character) in zip(rest.indices, rest) {
            switch (quote, character) {
            case (nil, "\""), (nil, "'"): quote = character
            case (let open?, _): if character == open { quote = nil }
            case (nil, "["): depth += 1
            case (nil, "]"): depth -= 1
            case (nil, "=") where depth == 0:
                var end = offset
                assignment = "="
                if end > rest.startIndex {
                    let before = rest[rest.index(before: end)]
                    if before == "+" || before == ":" {
                        end = rest.index(before: end)
                        assignment = "\(before)="
                    }
                }
                key = String(rest[..<end])
                value = String(rest[rest.index(after: offset)...])
                return
            default: break
            }
        }
        key = String(rest)
    }

    /// Everything before the value.
    var head: String {
        sign + key + (assignment ?? "")
    }

    /// The key parted behind its last whole step: `a.b.` and `c`, `layers` and `[0`.
    var parts: (whole: String, last: String) {
        var quote: Character?
        var end = key.startIndex
        for (offset, character) in zip(key.indices, key) {
            switch (quote, character) {
            case (nil, "\""), (nil, "'"): quote = character
            case (let open?, _): if character == open { quote = nil }
            case (nil, "."): end = key.index(after: offset)
            case (nil, "["): end = offset
            case (nil, "]"): end = key.index(after: offset)
            default: break
            }
        }
        return (String(key[..<end]), String(key[end...]))
    }
}
