import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Synchronization
import Testing

/// Files in memory that count how often each is read.
private final class CountingSource: ConfigSource {
    let revision: String?
    private let files: [String: String]
    private let reads = Mutex<[String: Int]>([:])

    init(revision: String? = nil, _ files: [String: String]) {
        self.revision = revision
        self.files = files
    }

    var counts: [String: Int] {
        reads.withLock { $0 }
    }

    func read(_ path: FilePath, limit: Int) throws(SystemError) -> [UInt8] {
        reads.withLock { $0[path.string, default: 0] += 1 }
        guard let text = files[path.string] else {
            throw SystemError("open", path.string, code: ENOENT)
        }
        return Array(text.utf8)
    }

    func kind(of path: FilePath) -> FileKind? {
        if files[path.string] != nil { return .file }
        return files.keys.contains { $0.hasPrefix(path.string + "/") } ? .folder : nil
    }

    func list(_ folder: FilePath) throws(SystemError) -> [FileSystem.Entry] {
        let inside = files.keys.filter { $0.hasPrefix(folder.string + "/") }
        let names = Set(
            inside.compactMap { path in
                path.dropFirst(folder.string.count + 1).split(separator: "/").first.map(String.init)
            }
        )
        return names.sorted().map { name in
            let kind = kind(of: folder.appending(name)) ?? .other
            return FileSystem.Entry(name: name, kind: kind)
        }
    }
}

@Suite struct SourceCacheTests {
    private static let files = [
        "/p/configs/a.yaml": "extends: base.yaml\nmodel: {use: mlp}\n",
        "/p/configs/b.yaml": "extends: base.yaml\nmodel: {use: mlp}\nx: 2\n",
        "/p/configs/base.yaml": "x: 1\n",
        "/p/configs/model/mlp.yaml": "depth: 3\n",
    ]

    private func loader(_ source: CountingSource, _ cache: SourceCache?) -> ConfigLoader {
        ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: "/p"),
            tasks: .empty,
            source: source,
            cache: cache
        )
    }

    @Test func `a config composes from any source without the disk`() throws {
        var bag = DiagnosticBag()
        let source = CountingSource(Self.files)
        let request = ConfigRequest(config: "/p/configs/a.yaml")
        let config = try #require(loader(source, nil).load(request, into: &bag))
        #expect(bag.diagnostics.isEmpty)
        #expect(config.resolved["x"]?.int == 1)
        #expect(config.resolved["model"]?["depth"]?.int == 3)
    }

    @Test func `loads that share a cache read and parse each file once`() {
        var bag = DiagnosticBag()
        let source = CountingSource(Self.files)
        let cache = SourceCache()
        for name in ["a", "b", "a"] {
            let request = ConfigRequest(config: "/p/configs/\(name).yaml")
            _ = loader(source, cache).load(request, into: &bag)
        }
        #expect(bag.diagnostics.isEmpty)
        #expect(source.counts == Self.files.mapValues { _ in 1 })
        #expect(cache.readCount == 4)
    }

    @Test func `each load tells of the problems in the files that it uses`() {
        let source = CountingSource(["/p/a.yaml": "extends: b.yaml\n", "/p/b.yaml": "x: [1\n"])
        let cache = SourceCache()
        for _ in 0..<2 {
            var bag = DiagnosticBag()
            let request = ConfigRequest(config: "/p/a.yaml")
            _ = loader(source, cache).load(request, into: &bag)
            #expect(bag.diagnostics.map(\.code) == [.syntaxError])
        }
    }

    @Test func `the files of a load are those that it used, not all of the cache`() throws {
        var bag = DiagnosticBag()
        let source = CountingSource(Self.files.merging(["/p/configs/c.yaml": "y: 1\n"]) { $1 })
        let cache = SourceCache()
        _ = loader(source, cache).load(ConfigRequest(config: "/p/configs/a.yaml"), into: &bag)
        let other = ConfigRequest(config: "/p/configs/c.yaml")
        let config = try #require(loader(source, cache).load(other, into: &bag))
        #expect(config.files.map(\.name) == ["configs/c.yaml", "command line"])
    }

    @Test func `a revision stands before the names of its files, and apart from the disk`() throws {
        var bag = DiagnosticBag()
        let cache = SourceCache()
        let request = ConfigRequest(config: "/p/configs/a.yaml", overrides: ["model=vit"])
        let disk = CountingSource(["/p/configs/a.yaml": "model: 1\n"])
        _ = loader(disk, cache).load(request, into: &bag)
        #expect(bag.diagnostics.isEmpty)
        let old = CountingSource(revision: "main", Self.files)
        let config = try #require(loader(old, cache).load(request, into: &bag))
        #expect(config.files.first?.name == "main:configs/a.yaml")
        #expect(bag.diagnostics.map(\.code) == [.unknownChoice])
        let text = SnippetRenderer(colour: false, width: 100).render(bag)
        #expect(text.contains("main:configs/model"))
    }
}
