/// Files and folders by path; every failure is a ``SystemError`` that names the path.
package enum FileSystem {
    /// One name in a folder.
    package struct Entry: Hashable, Sendable {
        /// The name, without the folder.
        package var name: String
        /// What the name is; a symbolic link is not followed.
        package var kind: FileKind

        /// Names something in a folder.
        package init(name: String, kind: FileKind) {
            self.name = name
            self.kind = kind
        }
    }

    /// Everything in a file.
    ///
    /// - Parameters:
    ///   - path: A file, pipe or device; a folder fails with `EISDIR`.
    ///   - limit: The most bytes to read; a longer file fails with `EFBIG`.
    /// - Returns: The bytes.
    /// - Throws: What the system says.
    package static func read(
        _ path: FilePath,
        limit: Int = .max
    ) throws(SystemError) -> [UInt8] {
        try OpenFile(path, O_RDONLY).readAll(limit: limit)
    }

    /// What is at the path, links followed; nil when nothing is or it cannot be seen.
    package static func kind(of path: FilePath) -> FileKind? {
        var raw = stat()
        return stat(path.string, &raw) == 0 ? FileKind(mode: raw.st_mode) : nil
    }

    /// The facts about what is at the path.
    package static func status(
        of path: FilePath,
        followingLinks: Bool = true
    ) throws(SystemError) -> FileStatus {
        var raw = stat()
        let result = followingLinks ? stat(path.string, &raw) : lstat(path.string, &raw)
        guard result == 0 else { throw SystemError("stat", path.string) }
        return FileStatus(raw)
    }

    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    package static func list(_ path: FilePath) throws(SystemError) -> [Entry] {
        try OpenFolder(path).list()
    }

    /// Makes one folder; fails with `EEXIST` where something is already.
    package static func createDirectory(
        _ path: FilePath,
        mode: UInt32 = 0o777
    ) throws(SystemError) {
        guard mkdir(path.string, mode_t(mode)) == 0 else {
            throw SystemError("mkdir", path.string)
        }
    }

    /// Makes a folder and those above it that are missing; one that is there is no error.
    package static func createDirectories(
        _ path: FilePath,
        mode: UInt32 = 0o777
    ) throws(SystemError) {
        if mkdir(path.string, mode_t(mode)) == 0 { return }
        let code = errno
        if code == EEXIST, kind(of: path) == .folder { return }
        guard code == ENOENT, let parent = path.parent else {
            throw SystemError("mkdir", path.string, code: code == EEXIST ? ENOTDIR : code)
        }
        try createDirectories(parent, mode: mode)
        guard mkdir(path.string, mode_t(mode)) == 0 || errno == EEXIST else {
            throw SystemError("mkdir", path.string)
        }
    }

    /// Writes a file aside and renames it into place, so that no reader sees a part of it.
    ///
    /// Nothing is synced: the file survives the death of this process, not a power cut.
    package static func writeWhole(
        _ bytes: [UInt8],
        to path: FilePath,
        mode: UInt32 = 0o666
    ) throws(SystemError) {
        let folder = try OpenFolder(path.parent ?? ".")
        try folder.writeWhole(bytes, to: path.name, mode: mode)
    }

    /// Writes a file that is there anew, aside and renamed as a whole, with the permissions that it
    /// has; a link leads to the file that is written.
    package static func rewrite(_ bytes: [UInt8], at path: FilePath) throws(SystemError) {
        let file = try realPath(of: path)
        let model = try status(of: file)
        let folder = try OpenFolder(file.parent ?? ".")
        try folder.writeWhole(bytes, to: file.name, mode: model.mode, like: model)
    }

    /// Removes a file or a link; a folder fails.
    package static func remove(_ path: FilePath) throws(SystemError) {
        guard unlink(path.string) == 0 else { throw SystemError("unlink", path.string) }
    }

    /// Removes an empty folder.
    package static func removeDirectory(_ path: FilePath) throws(SystemError) {
        guard rmdir(path.string) == 0 else { throw SystemError("rmdir", path.string) }
    }

    /// The path with every link followed.
    package static func realPath(of path: FilePath) throws(SystemError) -> FilePath {
        guard let text = realpath(path.string, nil) else {
            throw SystemError("realpath", path.string)
        }
        defer { free(text) }
        return FilePath(String(cString: text))
    }

    /// The path in a link that leads to nothing; nil for everything else.
    package static func target(ofDanglingLink path: FilePath) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard readlink(path.string, &buffer, buffer.count - 1) > 0 else { return nil }
        do throws(SystemError) {
            _ = try status(of: path)
            return nil
        } catch {
            guard error.code == ENOENT else { return nil }
            return buffer.withUnsafeBufferPointer { text in
                text.baseAddress.map { String(cString: $0) }
            }
        }
    }

    /// The folder that this process was started in.
    package static func currentDirectory() throws(SystemError) -> FilePath {
        guard let text = getcwd(nil, 0) else { throw SystemError("getcwd", ".") }
        defer { free(text) }
        return FilePath(String(cString: text))
    }
}
