/// Where a git repository keeps its things (gitrepository-layout(5)), found without starting git.
package struct RepositoryFolders: Sendable {
    /// The folder of the work tree, every link followed.
    package let root: FilePath

    /// The folder that holds this work tree's `HEAD` and `index`.
    package let gitFolder: FilePath

    /// The folder that holds `config` and the branches of all work trees.
    package let commonFolder: FilePath

    /// Looks for `.git` from a folder upwards; nil when there is none.
    package init?(containing folder: FilePath) {
        guard let real = try? FileSystem.realPath(of: folder) else { return nil }
        for candidate in real.selfAndAncestors {
            let mark = candidate.appending(".git")
            guard let kind = FileSystem.kind(of: mark) else { continue }
            root = candidate
            gitFolder = kind == .folder ? mark : Self.linkedFolder(of: mark, in: candidate)
            commonFolder = Self.commonFolder(of: gitFolder)
            return
        }
        return nil
    }

    /// The commit that is checked out, in hexadecimal; nil before the first commit.
    ///
    /// It is read from `HEAD`, `refs` and `packed-refs`. Only a repository that keeps its branches
    /// otherwise (`extensions.refStorage`) is asked through the program `git`.
    package func commit(environment: [String: String]) -> String? {
        guard let head = HostFacts.firstLine(of: gitFolder.appending("HEAD")) else { return nil }
        guard head.hasPrefix("ref: ") else { return Self.hash(head) }
        let name = String(head.dropFirst(5))
        for folder in [gitFolder, commonFolder] {
            if let line = HostFacts.firstLine(of: folder.appending(name)), let hash = Self.hash(line) {
                return hash
            }
        }
        if let hash = packedCommit(name) { return hash }
        let keepsFiles = FileSystem.kind(of: commonFolder.appending("reftable")) == nil
        return keepsFiles ? nil : askedCommit(environment)
    }

    /// A branch's commit in `packed-refs`: a line each, `HASH NAME`, beside comments and the
    /// commits that tags point to.
    private func packedCommit(_ name: String) -> String? {
        let path = commonFolder.appending("packed-refs")
        guard let bytes = try? FileSystem.read(path, limit: 64 << 20) else { return nil }
        let wanted = Array((" " + name).utf8)
        for line in bytes.split(separator: UInt8(ascii: "\n"))
        where line.suffix(wanted.count).elementsEqual(wanted) {
            if let hash = Self.hash(
                String(decoding: line.dropLast(wanted.count), as: UTF8.self)
            ) {
                return hash
            }
        }
        return nil
    }

    private func askedCommit(_ environment: [String: String]) -> String? {
        let own = environment.filter { !$0.key.hasPrefix("GIT_") }
        let run = try? CommandRun.run(
            "git",
            ["-C", root.string, "rev-parse", "--verify", "--quiet", "HEAD"],
            environment: own,
            timeoutSeconds: 10
        )
        guard let run, run.didSucceed else { return nil }
        let line = run.output.prefix { $0 != UInt8(ascii: "\n") }
        return Self.hash(String(decoding: line, as: UTF8.self))
    }

    /// The text when it is a SHA-1 or SHA-256 in hexadecimal.
    private static func hash(_ text: String) -> String? {
        let isHash =
            (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        return isHash ? text : nil
    }

    /// In a linked work tree or a submodule `.git` is a file, `gitdir: FOLDER`
    /// (gitrepository-layout(5)).
    private static func linkedFolder(of mark: FilePath, in root: FilePath) -> FilePath {
        guard let text = HostFacts.firstLine(of: mark), text.hasPrefix("gitdir: ") else {
            return mark
        }
        return root.appending(String(text.dropFirst(8)))
    }

    /// The file `commondir` of a linked work tree leads to the folder with `config`.
    private static func commonFolder(of folder: FilePath) -> FilePath {
        HostFacts.firstLine(of: folder.appending("commondir")).map(folder.appending) ?? folder
    }
}
