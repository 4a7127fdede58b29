package import ExpDiagnostics
package import ExpSystem

extension ConfigMessages {
    static func inSubmodule(_ name: String, _ revision: String) -> String {
        "it lies in the submodule `\(name)`, of which `\(revision)` holds no file"
    }

    static func outsideRepository(_ revision: String) -> String {
        "it lies outside of the repository, so that no revision holds it"
    }

    static func onlyOnDisk(_ revision: String) -> String {
        "there is one on disk, but not in `\(revision)`"
    }
}

extension Diagnostic {
    /// A revision asked for where there is no repository.
    static func noRepository(_ folder: FilePath, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .noRepository,
            message: "`\(folder)` lies in no git repository",
            labels: range.map { [Label($0)] } ?? [],
            help: "change to a folder of the repository; `exp diff A B` compares two files"
        )
    }

    /// A revision that git does not know.
    static func unknownRevision(
        _ revision: String,
        hasCommits: Bool,
        isShallow: Bool,
        names: [String],
        at range: SourceRange?
    ) -> Diagnostic {
        var notes: [String] = []
        var help = Suggestion.phrase(for: revision, among: names)
        if !hasCommits {
            notes = ["the repository has no commit yet"]
            help = nil
        } else if help == nil {
            let remote = "origin/\(revision)"
            if names.contains(remote) { help = "did you mean `\(remote)`?" }
        }
        if isShallow { notes.append(wholeHistory) }
        return Diagnostic(
            .unknownRevision,
            message: "there is no revision `\(revision)`",
            labels: range.map { [Label($0)] } ?? [],
            notes: notes,
            help: help ?? (hasCommits ? "`git log --oneline --all` lists the commits" : nil)
        )
    }

    /// Two revisions without a common commit.
    static func noCommonCommit(
        _ first: String,
        _ second: String,
        isShallow: Bool,
        at range: SourceRange?
    ) -> Diagnostic {
        Diagnostic(
            .unknownRevision,
            message: "`\(first)` and `\(second)` have no commit in common",
            labels: range.map { [Label($0)] } ?? [],
            notes: isShallow ? [wholeHistory] : [],
            help: "`\(first)..\(second)` compares them as they are"
        )
    }

    private static let wholeHistory =
        "the clone is shallow: `git fetch --unshallow` gets its history, `fetch-depth: 0` in a workflow"

    /// Git that cannot be asked.
    package static func gitFailed(_ failure: GitFailure, at range: SourceRange?) -> Diagnostic {
        var help: String?
        let message: String
        switch failure {
        case .notStarted(let error) where error.code == ENOENT:
            message = "there is no program `git` on the `PATH`"
            help = "install git, or put it on the `PATH`"
        case .notStarted(let error):
            message = "git cannot be started: \(error.reason)"
        case .failed(let text):
            let lines = text.split(separator: "\n").map(String.init)
            message = "git failed: \(lines.first ?? "")"
            if lines.count > 1 { help = lines.dropFirst().joined(separator: "\n") }
        case .silent(let error):
            message = "git does not answer: \(error.reason)"
        }
        return Diagnostic(
            .gitFailed,
            message: message,
            labels: range.map { [Label($0)] } ?? [],
            help: help
        )
    }
}
