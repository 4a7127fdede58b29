/// An open folder: names in it are reached through it, so that it may be moved meanwhile, and a
/// deleted one never comes back.
package final class OpenFolder: Sendable {
    /// The number that the system gave it.
    package let descriptor: Int32

    /// The path it was opened by, for messages.
    package let path: FilePath

    /// Opens a folder.
    package init(_ path: FilePath) throws(SystemError) {
        let opened = ExpSystem.open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw SystemError("open", path.string) }
        descriptor = opened
        self.path = path
    }

    private init(owning descriptor: Int32, path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
    }

    /// Where the folder is now, as far as the system tells; nil once it was deleted.
    package var currentPath: FilePath? {
        #if canImport(Darwin)
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard fcntl(descriptor, F_GETPATH, &buffer) == 0 else { return nil }
        #else
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let link = "/proc/self/fd/\(descriptor)"
        let count = readlink(link, &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        #endif
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let found = FilePath(String(decoding: bytes, as: UTF8.self))
        guard let here = try? status(), let there = try? FileSystem.status(of: found),
            here.inode == there.inode, here.device == there.device
        else { return nil }
        return found
    }

    /// The facts about the folder itself.
    package func status() throws(SystemError) -> FileStatus {
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw SystemError("fstat", path.string) }
        return FileStatus(raw)
    }

    /// The facts about a name in the folder.
    package func status(
        of name: String,
        followingLinks: Bool = true
    ) throws(SystemError) -> FileStatus {
        var raw = stat()
        guard fstatat(descriptor, name, &raw, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
            throw SystemError("stat", full(name))
        }
        return FileStatus(raw)
    }

    /// Opens a file by its name in the folder; `name` may lead through folders below.
    package func open(
        _ name: String,
        _ flags: Int32,
        mode: UInt32 = 0o666
    ) throws(SystemError) -> OpenFile {
        var opened: Int32
        repeat {
            opened = openat(descriptor, name, flags | O_CLOEXEC, mode_t(mode))
        } while opened < 0 && errno == EINTR
        guard opened >= 0 else { throw SystemError("open", full(name)) }
        return OpenFile(owning: opened, path: full(name))
    }

    /// Opens a folder by its name in this one.
    package func folder(_ name: String) throws(SystemError) -> OpenFolder {
        let opened = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw SystemError("open", full(name)) }
        return OpenFolder(owning: opened, path: path.appending(name))
    }

    /// Everything in a file of the folder.
    package func read(_ name: String, limit: Int = .max) throws(SystemError) -> [UInt8] {
        try open(name, O_RDONLY).readAll(limit: limit)
    }

    /// Makes a folder in this one; fails with `EEXIST` where something is already.
    package func createDirectory(_ name: String, mode: UInt32 = 0o777) throws(SystemError) {
        guard mkdirat(descriptor, name, mode_t(mode)) == 0 else {
            throw SystemError("mkdir", full(name))
        }
    }

    /// Makes a folder that the same people can use as another: with its permissions and group.
    ///
    /// A group that this user may not give stays as the system chose it; that is no error.
    package func createDirectory(_ name: String, like model: FileStatus) throws(SystemError) {
        try createDirectory(name)
        let made = try folder(name)
        if try made.status().groupID != model.groupID {
            _ = fchown(made.descriptor, uid_t.max, gid_t(model.groupID))
        }
        // After the group, since giving a group away may take bits off the mode.
        if try made.status().mode != model.mode {
            _ = fchmod(made.descriptor, mode_t(model.mode))
        }
    }

    /// Writes a file aside and renames it into place, unsynced.
    ///
    /// The name aside is hidden and carries the process and a random part, so that two writers
    /// never share it.
    package func writeWhole(
        _ bytes: [UInt8],
        to name: String,
        mode: UInt32 = 0o666,
        sync: Bool = false,
        like model: FileStatus? = nil
    ) throws(SystemError) {
        var aside = FilePath(name)
        let hidden = ".\(aside.name).\(getpid()).\(SystemRandom.base32(count: 6))"
        let parent = aside.parent ?? "."
        aside = parent == "." ? FilePath(hidden) : parent.appending(hidden)
        do throws(SystemError) {
            let file = try open(aside.string, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
            try file.write(bytes)
            if let model, fchmod(file.descriptor, mode_t(model.mode)) != 0 {
                throw SystemError("fchmod", full(name))
            }
            if sync { try file.sync() }
            try rename(aside.string, to: name)
        } catch {
            unlinkat(descriptor, aside.string, 0)
            throw error
        }
    }

    /// Gives a file another name in the folder, over what stands there.
    package func rename(_ name: String, to other: String) throws(SystemError) {
        guard renameat(descriptor, name, descriptor, other) == 0 else {
            throw SystemError("rename", full(other))
        }
    }

    /// Gives a file a second name in the folder; fails with `EEXIST` where something is already.
    package func link(_ name: String, as other: String) throws(SystemError) {
        guard linkat(descriptor, name, descriptor, other, 0) == 0 else {
            throw SystemError("link", full(other))
        }
    }

    /// Removes a file's name.
    package func remove(_ name: String) throws(SystemError) {
        guard unlinkat(descriptor, name, 0) == 0 else { throw SystemError("unlink", full(name)) }
    }

    /// Waits until the folder's names are on the disk.
    package func sync() throws(SystemError) {
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw SystemError("fsync", path.string)
        }
    }

    /// The names in the folder, sorted by their bytes, without `.` and `..`.
    package func list() throws(SystemError) -> [FileSystem.Entry] {
        // A descriptor of its own: reading a folder moves a position that all duplicates share.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SystemError("open", path.string) }
        guard let stream = fdopendir(copy) else {
            let error = SystemError("opendir", path.string)
            close(copy)
            throw error
        }
        defer { closedir(stream) }
        var entries: [FileSystem.Entry] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw SystemError("readdir", path.string) }
                break
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let kind: FileKind
            switch Int32(entry.pointee.d_type) {
            case Int32(DT_REG): kind = .file
            case Int32(DT_DIR): kind = .folder
            case Int32(DT_LNK): kind = .link
            // Some file systems do not tell: ask, and skip a name that has gone meanwhile.
            default:
                guard let known = try? status(of: name, followingLinks: false) else { continue }
                kind = known.kind
            }
            entries.append(FileSystem.Entry(name: name, kind: kind))
        }
        entries.sort { $0.name < $1.name }
        return entries
    }

    private func full(_ name: String) -> String {
        path.appending(name).string
    }
}
