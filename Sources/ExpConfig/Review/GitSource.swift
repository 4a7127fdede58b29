package import ExpSystem
import Synchronization

/// The config files of one revision of a git repository.
///
/// A path means what it means in the work tree. What lies outside of the repository, or in a
/// submodule, is no part of a revision: it is not there.
package final class GitSource: ConfigSource {
    package let revision: String?
    private let files: GitFiles
    private let trouble = Mutex<GitFailure?>(nil)

    /// The files of a commit, named with the revision as the user wrote it.
    package init(_ files: GitFiles, revision: String) {
        self.files = files
        self.revision = revision
    }

    /// The root of the work tree.
    package var root: FilePath {
        files.root
    }

    /// The commit.
    package var commit: GitCommit {
        files.commit
    }

    /// Why git did not answer, once it did not: what it was asked for then counts as not there.
    package var failure: GitFailure? {
        trouble.withLock { $0 }
    }

    package func read(_ path: FilePath, limit: Int) throws(SystemError) -> [UInt8] {
        switch place(of: path) {
        case .file(let id):
            let bytes = ask { () throws(GitFailure) in try files.bytes(ofBlob: id, limit: limit) }
            guard let bytes else { throw SystemError("read", path.string, code: EFBIG) }
            return bytes
        case .folder:
            throw SystemError("read", path.string, code: EISDIR)
        case .submodule, .outside, nil:
            throw SystemError("open", path.string, code: ENOENT)
        }
    }

    package func kind(of path: FilePath) -> FileKind? {
        switch place(of: path) {
        case .file: .file
        case .folder: .folder
        case .submodule, .outside, nil: nil
        }
    }

    package func list(_ folder: FilePath) throws(SystemError) -> [FileSystem.Entry] {
        let entries = ask { () throws(GitFailure) in try files.list(folder) }
        guard let entries else { throw SystemError("open", folder.string, code: ENOENT) }
        return entries
    }

    package func absence(of path: FilePath) -> String? {
        let revision = revision ?? ""
        switch place(of: path) {
        case .submodule(let folder):
            return ConfigMessages.inSubmodule(folder.name, revision)
        case .outside:
            return ConfigMessages.outsideRepository(revision)
        case nil where FileSystem.kind(of: path) == .file:
            return ConfigMessages.onlyOnDisk(revision)
        case .file, .folder, nil:
            return nil
        }
    }

    private func place(of path: FilePath) -> GitFiles.Place? {
        ask { () throws(GitFailure) in try files.place(of: path) }
    }

    private func ask<Answer>(_ question: () throws(GitFailure) -> Answer?) -> Answer? {
        do throws(GitFailure) {
            return try question()
        } catch {
            trouble.withLock { $0 = $0 ?? error }
            return nil
        }
    }
}
