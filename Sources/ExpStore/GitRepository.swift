import ExpSystem

/// A git repository, asked through the program `git`.
///
/// Nothing in the repository is written: no lock is taken, no index refreshed, no prompt shown.
struct GitRepository: Sendable {
    /// The folder of the work tree, every link followed.
    let root: FilePath

    /// The folder that holds this work tree's `index`.
    let gitFolder: FilePath

    /// The folder that holds `config`.
    let commonFolder: FilePath

    private let environment: [String: String]
    private let leash = CommandLeash()

    /// Finds the repository that a folder lies in; nil when there is none.
    ///
    /// It looks for `.git` upwards and starts no program.
    init?(containing folder: FilePath, environment: [String: String]) {
        guard let folders = RepositoryFolders(containing: folder) else { return nil }
        root = folders.root
        gitFolder = folders.gitFolder
        commonFolder = folders.commonFolder
        // What git was told about another repository must not reach this one.
        var own = environment.filter { !$0.key.hasPrefix("GIT_") }
        own["GIT_OPTIONAL_LOCKS"] = "0"
        own["GIT_TERMINAL_PROMPT"] = "0"
        own["GIT_LITERAL_PATHSPECS"] = nil
        own["LC_ALL"] = "C"
        self.environment = own
    }

    /// Runs git in the work tree, with `more` variables beside the usual ones.
    func run(
        _ arguments: [String],
        more: [String: String] = [:],
        timeoutSeconds: Double = 600,
        limitBytes: Int = 64 << 20
    ) throws(SystemError) -> CommandRun {
        let safe = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]
        return try CommandRun.run(
            "git",
            ["-C", root.string] + safe + arguments,
            environment: environment.merging(more) { $1 },
            timeoutSeconds: timeoutSeconds,
            limitBytes: limitBytes,
            leash: leash
        )
    }

    /// Ends what git does just now; it is not asked again.
    func stopAsking() {
        leash.pull()
    }

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
