import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The config files of one load, each read once.
final class ConfigFiles {
    /// What a file turned out to be.
    enum Entry {
        /// Its text was read.
        case document(YAMLDocument, SourceFile)
        /// It has a problem, which was reported.
        case broken
        /// It is there and cannot be read; whoever named it tells where.
        case unreadable(SystemError)
        /// It is not there.
        case missing
    }

    private let environment: ConfigEnvironment
    private var entries: [FilePath: (entry: Entry, bag: DiagnosticBag)] = [:]
    private var kinds: [FilePath: FileKind?] = [:]

    /// The texts read, in the order of reading.
    private(set) var sources: [SourceFile] = []

    /// Files as seen from a working directory.
    init(environment: ConfigEnvironment) {
        self.environment = environment
    }

    /// Reads a file, or gives what was read before, with the problems found then.
    ///
    /// Compositions that are made only to compare throw their problems away; so each reading tells
    /// them again, and a bag keeps them once.
    func read(_ path: FilePath, into bag: inout DiagnosticBag) -> Entry {
        if let known = entries[path] {
            bag.merge(known.bag)
            return known.entry
        }
        var own = DiagnosticBag()
        let entry = load(path, into: &own)
        entries[path] = (entry, own)
        bag.merge(own)
        return entry
    }

    /// Whether a path is a file.
    func isFile(_ path: FilePath) -> Bool {
        if case .document? = entries[path]?.entry { return true }
        return kind(path) == .file
    }

    /// The path as the user would type it in the working directory.
    func shown(_ path: FilePath) -> String {
        environment.shown(path)
    }

    /// The names of the options in a folder, sorted.
    func options(in folder: FilePath) -> [String] {
        guard kind(folder) == .folder, let entries = try? FileSystem.list(folder) else { return [] }
        return entries.map(\.name).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    /// The names of everything in a folder, sorted.
    func names(in folder: FilePath) -> [String] {
        guard let entries = try? FileSystem.list(folder) else { return [] }
        return entries.map(\.name).sorted()
    }

    /// What a path is; nil when there is nothing.
    func kind(_ path: FilePath) -> FileKind? {
        if let known = kinds[path] { return known }
        let kind = FileSystem.kind(of: path)
        kinds[path] = .some(kind)
        return kind
    }

    private func load(_ path: FilePath, into bag: inout DiagnosticBag) -> Entry {
        let limit = YAMLLimits.standard.bytes
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileSystem.read(path, limit: limit)
        } catch {
            switch error.code {
            case ENOENT, ENOTDIR: return .missing
            default: return .unreadable(error)
            }
        }
        let file = SourceFile(kind: .file, name: shown(path), path: path.string, bytes: bytes)
        sources.append(file)
        guard let document = YAMLReader.read(file, into: &bag) else { return .broken }
        return .document(document, file)
    }
}
