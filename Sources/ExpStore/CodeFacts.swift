import ExpSystem
import ExpYAML

/// What was found out about the code of a run: `code` in `environment.json`.
struct CodeFacts: Sendable {
    /// How far the capture came.
    enum State: String, Sendable {
        /// It goes on beside the task.
        case pending
        /// All that should be captured is.
        case complete
        /// The run ended first.
        case unfinished
        /// Git could not be asked.
        case failed
    }

    /// A file that `code.patch` does not hold, and why.
    struct LeftOut: Hashable, Sendable {
        var path: String
        var reason: String
    }

    /// A repository within the repository.
    struct Submodule: Hashable, Sendable {
        var path: String
        var commit: String
        /// Whether another commit is checked out than the outer repository says.
        var isMoved: Bool
    }

    var state = State.pending
    /// Why the state is `unfinished` or `failed`.
    var reason: String?
    var root: FilePath
    var commit: String?
    var branch: String?
    var remote: String?
    var dirty: [String] = []
    var untracked: [String] = []
    var submodules: [Submodule] = []
    /// Files that changed after the run had started: the run may have used the older ones.
    var changedAfterStart: [String] = []
    var patchSizeBytes: Int?
    var patchHash: String?
    var isPatchCut = false
    var leftOut: [LeftOut] = []

    /// The most names that each list holds; the counts beside them tell the rest.
    static let listLimit = 1_000

    init(root: FilePath) {
        self.root = root
    }

    /// What identifies the code: the commit, and with it a digest of the changes; nil when not all
    /// of them were captured, since then nothing identifies it.
    var hash: String? {
        guard state == .complete, let commit else { return nil }
        if dirty.isEmpty, untracked.isEmpty { return commit }
        guard !isPatchCut, leftOut.isEmpty, let patchHash else { return nil }
        return "\(commit)+\(patchHash.prefix(16))"
    }

    /// The facts as they stand in `environment.json`.
    var node: Node {
        var fields = RecordFields()
        fields.set("state", state.rawValue)
        fields.set("reason", reason)
        fields.set("root", root.string)
        guard state != .pending, state != .failed || commit != nil else { return fields.node }
        fields.set("commit", commit)
        fields.set("branch", branch)
        fields.set("remote", remote)
        fields.set("hash", hash)
        fields.set("dirtyCount", dirty.count)
        fields.set("dirtyFiles", Array(dirty.prefix(Self.listLimit)))
        fields.set("untrackedCount", untracked.count)
        fields.set("untrackedFiles", Array(untracked.prefix(Self.listLimit)))
        if !changedAfterStart.isEmpty { fields.set("changedAfterStart", changedAfterStart) }
        if !submodules.isEmpty { fields.set("submodules", submodules.map(\.node)) }
        if let patchSizeBytes {
            var patch = RecordFields()
            patch.set("file", RunLayout.codePatch)
            patch.set("sizeBytes", patchSizeBytes)
            patch.set("sha256", patchHash)
            patch.set("isCut", isPatchCut)
            fields.set("patch", patch.node)
        }
        if !leftOut.isEmpty {
            fields.set("leftOutCount", leftOut.count)
            fields.set("leftOut", leftOut.prefix(Self.listLimit).map(\.node))
        }
        return fields.node
    }
}

extension CodeFacts.LeftOut {
    fileprivate var node: Node {
        var fields = RecordFields()
        fields.set("path", path)
        fields.set("reason", reason)
        return fields.node
    }
}

extension CodeFacts.Submodule {
    fileprivate var node: Node {
        var fields = RecordFields()
        fields.set("path", path)
        fields.set("commit", commit)
        if isMoved { fields.set("isMoved", true) }
        return fields.node
    }
}
