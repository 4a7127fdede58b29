import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpYAML

/// The metrics log in points a second, and what the rest of a run's record costs.
///
/// A point is one value; a line has three. Runs are made under `TMPDIR`, or FOLDER, and removed.
enum MetricLogBenchmark {
    private static let lineCount = 333_334
    private static let pointCount = Double(lineCount * 3)

    static func run(_ arguments: [String]) {
        let root = arguments.first ?? ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
        let folder = FilePath(root).appending("exp-benchmark-\(SystemRandom.base32(count: 8))")
        defer { removeTree(folder) }
        do throws(Diagnostic) {
            for round in 1...3 {
                print("round \(round)")
                try measure(RunsFolder(folder))
            }
        } catch {
            print(error.message)
        }
    }

    private static func measure(_ runs: RunsFolder) throws(Diagnostic) {
        let values = (0..<1_000).map { Double($0 &* 7_919 % 1_000) / 997 }
        let rows = values.map { value -> [MetricRow.Value] in
            [
                .init(name: "train/loss", value: value),
                .init(name: "train/accuracy", value: 1 - value),
                .init(name: "valid/loss", value: value / 3),
            ]
        }
        let writer = try RunWriter.create(in: runs, draft: draft())
        tell("log, values in order") {
            for step in 0..<lineCount { writer.metrics.log(step: step, rows[step % 1_000]) }
        }
        let entry = RunEntry(id: writer.id, folder: writer.directory)
        writer.finish(.completed)

        let dictionaries = rows.map { row in
            Dictionary(uniqueKeysWithValues: row.map { ($0.name, $0.value) })
        }
        let other = try RunWriter.create(in: runs, draft: draft())
        tell("log, a dictionary a line") {
            for step in 0..<lineCount { other.metrics.log(step: step, dictionaries[step % 1_000]) }
        }
        other.finish(.completed)

        var read = 0
        tell("read into columns") {
            read = (try? RunSnapshot(entry).metrics().rowCount) ?? 0
        }
        precondition(read == lineCount, "not every line was read back")

        let count = 200
        let start = MonotonicClock.nanoseconds
        for _ in 0..<count { try RunWriter.create(in: runs, draft: draft()).finish(.completed) }
        let each = MonotonicClock.seconds(since: start) / Double(count)
        print("  a run begun and ended, synced: \(Int(each * 1e6)) µs")
    }

    private static func draft() -> RunDraft {
        let range = SourceFile(kind: .declaration, name: "benchmark", bytes: []).range(0, 0)
        var draft = RunDraft(
            task: "benchmark",
            config: .mapping(["task": .string("benchmark", range)], range),
            origins: .mapping([:], range)
        )
        draft.goal = .minimize("valid/loss")
        return draft
    }

    private static func tell(_ name: String, _ work: () -> Void) {
        let start = MonotonicClock.nanoseconds
        work()
        let rate = pointCount / MonotonicClock.seconds(since: start) / 1e6
        print("  \(name): \(Double(Int(rate * 100)) / 100) million points a second")
    }

    private static func removeTree(_ path: FilePath) {
        for entry in (try? FileSystem.list(path)) ?? [] {
            let inside = path.appending(entry.name)
            if entry.kind == .folder { removeTree(inside) } else { try? FileSystem.remove(inside) }
        }
        try? FileSystem.removeDirectory(path)
    }
}
