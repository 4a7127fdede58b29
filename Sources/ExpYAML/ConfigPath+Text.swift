extension ConfigPath: CustomStringConvertible {
    /// The path as a user writes it: `optimizer.lr`, `layers[0].size`, `a."b.c"`.
    ///
    /// A key stands in quotes where it would read as more than one key or as none. The root is the
    /// empty text.
    package var description: String {
        var text = ""
        for component in components {
            switch component {
            case .index(let index):
                text += "[\(index)]"
            case .key(let key):
                if !text.isEmpty { text += "." }
                text += Self.spelled(key)
            }
        }
        return text
    }

    /// A key as it stands in a path: as it is, or in quotes.
    package static func spelled(_ key: String) -> String {
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { !mustBeQuoted($0) }
        if isPlain { return key }
        var text = "\""
        for scalar in key.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func mustBeQuoted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""),
            UInt8(ascii: "\\"), UInt8(ascii: "="), 0...0x20, 0x7F:
            true
        default:
            false
        }
    }

    /// The path without its last step; nil for the root.
    package var parent: ConfigPath? {
        components.isEmpty ? nil : ConfigPath(Array(components.dropLast()))
    }

    /// The last step when it is a key.
    package var lastKey: String? {
        guard case .key(let key) = components.last else { return nil }
        return key
    }

    /// The keys among the steps, without the indices: the folders that options of the path lie in.
    package var keys: [String] {
        components.compactMap { component in
            guard case .key(let key) = component else { return nil }
            return key
        }
    }

    /// Whether this path is the other, or leads towards it.
    package func isPrefix(of other: ConfigPath) -> Bool {
        other.components.starts(with: components)
    }

    /// The path of both, one after the other.
    package func appending(_ other: ConfigPath) -> ConfigPath {
        ConfigPath(components + other.components)
    }

    /// Reads a path in the form of ``description``; nil for a text that is none.
    ///
    /// The empty text is the root. `a.0` is the key `0` of `a`; an index stands in brackets.
    package static func parse(_ text: String) -> ConfigPath? {
        var components: [Component] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if rest.first == "[" {
                guard let close = rest.firstIndex(of: "]") else { return nil }
                let digits = rest[rest.index(after: rest.startIndex)..<close]
                guard digits.utf8.allSatisfy(\.isDigit), let index = Int(digits) else { return nil }
                components.append(.index(index))
                rest = rest[rest.index(after: close)...]
                continue
            }
            if !components.isEmpty {
                guard rest.first == "." else { return nil }
                rest.removeFirst()
            }
            guard let key = takeKey(&rest) else { return nil }
            components.append(.key(key))
        }
        return ConfigPath(components)
    }

    private static func takeKey(_ rest: inout Substring) -> String? {
        if rest.first == "\"" { return takeQuotedKey(&rest) }
        let end = rest.unicodeScalars.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
        let key = rest[..<end]
        guard !key.isEmpty, !key.unicodeScalars.contains(where: { "]\"".contains(Character($0)) })
        else { return nil }
        rest = rest[end...]
        return String(key)
    }

    private static func takeQuotedKey(_ rest: inout Substring) -> String? {
        var key = String.UnicodeScalarView()
        var scalars = rest.unicodeScalars.dropFirst()
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"":
                rest = Substring(scalars)
                return String(key)
            case "\\":
                guard let escaped = scalars.popFirst() else { return nil }
                switch escaped {
                case "n": key.append("\n")
                case "r": key.append("\r")
                case "t": key.append("\t")
                default: key.append(escaped)
                }
            default:
                key.append(scalar)
            }
        }
        return nil
    }
}
