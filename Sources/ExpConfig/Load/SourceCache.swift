import ExpDiagnostics
import ExpSystem
import ExpYAML
import Synchronization

/// What was read from the sources of several loads, so that each file is read and parsed once.
///
/// A cache is for loads of one process that belong together, such as those of a check: what lies
/// in it is taken for true as long as it lives. It is for loads with one working directory, which
/// decides how files are named. Loads on several threads may share it; of two that read a file at
/// the same time one reading is kept.
package final class SourceCache: Sendable {
    private struct Place: Hashable {
        var revision: String?
        var path: FilePath
    }

    private struct State {
        var files: [Place: ReadFile] = [:]
        var kinds: [Place: FileKind?] = [:]
        var folders: [Place: [FileSystem.Entry]] = [:]
    }

    private let state = Mutex(State())

    /// An empty cache.
    package init() {}

    /// The number of files that were read, those with problems included.
    package var readCount: Int {
        state.withLock { state in state.files.values.count { $0.source != nil } }
    }

    /// What is known of a file, read now when nothing is.
    func file(
        _ path: FilePath,
        in source: any ConfigSource,
        read: () -> ReadFile
    ) -> ReadFile {
        let place = Place(revision: source.revision, path: path)
        if let known = state.withLock({ $0.files[place] }) { return known }
        let file = read()
        return state.withLock { state in
            if let known = state.files[place] { return known }
            state.files[place] = file
            return file
        }
    }

    /// What is at a path; nil when nothing is.
    func kind(of path: FilePath, in source: any ConfigSource) -> FileKind? {
        let place = Place(revision: source.revision, path: path)
        if let known = state.withLock({ $0.kinds[place] }) { return known }
        let kind = source.kind(of: path)
        state.withLock { $0.kinds[place] = .some(kind) }
        return kind
    }

    /// What is in a folder; nothing when it cannot be seen.
    func list(_ folder: FilePath, in source: any ConfigSource) -> [FileSystem.Entry] {
        let place = Place(revision: source.revision, path: folder)
        if let known = state.withLock({ $0.folders[place] }) { return known }
        let entries = (try? source.list(folder)) ?? []
        state.withLock { $0.folders[place] = entries }
        return entries
    }
}

/// What the reading of one file came to.
struct ReadFile: Sendable {
    /// What a file turned out to be.
    enum Entry: Sendable {
        /// Its text was read.
        case document(YAMLDocument, SourceFile)
        /// It has a problem, which was reported.
        case broken
        /// It is there and cannot be read; whoever named it tells where.
        case unreadable(SystemError)
        /// It is not there.
        case missing
    }

    /// What the file turned out to be.
    var entry: Entry

    /// Its text; nil when that could not be read.
    var source: SourceFile?

    /// The problems found in the text.
    var bag: DiagnosticBag
}
