import ExpSystem
import ExpTestSupport
import Testing

/// What each target may import, lowest first; the page "Architecture" shows the same.
///
/// The compiler fences only our own targets, and only in a clean build.
private let allowed: [String: Set<String>] = [
    "ExpSystem": ["Glibc", "Musl", "Darwin", "Synchronization"],
    "ExpDiagnostics": ["Synchronization"],
    "ExpYAML": ["CLibYAML", "ExpDiagnostics", "Synchronization"],
    "ExpSchema": ["ExpDiagnostics", "ExpYAML", "Synchronization", "_StringProcessing"],
    "ExpStore": ["ExpSystem", "ExpDiagnostics", "ExpYAML", "Synchronization"],
    "ExpConfig": ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "Synchronization"],
    "ExpReport": ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpStore"],
    "ExpExecution": [
        "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore", "ExpConfig",
        "Synchronization",
    ],
    "ExpCLI": [
        "ArgumentParser", "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore",
        "ExpConfig", "ExpExecution", "ExpReport", "Synchronization",
    ],
    "Exp": ["ExpYAML", "ExpSchema", "ExpStore", "ExpConfig", "ExpExecution", "ExpCLI"],
    // Its own mathematics: the C library is all that a task needs beside `Exp`.
    "ExpTasks": ["Exp", "Glibc", "Musl", "Darwin"],
    "ExpMain": ["Exp", "ExpTasks"],
]

/// Targets for those who build `exp`, not part of it: they may see everything.
private let tools: Set<String> = ["CLibYAML", "ExpBenchmarks", "ExpFuzz"]

@Suite struct LayeringTests {
    private static let sources = FilePath(repositoryRoot()).appending("Sources")

    @Test func `the table names every target`() throws {
        let folders = try FileSystem.list(Self.sources).filter { $0.kind == .folder }.map(\.name)
        #expect(Set(folders).subtracting(tools) == Set(allowed.keys))
    }

    @Test func `the page "Architecture" lists every target, and lower ones first`() throws {
        let path = repositoryRoot() + "/Sources/Exp/Documentation.docc/Architecture.md"
        let page = try #require(readText(path))
        var below: [String: Set<String>] = [:]
        for row in page.matches(of: /(?m)^\| `(\w+)` \|[^|]*\|([^|]*)\|$/) {
            let bases = row.2.matches(of: /`(\w+)`/).map { String($0.1) }
            for base in bases { #expect(below[base] != nil, "\(row.1) before \(base)") }
            below[String(row.1)] = bases.reduce(into: Set(bases)) { all, base in
                all.formUnion(below[base] ?? [])
            }
        }
        let folders = try FileSystem.list(Self.sources).filter { $0.kind == .folder }.map(\.name)
        #expect(Set(below.keys) == Set(folders))
        for (target, imports) in allowed {
            let ours = imports.filter { folders.contains($0) }
            #expect(below[target]?.isSuperset(of: ours) == true, "\(target)")
        }
    }

    @Test(arguments: allowed.keys.sorted())
    func `a target imports only what lies below it`(_ target: String) {
        for file in files(under: Self.sources.appending(target), suffix: ".swift") {
            let imports = (readText(file.string) ?? "").matches(
                of:
                    /(?m)^(?:@\S+ )*(?:public |package |internal )?import (?:struct |enum |func )?(\w+)/
            )
            for found in imports {
                let name = String(found.1)
                #expect(allowed[target]?.contains(name) == true, "\(file) imports \(name)")
            }
        }
    }
}

/// The files below a folder whose names end so, sorted.
func files(under folder: FilePath, suffix: String) -> [FilePath] {
    let entries = (try? FileSystem.list(folder)) ?? []
    return entries.flatMap { entry -> [FilePath] in
        let path = folder.appending(entry.name)
        if entry.kind == .folder { return files(under: path, suffix: suffix) }
        return entry.name.hasSuffix(suffix) ? [path] : []
    }
}
