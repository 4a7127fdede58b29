import ExpDiagnostics
import ExpSystem
import ExpYAML
import Synchronization

/// The config files of one load, as its source holds them, each read once.
final class ConfigFiles: Sendable {
    private struct Asked {
        var paths: Set<FilePath> = []
        var texts: [SourceFile] = []
    }

    /// Where the files are.
    let source: any ConfigSource

    private let environment: ConfigEnvironment
    private let cache: SourceCache
    private let asked: Mutex<Asked>

    /// Files as seen from a working directory.
    ///
    /// - Parameters:
    ///   - environment: The working directory, for the names of files.
    ///   - source: Where the files are.
    ///   - cache: What other loads have read already.
    convenience init(
        environment: ConfigEnvironment,
        source: any ConfigSource,
        cache: SourceCache
    ) {
        self.init(environment, source, cache, Asked())
    }

    private init(
        _ environment: ConfigEnvironment,
        _ source: any ConfigSource,
        _ cache: SourceCache,
        _ asked: Asked
    ) {
        self.environment = environment
        self.source = source
        self.cache = cache
        self.asked = Mutex(asked)
    }

    /// The same files for another load that begins where this one is.
    func forked() -> ConfigFiles {
        ConfigFiles(environment, source, cache, asked.withLock { $0 })
    }

    /// The texts that the load asked for, in the order of asking.
    var sources: [SourceFile] {
        asked.withLock { $0.texts }
    }

    /// Reads a file, or gives what was read before, with the problems found then.
    ///
    /// Compositions that are made only to compare throw their problems away; so each reading tells
    /// them again, and a bag keeps them once.
    func read(_ path: FilePath, into bag: inout DiagnosticBag) -> ReadFile.Entry {
        let file = cache.file(path, in: source) { load(path) }
        asked.withLock { asked in
            guard asked.paths.insert(path).inserted, let text = file.source else { return }
            asked.texts.append(text)
        }
        bag.merge(file.bag)
        return file.entry
    }

    /// Whether a path is a file.
    func isFile(_ path: FilePath) -> Bool {
        kind(path) == .file
    }

    /// The path as the user would type it in the working directory, after the revision if the
    /// files are of one.
    func shown(_ path: FilePath) -> String {
        let name = environment.shown(path)
        return source.revision.map { "\($0):\(name)" } ?? name
    }

    /// The names of the options in a folder, sorted.
    func options(in folder: FilePath) -> [String] {
        names(in: folder).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    /// The names of everything in a folder, sorted; none when there is no such folder.
    func names(in folder: FilePath) -> [String] {
        entries(in: folder).map(\.name)
    }

    /// Everything in a folder, sorted by name, links not followed; nothing when there is no such
    /// folder.
    func entries(in folder: FilePath) -> [FileSystem.Entry] {
        kind(folder) == .folder ? cache.list(folder, in: source) : []
    }

    /// What a path is; nil when there is nothing.
    func kind(_ path: FilePath) -> FileKind? {
        cache.kind(of: path, in: source)
    }

    /// The bytes of a file that is no config; nil when it cannot be read.
    func bytes(_ path: FilePath) -> [UInt8]? {
        try? source.read(path, limit: YAMLLimits.standard.bytes)
    }

    private func load(_ path: FilePath) -> ReadFile {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try source.read(path, limit: YAMLLimits.standard.bytes)
        } catch {
            let isMissing = error.code == ENOENT || error.code == ENOTDIR
            return ReadFile(
                entry: isMissing ? .missing : .unreadable(error),
                source: nil,
                bag: DiagnosticBag()
            )
        }
        let file = SourceFile(
            kind: .file,
            name: shown(path),
            path: path.string,
            revision: source.revision,
            bytes: bytes
        )
        var bag = DiagnosticBag()
        let document = YAMLReader.read(file, into: &bag)
        return ReadFile(
            entry: document.map { .document($0, file) } ?? .broken,
            source: file,
            bag: bag
        )
    }
}
