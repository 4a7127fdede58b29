/// What a path leads to.
package enum FileKind: String, Hashable, Sendable {
    /// A regular file.
    case file
    /// A directory.
    case folder
    /// A symbolic link, where links are not followed.
    case link
    /// A device, pipe or socket.
    case other

    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        default: self = .other
        }
    }
}

/// The facts that the system keeps about a file (`stat(2)`).
package struct FileStatus: Hashable, Sendable {
    /// What it is.
    package let kind: FileKind

    /// Its length in bytes.
    package let sizeBytes: Int

    /// When its content last changed, by the clock of the machine that holds it.
    package let modified: Timestamp

    /// The permission bits, with set-group-id and the sticky bit.
    package let mode: UInt32

    /// The owner's number.
    package let userID: UInt32

    /// The group's number.
    package let groupID: UInt32

    /// The file's number on its device: another file at the same path has another one.
    package let inode: UInt64

    /// The device that the file lies on.
    package let device: UInt64

    /// How many names the file has; 0 once it was deleted while open.
    package let linkCount: Int

    init(_ raw: stat) {
        #if canImport(Darwin)
        let time = raw.st_mtimespec
        #else
        let time = raw.st_mtim
        #endif
        kind = FileKind(mode: raw.st_mode)
        sizeBytes = Int(raw.st_size)
        modified = Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
        mode = UInt32(raw.st_mode & 0o7777)
        userID = raw.st_uid
        groupID = raw.st_gid
        inode = UInt64(raw.st_ino)
        device = UInt64(truncatingIfNeeded: raw.st_dev)
        linkCount = Int(raw.st_nlink)
    }
}
