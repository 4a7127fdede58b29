import ExpYAML

/// Which code a run ran, as its `environment.json` has it under `code`.
struct CodeState: Hashable, Sendable {
    /// The commit's full name.
    var commit: String

    /// The branch; nil when none was checked out.
    var branch: String?

    /// How many tracked files had changes that were not committed.
    var changedCount: Int

    /// How many files were not tracked.
    var untrackedCount: Int

    /// Reads the state; nil outside a repository, or when nothing was captured.
    init?(_ environment: Node?) {
        guard let code = environment?["code"], let commit = code["commit"]?.string else {
            return nil
        }
        self.commit = commit
        branch = code["branch"]?.string
        changedCount = code["dirtyFiles"]?.sequence?.count ?? 0
        untrackedCount = code["untrackedFiles"]?.sequence?.count ?? 0
    }

    /// Whether the commit tells all: nothing was changed or added beside it.
    var isClean: Bool { changedCount == 0 && untrackedCount == 0 }

    /// The state in a few words: `3f2a1b9 on main, 2 files changed, 1 file untracked`.
    var text: String {
        var text = String(commit.prefix(9))
        if let branch { text += ReportMessages.onBranch(branch) }
        if changedCount > 0 { text += ReportMessages.filesChanged(changedCount) }
        if untrackedCount > 0 { text += ReportMessages.filesUntracked(untrackedCount) }
        return text
    }

    /// The state as an object.
    var node: Node {
        ReportNode.object([
            ("commit", ReportNode.text(commit)),
            ("branch", ReportNode.optional(branch)),
            ("isDirty", ReportNode.flag(changedCount > 0)),
        ])
    }
}
