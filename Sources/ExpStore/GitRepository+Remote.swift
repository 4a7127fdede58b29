import ExpSystem

extension GitRepository {
    /// The URL of the remote `origin`, else of the first one, without credentials.
    ///
    /// Read from the file `config` itself (git-config(1), "Configuration file"), which saves a
    /// process; a URL that an included file gives is not found.
    var remote: String? {
        guard let bytes = try? FileSystem.read(commonFolder.appending("config"), limit: 1 << 20)
        else { return nil }
        var urls: [(name: String, url: String)] = []
        var section: String?
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let text = Self.trimmed(line)
            if text.hasPrefix("[") {
                let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
                let isRemote = parts.count == 3 && Self.trimmed(parts[0].dropFirst()) == "remote"
                section = isRemote ? String(parts[1]) : nil
            } else if let section, let sign = text.firstIndex(of: "="),
                Self.trimmed(text[..<sign]).lowercased() == "url"
            {
                urls.append((section, Self.value(text[text.index(after: sign)...])))
            }
        }
        let chosen = urls.first { $0.name == "origin" } ?? urls.first
        return chosen.map { SecretText.withoutCredentials(url: $0.url) }
    }

    /// A value without quotes, escapes and the comment after it (git-config(1), "Syntax").
    private static func value(_ text: Substring) -> String {
        var result = ""
        var isQuoted = false
        var isEscaped = false
        for character in trimmed(text) {
            if isEscaped {
                result.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, character == "#" || character == ";" {
                break
            } else {
                result.append(character)
            }
        }
        return isQuoted ? result : String(trimmed(result[...]))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        let front = text.drop(while: isBlank)
        guard let last = front.lastIndex(where: { !isBlank($0) }) else { return "" }
        return front[...last]
    }
}
