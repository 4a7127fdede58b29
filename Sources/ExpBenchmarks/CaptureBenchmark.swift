import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpYAML

/// What the capture of code costs a run's start and its end in a repository of 100,000 files, made
/// under `TMPDIR` and removed, against a run outside any repository.
enum CaptureBenchmark {
    private static let fileCount = 100_000

    static func run(_ arguments: [String]) {
        let root = FilePath(ProcessEnvironment.variable("TMPDIR") ?? "/tmp")
        let folder = root.appending("exp-benchmark-\(SystemRandom.base32(count: 8))")
        defer { _ = try? command("rm", ["-rf", folder.string]) }
        do {
            try makeRepository(folder)
            let runs = RunsFolder(folder.appending("runs"))
            for round in 1...5 {
                print("round \(round)")
                try measure("no repository", runs, code: nil)
                try measure("clean repository", runs, code: folder)
            }
            let changed = folder.appending("0/0")
            try FileSystem.writeWhole(Array("changed\n".utf8), to: changed)
            try FileSystem.writeWhole(Array("new\n".utf8), to: folder.appending("0/new"))
            for round in 6...10 {
                print("round \(round)")
                try measure("changed repository", runs, code: folder)
            }
        } catch {
            print("\(error)")
        }
    }

    private static func makeRepository(_ folder: FilePath) throws(SystemError) {
        for part in 0..<(fileCount / 100) {
            let inside = folder.appending(String(part))
            try FileSystem.createDirectories(inside)
            let open = try OpenFolder(inside)
            for file in 0..<100 {
                try open.open(String(file), O_WRONLY | O_CREAT).write(Array("file \(file)\n".utf8))
            }
        }
        let author = ["-c", "user.name=a", "-c", "user.email=a@b"]
        try git(["init", "-q"], folder)
        try git(["add", "."], folder)
        try git(author + ["commit", "-q", "-m", "all"], folder)
    }

    private static func git(_ arguments: [String], _ folder: FilePath) throws(SystemError) {
        let run = try command("git", ["-C", folder.string] + arguments)
        guard run.didSucceed else { throw SystemError("git \(arguments[0])", folder.string) }
    }

    private static func command(
        _ program: String,
        _ arguments: [String]
    ) throws(SystemError) -> CommandRun {
        try CommandRun.run(
            program,
            arguments,
            environment: ProcessEnvironment.variables,
            timeoutSeconds: 600
        )
    }

    private static func measure(
        _ name: String,
        _ runs: RunsFolder,
        code: FilePath?
    ) throws(Diagnostic) {
        let range = SourceFile(kind: .declaration, name: "benchmark", bytes: []).range(0, 0)
        var draft = RunDraft(
            task: "benchmark",
            config: .mapping(["task": .string("benchmark", range)], range),
            origins: .mapping([:], range)
        )
        draft.environment = ProcessEnvironment.variables
        let start = MonotonicClock.nanoseconds
        draft.code = code.flatMap {
            CodeReading(containing: $0, runs: runs, environment: draft.environment)
        }
        let writer = try RunWriter.create(in: runs, draft: draft)
        writer.startCapture()
        let begun = MonotonicClock.seconds(since: start)
        let record = writer.finish(.completed, captureLimitSeconds: 60)
        let ended = MonotonicClock.seconds(since: start)
        let code = record.codeHash.map { "code \($0.prefix(7))" } ?? "no code"
        print(
            "  \(name): start \(milliseconds(begun)) ms, whole \(milliseconds(ended)) ms, \(code)"
        )
    }

    private static func milliseconds(_ seconds: Double) -> Double {
        Double(Int(seconds * 1e4)) / 10
    }
}
