import ExpDiagnostics
import ExpExecution
import ExpStore
import ExpSystem
import ExpYAML

/// Carries out one small task, so that tests can send it real signals and read its record back.
///
///     ExecutionProbe RUNS TASK [SECONDS [GRACE]]
///
/// SECONDS is the time limit, GRACE the time of grace after it, half a second unless given.
@main enum ExecutionProbe {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let body = probeTasks[arguments[2]] else { _exit(64) }
        var draft = RunDraft(
            task: arguments[2],
            config: Node.mapping([("task", arguments[2])]),
            origins: Node.mapping([])
        )
        draft.seed = 7
        draft.goal = .minimize("loss")
        var request = RunRequest(
            task: PreparedTask(name: arguments[2], goal: draft.goal, body: body),
            draft: draft,
            runs: RunsFolder(FilePath(arguments[1]))
        )
        if arguments.count > 3, let seconds = Double(arguments[3]) {
            request.timeLimitSeconds = seconds
            request.graceSeconds = arguments.count > 4 ? Double(arguments[4]) ?? 0.5 : 0.5
        }
        do {
            let outcome = try await RunLauncher.run(request) { tell($0) }
            say("ended \(outcome.record.status.rawValue)\n", .error)
            _exit(outcome.exitStatus)
        } catch {
            say("not started: \(error.message)\n", .error)
            _exit(3)
        }
    }

    private static func tell(_ event: RunEvent) {
        switch event {
        case .started(let run):
            say("started \(run.id)\n", run.standardError)
        case .stopping:
            say("stopping\n", .error)
        case .trouble(let trouble):
            say("trouble: \(trouble.message)\n", .error)
        case .output(let bytes, let stream):
            if bytes.starts(with: "slow".utf8) { sleep(4) }
            stream.write(bytes)
        case .logged, .progress, .note:
            break
        }
    }

    private static func say(_ text: String, _ stream: StandardStream) {
        stream.write(Array(text.utf8))
    }
}

extension Node {
    fileprivate static func mapping(_ entries: [(String, String)]) -> Node {
        let range = SourceFile(kind: .declaration, name: "probe", text: "").range(0, 0)
        return Node(
            .mapping(
                Mapping(
                    entries.map { key, value in
                        Mapping.Entry(key: key, keyRange: range, value: .string(value, range))
                    }
                )
            ),
            range: range
        )
    }
}
