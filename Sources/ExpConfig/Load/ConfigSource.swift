package import ExpSystem

/// What config files are read from: the disk, or the files of one revision of a repository.
///
/// Paths are absolute and mean the same for every source: a revision answers for the paths that
/// its files have in the working tree. Calls may come from several threads at once. What a source
/// says about a path never changes while it lives.
package protocol ConfigSource: Sendable {
    /// The revision that the files are of, as the user wrote it; nil for the disk.
    ///
    /// It stands before a file's name in every message: `main:configs/digits.yaml`.
    var revision: String? { get }

    /// Everything in a file, links followed.
    ///
    /// - Parameters:
    ///   - path: A file; a folder fails with `EISDIR`, nothing with `ENOENT`.
    ///   - limit: The most bytes to read; a longer file fails with `EFBIG`.
    /// - Returns: The bytes.
    /// - Throws: What the system says, or would say.
    func read(_ path: FilePath, limit: Int) throws(SystemError) -> [UInt8]

    /// What is at a path, links followed; nil when nothing is or it cannot be seen.
    func kind(of path: FilePath) -> FileKind?

    /// The names in a folder, sorted by their bytes, without `.` and `..`; links not followed.
    ///
    /// - Throws: What the system says, or would say.
    func list(_ folder: FilePath) throws(SystemError) -> [FileSystem.Entry]

    /// Why there is nothing at a path where a user may expect a file, as a sentence; nil when there
    /// is nothing more to say.
    func absence(of path: FilePath) -> String?
}

extension ConfigSource {
    package func absence(of path: FilePath) -> String? {
        nil
    }
}

/// The files as they lie on the disk.
package struct DiskSource: ConfigSource {
    /// The disk.
    package init() {}

    package var revision: String? {
        nil
    }

    package func read(_ path: FilePath, limit: Int) throws(SystemError) -> [UInt8] {
        try FileSystem.read(path, limit: limit)
    }

    package func kind(of path: FilePath) -> FileKind? {
        FileSystem.kind(of: path)
    }

    package func list(_ folder: FilePath) throws(SystemError) -> [FileSystem.Entry] {
        try FileSystem.list(folder)
    }
}
