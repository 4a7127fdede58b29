import ExpStore
import ExpSystem
import ExpTestSupport
import Testing

/// The page about the run directory names every file, every key that the code writes, every status
/// and every cause, and no other key.
@Suite struct RunDirectoryPageTests {
    private static let root = FilePath(repositoryRoot())

    private static let page =
        readText(root.appending("Sources/Exp/Documentation.docc/RunDirectory.md").string) ?? ""

    /// The keys that the sources write: `fields.set("KEY", …)`, with those of stories and origins
    /// that are written in other ways.
    private static let written: Set<String> = {
        let sources =
            files(under: root.appending("Sources/ExpStore"), suffix: ".swift")
            + ["ValueHistory+Node", "FileRole"]
            .map { root.appending("Sources/ExpYAML/Provenance/\($0).swift") }
        var keys: Set<String> = []
        for source in sources {
            let text = readText(source.string) ?? ""
            for match in text.matches(of: /\.set(?:Null)?\("([A-Za-z0-9-]+)"/) {
                keys.insert(String(match.1))
            }
            for match in text.matches(
                of: /\("([A-Za-z0-9-]+)", (?:\.text|\.number|line|column|endLine|endColumn)\b/
            ) {
                keys.insert(String(match.1))
            }
        }
        return keys
    }()

    @Test func `the version is the one that the program writes`() {
        #expect(Self.page.contains("Format version \(RunRecord.currentVersion)."))
    }

    @Test(
        arguments: [
            RunLayout.record, RunLayout.labels, RunLayout.config, RunLayout.origins,
            RunLayout.environment, RunLayout.codePatch, RunLayout.metrics(attempt: 1),
            RunLayout.output, RunLayout.events, RunLayout.lease, RunLayout.artifactList,
            RunLayout.artifacts + "/", RunLayout.checkpoints + "/",
        ]
    )
    func `a file stands in the tree and has its heading`(_ name: String) {
        #expect(Self.page.contains("\n      \(name) "))
        let headings = Self.page.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(
            headings.contains {
                $0.dropFirst(3).split { " ,".contains($0) }.contains { $0 == name }
            }
        )
    }

    @Test func `every key that is written is described`() {
        #expect(Self.written.count > 80)
        let described = Self.page.matches(of: /`([^`\n]+)`/).flatMap { match in
            match.1.split(separator: ".").map(String.init)
        }
        #expect(Self.written.subtracting(described) == [])
    }

    @Test func `no key is described that is not written`() {
        // Rows of the tables of keys, of which only the first column holds keys.
        let cells = Self.page.matches(of: /\n\| key (?:.*\n)(?:\|.*(?:\n|$))*/).flatMap { table in
            table.0.split(separator: "\n").dropFirst(2).map { row in
                row.split(separator: "|").first.map(String.init) ?? ""
            }
        }
        let keys = cells.flatMap { cell in
            cell.matches(of: /`([^`]+)`/).flatMap { $0.1.split(separator: ".").map(String.init) }
        }
        #expect(keys.count > 80)
        let unwritten = Set(keys).subtracting(Self.written).subtracting(["NAME"])
        // Written straight into bytes: a line of metrics and the lease's place.
        #expect(unwritten.subtracting(["step", "time"]) == [])
    }

    @Test func `every status and cause has its line`() {
        for status in RunStatus.allCases {
            let mark = status.isFinal ? "yes" : ""
            let row = "| `\(status.rawValue)` | \(mark)\(mark.isEmpty ? "" : " ")| "
            #expect(Self.page.contains(row), "\(status)")
        }
        for cause in StatusCause.allCases {
            #expect(Self.page.contains("`\(cause.rawValue)`"), "\(cause)")
        }
    }
}
