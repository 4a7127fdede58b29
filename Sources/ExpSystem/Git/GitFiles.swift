/// The files of one commit, asked for by the paths that they have in the work tree.
package struct GitFiles: Sendable {
    private let objects: GitObjects

    /// The root of the work tree.
    package let root: FilePath

    /// The commit.
    package let commit: GitCommit

    /// The files of a commit.
    ///
    /// - Parameters:
    ///   - objects: Where they are read from.
    ///   - commit: The commit.
    ///   - root: The work tree that paths are in.
    package init(_ objects: GitObjects, _ commit: GitCommit, root: FilePath) {
        self.objects = objects
        self.commit = commit
        self.root = root
    }

    /// What a path leads to, links followed.
    package enum Place: Hashable, Sendable {
        /// A file, by the id of its content.
        case file(String)
        /// A folder, by the id of its tree.
        case folder(String)
        /// It is, or lies in, a submodule: the commit does not hold its files.
        case submodule(FilePath)
        /// It lies outside the repository, itself or by a link.
        case outside
    }

    /// More links than this on one way are a circle (as `MAXSYMLINKS` of Linux).
    private static let linkLimit = 40

    /// What a path leads to.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: nil when the commit has nothing there.
    /// - Throws: What git says when it cannot answer.
    package func place(of path: FilePath) throws(GitFailure) -> Place? {
        var path = path.normalised
        for _ in 0..<Self.linkLimit {
            guard path.isInside(root) else { return .outside }
            let parts = path.relative(to: root).components.filter { $0 != "." }
            switch try walk(parts) {
            case .found(let place): return place
            case .link(let target): path = target
            }
        }
        return nil
    }

    private enum Step {
        case found(Place?)
        /// The same path with a link on it replaced by where it leads.
        case link(FilePath)
    }

    private func walk(_ parts: [String]) throws(GitFailure) -> Step {
        var tree = commit.tree
        var folder = root
        for (index, name) in parts.enumerated() {
            guard let entry = try objects.entries(ofTree: tree)?[name] else { return .found(nil) }
            let rest = parts[(index + 1)...]
            switch entry.kind {
            case .folder:
                tree = entry.id
                folder = folder.appending(name)
            case .file:
                return .found(rest.isEmpty ? .file(entry.id) : nil)
            case .submodule:
                return .found(.submodule(folder.appending(name)))
            case .link:
                guard let bytes = try objects.bytes(ofBlob: entry.id, limit: 4_096) else {
                    return .found(nil)
                }
                let target = folder.appending(String(decoding: bytes, as: UTF8.self))
                return .link(rest.reduce(target) { $0.appending($1) }.normalised)
            }
        }
        return .found(.folder(tree))
    }

    /// The names in a folder, sorted by their bytes; nil for what is none.
    package func list(_ folder: FilePath) throws(GitFailure) -> [FileSystem.Entry]? {
        guard case .folder(let id)? = try place(of: folder),
            let entries = try objects.entries(ofTree: id)
        else { return nil }
        return entries.values.map { FileSystem.Entry(name: $0.name, kind: $0.kind.onDisk) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The content of a file by its id; nil when it is longer than the limit.
    package func bytes(ofBlob id: String, limit: Int) throws(GitFailure) -> [UInt8]? {
        try objects.bytes(ofBlob: id, limit: limit)
    }
}

extension GitEntry.Kind {
    /// What it would be in a work tree; a submodule that is not checked out is an empty folder.
    fileprivate var onDisk: FileKind {
        switch self {
        case .file: .file
        case .folder, .submodule: .folder
        case .link: .link
        }
    }
}
