import ExpSystem
import ExpYAML

/// Asks git for what `environment.json` and `code.patch` say about the code.
///
/// A clean repository costs one process of git, one with changes three.
struct CodeReader: Sendable {
    /// An untracked file over this size is left out of the patch.
    static let untrackedLimitBytes = 1 << 20
    /// A patch is cut at a whole file's end below this size.
    static let patchLimitBytes = 10 << 20
    /// The most untracked files that the patch takes.
    static let untrackedLimitCount = 1_000

    let repository: GitRepository
    /// The runs folder, which is no code.
    let runs: FilePath
    /// When the run started.
    let started: Timestamp
    var patchLimitBytes = CodeReader.patchLimitBytes

    /// What was found, and the patch when there are changes.
    struct Reading: Sendable {
        var facts: CodeFacts
        var patch: [UInt8]?
    }

    /// Reads all of it; takes as long as git takes.
    func read() -> Reading {
        var facts = CodeFacts(root: repository.root)
        facts.remote = repository.remote
        do throws(SystemError) {
            let arguments = ["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all"]
            let run = try repository.run(arguments + pathspec)
            guard run.didSucceed else { return failure(facts, run) }
            let status = GitStatus(run.output)
            facts.commit = status.commit
            facts.branch = status.branch
            facts.dirty = status.dirty
            facts.untracked = status.untracked
            facts.leftOut = status.dirtySubmodules.map {
                CodeFacts.LeftOut(path: $0, reason: .hasOwnChanges)
            }
            facts.changedAfterStart = changedAfterStart(status.dirty + status.untracked)
            facts.submodules = try submodules()
            facts.state = .complete
            guard !facts.dirty.isEmpty || !facts.untracked.isEmpty else {
                return Reading(facts: facts)
            }
            return try readPatch(facts)
        } catch {
            facts.state = .failed
            facts.reason = .commandFailed(error)
            return Reading(facts: facts)
        }
    }

    private func failure(_ facts: CodeFacts, _ run: CommandRun) -> Reading {
        var facts = facts
        facts.state = .failed
        facts.reason = .gitFailed(run)
        return Reading(facts: facts)
    }

    /// Everything but the runs folder.
    private var pathspec: [String] {
        guard let real = try? FileSystem.realPath(of: runs), real.isInside(repository.root),
            real != repository.root
        else { return [] }
        let inside = real.relative(to: repository.root)
        return ["--", ".", ":(exclude,top,literal)\(inside)"]
    }

    private func changedAfterStart(_ names: [String]) -> [String] {
        names.prefix(CodeFacts.listLimit).filter { name in
            let path = repository.root.appending(name)
            guard let status = try? FileSystem.status(of: path, followingLinks: false) else {
                return false
            }
            return status.modified > started
        }
    }

    /// `git submodule status`: a sign, the commit, a blank, the path, and more in brackets.
    private func submodules() throws(SystemError) -> [CodeFacts.Submodule] {
        guard FileSystem.kind(of: repository.root.appending(".gitmodules")) == .file else {
            return []
        }
        let run = try repository.run(["submodule", "status", "--recursive"])
        return run.text.split(separator: "\n").compactMap { line in
            let parts = line.dropFirst().split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            var path = parts[1]
            if path.hasSuffix(")"), let bracket = path.lastIndex(of: "(") {
                path = path[..<bracket].dropLast()
            }
            return CodeFacts.Submodule(
                path: String(path),
                commit: String(parts[0]),
                isMoved: line.first == "+"
            )
        }
    }

    // MARK: The patch

    private func readPatch(_ facts: CodeFacts) throws(SystemError) -> Reading {
        var facts = facts
        let chosen = chooseUntracked(&facts)
        var base = facts.commit
        if base == nil {
            // Before the first commit everything differs from the empty tree.
            base = try repository.run(["hash-object", "-t", "tree", "--stdin"]).text
        }
        var scratch: ScratchIndex?
        defer { scratch?.remove() }
        var more: [String: String] = [:]
        if !chosen.isEmpty {
            do throws(SystemError) {
                let made = try ScratchIndex(of: repository)
                scratch = made
                more = try made.add(chosen)
            } catch {
                // What git knows is captured nevertheless.
                let reason = String.commandFailed(error)
                facts.leftOut += chosen.map { CodeFacts.LeftOut(path: $0, reason: reason) }
            }
        }
        let options = [
            "diff", base ?? "HEAD", "--binary", "--full-index", "--no-color", "--no-ext-diff",
            "--no-textconv", "--no-renames", "--submodule=short", "--src-prefix=a/",
            "--dst-prefix=b/",
        ]
        let run = try repository.run(
            options + pathspec,
            more: more,
            limitBytes: patchLimitBytes
        )
        guard run.didSucceed || run.isCut else { return failure(facts, run) }
        var patch = run.output
        if run.isCut {
            facts.isPatchCut = true
            patch = Self.cutAtFile(patch)
        }
        guard !patch.isEmpty else { return Reading(facts: facts) }
        var hash = SHA256()
        hash.update(patch)
        facts.patchHash = hash.finish()
        facts.patchSizeBytes = patch.count
        return Reading(facts: facts, patch: patch)
    }

    /// The untracked files that the patch takes; the reasons of the others are noted.
    private func chooseUntracked(_ facts: inout CodeFacts) -> [String] {
        var chosen: [String] = []
        var sizeBytes = 0
        for name in facts.untracked {
            let path = repository.root.appending(name)
            let status = try? FileSystem.status(of: path, followingLinks: false)
            let reason: String?
            if name.hasSuffix("/") {
                reason = .isRepository
            } else if Self.mayHoldSecrets(path.name) {
                reason = .mayHoldSecrets
            } else if let status, status.kind == .file || status.kind == .link {
                if status.kind == .file, access(path.string, R_OK) != 0 {
                    reason = .isClosed
                } else if status.sizeBytes > Self.untrackedLimitBytes {
                    reason = .isTooLarge(status.sizeBytes)
                } else if chosen.count == Self.untrackedLimitCount
                    || sizeBytes + status.sizeBytes > patchLimitBytes
                {
                    reason = .areTooMany
                } else {
                    sizeBytes += status.sizeBytes
                    chosen.append(name)
                    reason = nil
                }
            } else {
                reason = .isGone
            }
            if let reason { facts.leftOut.append(CodeFacts.LeftOut(path: name, reason: reason)) }
        }
        return chosen
    }

    private static func mayHoldSecrets(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower == ".env" || lower.hasPrefix(".env.") || lower == ".netrc"
            || lower.hasPrefix("id_rsa") || lower.hasPrefix("id_ed25519")
            || lower.hasPrefix("credentials") || lower.hasPrefix("secrets.")
            || [".pem", ".key", ".p12", ".pfx", ".keystore"].contains { lower.hasSuffix($0) }
    }

    /// The patch up to the beginning of the file in which it was cut, so that what is left applies.
    static func cutAtFile(_ patch: [UInt8]) -> [UInt8] {
        let mark = Array("\ndiff --git ".utf8)
        var position = patch.count - mark.count
        while position >= 0 {
            if patch[position] == mark[0], patch[position...].starts(with: mark) {
                return Array(patch[...position])
            }
            position -= 1
        }
        return []
    }
}

/// A copy of the repository's index, in which untracked files are entered so that `git diff` shows
/// them; the repository itself stays as it is.
private struct ScratchIndex {
    private let repository: GitRepository
    private let folder: FilePath

    init(of repository: GitRepository) throws(SystemError) {
        self.repository = repository
        let name = "exp-index-\(SystemRandom.base32(count: 12))"
        let own = ProcessEnvironment.variable("TMPDIR").map { FilePath($0).appending(name) }
        if let own, (try? FileSystem.createDirectory(own, mode: 0o700)) != nil {
            folder = own
        } else {
            folder = FilePath("/tmp").appending(name)
            try FileSystem.createDirectory(folder, mode: 0o700)
        }
    }

    /// Enters files by name only (`--intent-to-add`), so that no content is stored.
    ///
    /// The one object that git makes for this, the empty file, goes beside the index.
    ///
    /// - Returns: The variables by which git uses this index.
    /// - Throws: Also when git refuses, as for a file that has gone meanwhile: then the index may
    ///   hold some of the files, and is not to be used.
    func add(_ names: [String]) throws(SystemError) -> [String: String] {
        let index = folder.appending("index")
        let original = repository.gitFolder.appending("index")
        if FileSystem.kind(of: original) == .file {
            try FileSystem.writeWhole(try FileSystem.read(original), to: index)
        }
        let list = folder.appending("names")
        try FileSystem.writeWhole(Array(names.joined(separator: "\0").utf8), to: list)
        try FileSystem.createDirectory(folder.appending("objects"))
        let variables = [
            "GIT_INDEX_FILE": index.string,
            "GIT_OBJECT_DIRECTORY": folder.appending("objects").string,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": repository.commonFolder.appending("objects").string,
        ]
        let run = try repository.run(
            [
                "add", "--intent-to-add", "--ignore-errors", "--pathspec-from-file=\(list)",
                "--pathspec-file-nul",
            ],
            more: variables.merging(["GIT_LITERAL_PATHSPECS": "1"]) { $1 }
        )
        guard run.didSucceed else { throw SystemError("enter", folder.string, code: EIO) }
        return variables
    }

    func remove() {
        Self.removeTree(folder)
    }

    private static func removeTree(_ path: FilePath) {
        for entry in (try? FileSystem.list(path)) ?? [] {
            let inside = path.appending(entry.name)
            if entry.kind == .folder { removeTree(inside) } else { try? FileSystem.remove(inside) }
        }
        try? FileSystem.removeDirectory(path)
    }
}
