import Exp
import ExpSystem
import ExpTasks

/// Whole processes from start to end: what `exp config show`, a run that does nothing and an answer
/// to a shell's completion cost beside a program that only starts, and beside Python.
///
/// Run it in the repository. This program plays the parts itself, so that all are linked alike; the
/// `exp` built beside it (`swift build -c release`) is timed as well. A run syncs its record, which
/// waits for the disk and for all that others write to it: with `TMPDIR` on a file system in memory
/// that is left out.
enum StartupBenchmark {
    static let partVariable = "EXP_BENCHMARK_PART"
    private static let config = "configs/digits.yaml"

    /// Is the program that the environment asks for, and ends; returns when it asks for none.
    static func playPart() async {
        switch ProcessEnvironment.variable(partVariable) {
        case "empty": exit(0)
        case "exp": await ExpCommandLine.main(TrainDigits.self, IdleTask.self)
        default: return
        }
    }

    static func run(_ arguments: [String]) {
        let count = arguments.first.map { Int($0) ?? 0 } ?? 100
        guard count > 0 else {
            print("COUNT is a number from 1 on")
            exit(2)
        }
        guard FileSystem.kind(of: FilePath(config)) == .file, let folder = TemporaryFolder() else {
            print("there is no \(config) here: start it in the repository")
            exit(3)
        }
        defer { withExtendedLifetime(folder) {} }
        let itself = CommandLine.arguments[0]
        let outside = folder.path.appending("outside")
        let show = ["config", "show", "--config", config]
        let idle = ["run", "--task", IdleTask.name]
        let runs = folder.path.appending("runs")
        var programs = [
            Program("an empty program", itself, [], part: "empty"),
            Program("config show", itself, show, part: "exp"),
            Program("a run in this repository", itself, idle, part: "exp", runs: runs),
            Program(
                "a run outside any repository",
                itself,
                idle,
                part: "exp",
                folder: outside,
                runs: runs
            ),
        ]
        for (name, line) in [
            ("completion of verbs", "exp co"),
            ("completion of options", "exp run --"),
            ("completion of keys", "exp -c digits optimizer."),
            ("completion of options of a choice", "exp -c digits epochs=3 optimizer="),
            ("completion of keys at every depth", "exp -c digits '**."),
        ] {
            programs.append(Program(name, itself, ["--complete", "fish", line, ""], part: "exp"))
        }
        let exp = FilePath(itself).parent?.appending("exp")
        if let exp, FileSystem.kind(of: exp) == .file {
            programs.append(Program("config show of the built exp", exp.string, show))
        }
        if FileSystem.kind(of: FilePath("/usr/bin/python3")) != nil {
            programs.append(
                Program("python3 -I -c pass", "/usr/bin/python3", ["-I", "-c", "pass"])
            )
        }
        try? FileSystem.createDirectories(outside)

        let measurement = Measurement(
            rounds: count,
            programs.map { program in (program.name, program.start) }
        )
        measurement.printTable()
        for (name, other) in [
            (programs[2].name, programs[1].name), (programs[3].name, programs[1].name),
            (programs[1].name, "python3 -I -c pass"),
        ] {
            let ratio = measurement.ratio(name, to: other)
            guard ratio.isFinite else { continue }
            print("\(name) / \(other): \((ratio * 100).rounded() / 100)")
        }
    }
}

/// A program to be timed.
private struct Program {
    let name: String
    private let path: String
    private let arguments: [String]
    private let environment: [String: String]
    private let folder: FilePath?
    /// A runs folder for each run, since a run's end looks at all runs.
    private let runs: FilePath?

    init(
        _ name: String,
        _ path: String,
        _ arguments: [String],
        part: String? = nil,
        folder: FilePath? = nil,
        runs: FilePath? = nil
    ) {
        self.name = name
        self.path = FilePath(path).isAbsolute ? path : Self.absolute(path)
        self.arguments = arguments
        self.folder = folder
        self.runs = runs
        var environment = ProcessEnvironment.variables
        environment[StartupBenchmark.partVariable] = part
        self.environment = environment
    }

    private static func absolute(_ path: String) -> String {
        (try? FileSystem.currentDirectory()).map { FilePath(path).absolute(in: $0).string } ?? path
    }

    /// Starts the program and waits for its end.
    func start() {
        let here = folder == nil ? nil : try? FileSystem.currentDirectory()
        if let folder { chdir(folder.string) }
        defer { if let here { chdir(here.string) } }
        let fresh = runs.map { ["--runs", $0.appending(SystemRandom.base32(count: 8)).string] }
        let arguments = arguments + (fresh ?? [])
        let run = try? CommandRun.run(path, arguments, environment: environment, timeoutSeconds: 60)
        guard let run, run.didSucceed else {
            print(
                "\(name) failed: \(run.map { String(decoding: $0.errorOutput, as: UTF8.self) } ?? path)"
            )
            exit(3)
        }
    }
}

/// A task without anything to do.
private struct IdleTask: ExperimentTask {
    struct Config: TaskConfig {}

    static let name = "idle"

    func run(_ config: Config, in run: RunContext) async throws {}
}
