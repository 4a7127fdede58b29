/// A git repository, asked through the program `git`.
///
/// Nothing in the repository is written: no lock is taken, no index refreshed, no prompt shown.
package struct GitRepository: Sendable {
    /// The folder of the work tree, every link followed.
    package let root: FilePath

    /// The folder that holds this work tree's `index`.
    package let gitFolder: FilePath

    /// The folder that holds `config`.
    package let commonFolder: FilePath

    private let environment: [String: String]
    private let leash = CommandLeash()

    /// Finds the repository that a folder lies in; nil when there is none.
    ///
    /// It looks for `.git` upwards and starts no program.
    package init?(containing folder: FilePath, environment: [String: String]) {
        guard let real = try? FileSystem.realPath(of: folder) else { return nil }
        for candidate in real.selfAndAncestors {
            let mark = candidate.appending(".git")
            guard let kind = FileSystem.kind(of: mark) else { continue }
            root = candidate
            gitFolder = kind == .folder ? mark : Self.linkedFolder(of: mark, in: candidate)
            commonFolder = Self.commonFolder(of: gitFolder)
            // What git was told about another repository must not reach this one.
            var own = environment.filter { !$0.key.hasPrefix("GIT_") }
            own["GIT_OPTIONAL_LOCKS"] = "0"
            own["GIT_TERMINAL_PROMPT"] = "0"
            own["GIT_LITERAL_PATHSPECS"] = nil
            own["LC_ALL"] = "C"
            self.environment = own
            return
        }
        return nil
    }

    /// Runs git in the work tree, with `more` variables beside the usual ones.
    package func run(
        _ arguments: [String],
        more: [String: String] = [:],
        timeoutSeconds: Double = 600,
        limitBytes: Int = 64 << 20
    ) throws(SystemError) -> CommandRun {
        try CommandRun.run(
            "git",
            options + arguments,
            environment: environment.merging(more) { $1 },
            timeoutSeconds: timeoutSeconds,
            limitBytes: limitBytes,
            leash: leash
        )
    }

    /// Starts git in the work tree to be asked for objects.
    func dialogue(_ arguments: [String]) throws(SystemError) -> CommandDialogue {
        try CommandDialogue(
            "git",
            options + arguments,
            environment: environment,
            timeoutSeconds: 600
        )
    }

    private var options: [String] {
        ["-C", root.string, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]
    }

    /// Ends what git does just now; it is not asked again.
    package func stopAsking() {
        leash.pull()
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
