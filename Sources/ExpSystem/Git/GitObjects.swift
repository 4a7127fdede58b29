/// The objects of a repository, read from one process of git, each once.
///
/// The process is `git cat-file --batch` (git-cat-file(1), "Batch output"), which answers a name
/// with the object's id, type, size and content. Revisions that share folders and files share what
/// was read of them. May be used from any thread.
package final class GitObjects: Sendable {
    private let dialogue: CommandDialogue
    private let known = Monitor(Known())

    private struct Known {
        var trees: [String: [String: GitEntry]] = [:]
        var blobs: [String: [UInt8]] = [:]
    }

    /// One object.
    struct Object: Sendable {
        /// The whole id in hexadecimal.
        var id: String
        /// `commit`, `tree`, `blob` or `tag`.
        var type: String
        /// The content; nil when it is longer than was asked for.
        var bytes: [UInt8]?
    }

    /// Starts git.
    ///
    /// - Throws: ``GitFailure/notStarted(_:)``.
    package init(_ repository: GitRepository) throws(GitFailure) {
        do throws(SystemError) {
            dialogue = try repository.dialogue(["cat-file", "--batch"])
        } catch {
            throw .notStarted(error)
        }
    }

    /// The commit that a revision names, and its tree; nil when there is none.
    ///
    /// - Parameter revision: Anything of gitrevisions(7) that comes to a commit.
    /// - Returns: The commit.
    /// - Throws: What git says when it cannot answer.
    package func commit(_ revision: String) throws(GitFailure) -> GitCommit? {
        // The protocol is one name a line, and no name has a line end.
        guard !revision.isEmpty, !revision.utf8.contains(where: { $0 < 0x20 }) else { return nil }
        guard let object = try object(revision + "^{commit}"), object.type == "commit",
            let bytes = object.bytes
        else { return nil }
        // A commit's first line names its tree (gitformat-commit: `tree ID`).
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let text = String(decoding: line, as: UTF8.self)
        guard text.hasPrefix("tree ") else { return nil }
        return GitCommit(id: object.id, tree: String(text.dropFirst(5)))
    }

    /// What lies in a folder, by name; nil for an id that is no tree's.
    func entries(ofTree id: String) throws(GitFailure) -> [String: GitEntry]? {
        if let entries = known.withLock({ $0.trees[id] }) { return entries }
        guard let object = try object(id), object.type == "tree", let bytes = object.bytes else {
            return nil
        }
        let found = GitEntry.entries(ofTree: bytes, idBytes: id.utf8.count / 2)
        let entries = Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
        known.withLock { $0.trees[id] = entries }
        return entries
    }

    /// The content of a file; nil when it is longer than the limit, or for an id that is no file's.
    func bytes(ofBlob id: String, limit: Int) throws(GitFailure) -> [UInt8]? {
        if let bytes = known.withLock({ $0.blobs[id] }) {
            return bytes.count <= limit ? bytes : nil
        }
        guard let object = try object(id, limit: limit), object.type == "blob",
            let bytes = object.bytes
        else { return nil }
        known.withLock { $0.blobs[id] = bytes }
        return bytes
    }

    private func object(
        _ name: String,
        limit: Int = .max
    ) throws(GitFailure) -> Object? {
        do throws(SystemError) {
            return try dialogue.ask(name) { (answer) throws(SystemError) -> Object? in
                let words = try answer.line().split(separator: " ")
                // Else it is `NAME missing` or `NAME ambiguous`.
                guard words.count == 3, let size = Int(words[2]) else { return nil }
                var object = Object(id: String(words[0]), type: String(words[1]))
                if size <= limit {
                    object.bytes = try answer.bytes(size)
                } else {
                    try answer.skip(size)
                }
                try answer.skip(1)
                return object
            }
        } catch {
            let said = dialogue.errorText
            throw said.isEmpty ? .silent(error) : .failed(said)
        }
    }
}

/// A commit, and the tree of its files.
package struct GitCommit: Hashable, Sendable {
    /// Its whole id.
    package var id: String
    /// The id of the tree of its root folder.
    package var tree: String
}

/// Why git could not be asked, or what it said.
package enum GitFailure: Error, Hashable, Sendable {
    /// The program could not be started.
    case notStarted(SystemError)
    /// It ended, and said this.
    case failed(String)
    /// It ended or fell silent, and said nothing.
    case silent(SystemError)
}
