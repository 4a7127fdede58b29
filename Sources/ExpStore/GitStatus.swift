/// What `git status --porcelain=v2 --branch -z` says (git-status(1), "Porcelain Format Version 2").
struct GitStatus: Hashable, Sendable {
    /// The commit that is checked out; nil before the first one.
    var commit: String?

    /// The branch; nil when a commit is checked out by itself.
    var branch: String?

    /// Files that differ from the commit, staged or not.
    var dirty: [String] = []

    /// Those of ``dirty`` that are submodules with changes inside, which no patch of this repository
    /// holds.
    var dirtySubmodules: [String] = []

    /// Files that git neither knows nor ignores.
    var untracked: [String] = []

    /// Reads the output.
    init(_ output: [UInt8]) {
        var records = output.split(separator: 0, omittingEmptySubsequences: true)[...]
        while let record = records.popFirst() {
            let text = String(decoding: record, as: UTF8.self)
            if text.hasPrefix("# branch.oid ") {
                let id = String(text.dropFirst(13))
                commit = id == "(initial)" ? nil : id
            } else if text.hasPrefix("# branch.head ") {
                let name = String(text.dropFirst(14))
                branch = name == "(detached)" ? nil : name
            } else if text.hasPrefix("? ") {
                untracked.append(String(text.dropFirst(2)))
            } else if text.hasPrefix("1 ") {
                add(text, pathAfterFields: 8)
            } else if text.hasPrefix("2 ") {
                add(text, pathAfterFields: 9)
                // A renamed file's old name is a record of its own.
                _ = records.popFirst()
            } else if text.hasPrefix("u ") {
                add(text, pathAfterFields: 10)
            }
        }
    }

    /// Takes a changed entry: a sign, two letters, `N...` or `SCMU` for a submodule with a new
    /// commit, changed files, untracked files, and more before the path.
    private mutating func add(_ text: String, pathAfterFields count: Int) {
        let path = Self.path(in: text, afterFields: count)
        dirty.append(path)
        let kind = text.split(separator: " ", maxSplits: 3).dropFirst(2).first ?? ""
        if kind.hasPrefix("S"), kind.contains("M") || kind.contains("U") {
            dirtySubmodules.append(path)
        }
    }

    private static func path(in text: String, afterFields count: Int) -> String {
        let parts = text.split(separator: " ", maxSplits: count, omittingEmptySubsequences: false)
        return parts.last.map(String.init) ?? ""
    }
}
