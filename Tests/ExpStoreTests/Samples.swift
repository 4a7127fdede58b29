import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// A tree from YAML text, for configs and origins in tests.
func tree(_ text: String) -> Node {
    var bag = DiagnosticBag()
    let file = SourceFile(name: "sample.yaml", text: text)
    guard let document = YAMLReader.read(file, into: &bag) else {
        preconditionFailure("the sample is no YAML: \(bag.diagnostics)")
    }
    return document.root
}

/// A draft of a run of the task `digits`.
func draft(goal: Goal = .maximize("acc")) -> RunDraft {
    var draft = RunDraft(
        task: "digits",
        config: tree("task: digits\nseed: 7\nlr: 5e-4\nexp:\n  resolved: 1\n"),
        origins: tree("lr: {kind: file}\n")
    )
    draft.seed = 7
    draft.goal = goal
    return draft
}

extension TemporaryDirectory {
    /// The folder of runs of a test.
    var runs: RunsFolder {
        RunsFolder(FilePath(appending("runs")))
    }

    /// The paths of all files below the folder, relative and sorted, temporary ones included.
    func files(in path: String = "") -> [String] {
        let entries = (try? FileSystem.list(FilePath(appending(path)))) ?? []
        return entries.flatMap { entry -> [String] in
            let name = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
            return entry.kind == .folder ? files(in: name) : [name]
        }
    }
}

/// Does something on this thread as a user whom permissions bind.
///
/// Root may read everything; on Linux one thread can look at files as somebody else.
func withoutPrivileges<Value>(_ body: () throws -> Value) throws -> Value {
    guard geteuid() == 0 else { return try body() }
    typealias Function = @convention(c) (UInt32) -> Int32
    // Swift is not shown its header.
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "setfsuid"))
    let setUser = unsafeBitCast(symbol, to: Function.self)
    _ = setUser(65_534)
    defer { _ = setUser(0) }
    return try body()
}

/// What was told while a run was recorded.
final class Troubles: Sendable {
    private let list = Monitor<[Diagnostic]>([])

    var messages: [String] {
        list.withLock { $0.map(\.message) }
    }

    func add(_ diagnostic: Diagnostic) {
        list.withLock { $0.append(diagnostic) }
    }
}
