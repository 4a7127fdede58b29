import ExpSystem

/// Measurements that are run by hand: `swift run -c release ExpBenchmarks NAME [ARGUMENTS]`.
///
/// Each prints medians of runs taken in turn, so that what else the machine does falls on all
/// sides alike; read the ratios, not the times.
@main
enum Benchmarks {
    /// The benchmarks by name; a new one is a file and a line here.
    static let all: [(name: String, summary: String, run: @Sendable ([String]) -> Void)] =
        [
            (
                "capture",
                "begins and ends runs in a repository of 100,000 files, made under TMPDIR",
                CaptureBenchmark.run
            ),
            (
                "metrics",
                "logs and reads a million points, under TMPDIR or FOLDER",
                MetricLogBenchmark.run
            ),
            (
                "config",
                "loads small and large configs and variants, also against OmegaConf of PYTHON",
                ConfigBenchmark.run
            ),
            (
                "yaml",
                "reads a 5 MB config, or FILE, against a bare loop over libyaml's events",
                YAMLBenchmark.run
            ),
            (
                "startup",
                "starts programs: empty, `exp config show`, a whole run, Python; 100 times or COUNT",
                StartupBenchmark.run
            ),
        ]

    static func main() async {
        await StartupBenchmark.playPart()
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let benchmark = all.first(where: { $0.name == arguments.first }) else {
            for benchmark in all { print("\(benchmark.name): \(benchmark.summary)") }
            exit(arguments.isEmpty ? 0 : 2)
        }
        benchmark.run(Array(arguments.dropFirst()))
    }
}
