/// The environment variables that this process was started with, as values.
package enum ProcessEnvironment {
    /// All variables; of a name that stands twice the first counts, as for `getenv(3)`.
    package static var variables: [String: String] {
        var found: [String: String] = [:]
        #if canImport(Darwin)
        guard var next = _NSGetEnviron().pointee else { return [:] }
        #else
        var next = environ
        #endif
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(text[..<sign])
                if found[name] == nil {
                    found[name] = String(text[text.utf8.index(after: sign)...])
                }
            }
            next += 1
        }
        return found
    }

    /// One variable; nil when it is not set.
    package static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The user's home folder: `HOME`, else what the user database says.
    package static var homeDirectory: FilePath? {
        if let home = variable("HOME"), !home.isEmpty { return FilePath(home) }
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
        return FilePath(String(cString: folder))
    }
}
