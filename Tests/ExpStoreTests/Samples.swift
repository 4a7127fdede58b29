import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpTestSupport
import ExpYAML

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
