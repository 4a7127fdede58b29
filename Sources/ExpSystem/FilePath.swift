/// A path as text, absolute or relative; making one touches no disk.
///
/// Nothing here knows a working directory: a relative path is made absolute by
/// ``absolute(in:)`` with a folder given as a value.
package struct FilePath: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The text as it is handed to the system.
    package let string: String

    /// A path from its text, kept as it is.
    package init(_ string: String) {
        self.string = string
    }

    package init(stringLiteral value: String) {
        string = value
    }

    /// Whether the path starts at the root.
    package var isAbsolute: Bool {
        string.utf8.first == UInt8(ascii: "/")
    }

    /// The parts between slashes, without empty ones.
    package var components: [String] {
        string.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    /// The last part; empty for the root and for an empty path.
    package var name: String {
        components.last ?? ""
    }

    /// The last part without its extension.
    package var stem: String {
        guard let dot = Self.extensionDot(in: name) else { return name }
        return String(name[..<dot])
    }

    /// The text after the last dot of the name; nil for `README` and for `.hidden`.
    package var `extension`: String? {
        let name = name
        guard let dot = Self.extensionDot(in: name) else { return nil }
        return String(name[name.index(after: dot)...])
    }

    /// The folder that holds the path, by text alone: `a` lies in `.`; nil for `/`, `.` and nothing.
    package var parent: FilePath? {
        let parts = components
        guard !parts.isEmpty, self != "." else { return nil }
        let rest = parts.dropLast().joined(separator: "/")
        if isAbsolute { return FilePath("/" + rest) }
        return FilePath(rest.isEmpty ? "." : rest)
    }

    /// The path and then each folder above it, up to the root.
    package var selfAndAncestors: [FilePath] {
        var path: FilePath? = self
        var found: [FilePath] = []
        while let current = path {
            found.append(current)
            path = current.parent
        }
        return found
    }

    /// The path of something in this folder; an absolute `other` stands for itself.
    package func appending(_ other: String) -> FilePath {
        if other.utf8.first == UInt8(ascii: "/") || string.isEmpty { return FilePath(other) }
        if other.isEmpty { return self }
        return FilePath(
            string.utf8.last == UInt8(ascii: "/") ? string + other : "\(string)/\(other)"
        )
    }

    /// The path of something in this folder; an absolute `other` stands for itself.
    package func appending(_ other: FilePath) -> FilePath {
        appending(other.string)
    }

    /// The same path seen from the root, without `.` and `..`.
    ///
    /// - Parameter folder: The absolute folder that a relative path starts in.
    /// - Returns: A normalised absolute path.
    package func absolute(in folder: FilePath) -> FilePath {
        folder.appending(self).normalised
    }

    /// The path without `.`, empty parts and, by text alone, `x/..`.
    package var normalised: FilePath {
        var kept: [String] = []
        for part in components where part != "." {
            if part != ".." {
                kept.append(part)
            } else if let last = kept.last, last != ".." {
                kept.removeLast()
            } else if !isAbsolute {
                kept.append(part)
            }
        }
        let text = kept.joined(separator: "/")
        if isAbsolute { return FilePath("/" + text) }
        return FilePath(text.isEmpty ? "." : text)
    }

    /// The way from a folder to this path, with `..` where it must go up.
    ///
    /// Both must be absolute, or relative to the same place; otherwise, and when the folder begins
    /// above that place, the normalised path itself comes back.
    package func relative(to folder: FilePath) -> FilePath {
        guard isAbsolute == folder.isAbsolute else { return normalised }
        let target = normalised.components.filter { $0 != "." }
        let origin = folder.normalised.components.filter { $0 != "." }
        var common = 0
        while common < min(target.count, origin.count), target[common] == origin[common] {
            common += 1
        }
        let up = origin[common...]
        guard !up.contains("..") else { return normalised }
        let parts = up.map { _ in ".." } + target[common...]
        return FilePath(parts.isEmpty ? "." : parts.joined(separator: "/"))
    }

    /// Whether the path is the folder or lies in it, by text alone.
    package func isInside(_ folder: FilePath) -> Bool {
        guard isAbsolute == folder.isAbsolute else { return false }
        let target = normalised.components.filter { $0 != "." }
        let origin = folder.normalised.components.filter { $0 != "." }
        return target.starts(with: origin) && !target.dropFirst(origin.count).contains("..")
    }

    private static func extensionDot(in name: String) -> String.Index? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name != ".." else {
            return nil
        }
        return dot
    }
}

extension FilePath: CustomStringConvertible, Comparable {
    package var description: String {
        string
    }

    package static func < (left: FilePath, right: FilePath) -> Bool {
        left.string < right.string
    }
}
