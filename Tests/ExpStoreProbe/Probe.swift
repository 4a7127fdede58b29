import ExpStore
import ExpSystem

/// A process for tests that need many: it records a run and is killed, or races for a lease.
///
///     ExpStoreProbe log RUNS STEPS
///     ExpStoreProbe race FOLDER SECONDS SEED
///     ExpStoreProbe read FOLDER SECONDS
@main
enum Probe {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else { exit(2) }
        switch arguments[1] {
        case "log": logRun(RunsFolder(FilePath(arguments[2])), steps: Int(arguments[3]) ?? 0)
        case "race":
            let seed = arguments.count > 4 ? UInt64(arguments[4]) ?? 0 : 0
            LeaseRace(FilePath(arguments[2]), seconds: Double(arguments[3]) ?? 0).own(seed: seed)
        case "read":
            LeaseRace(FilePath(arguments[2]), seconds: Double(arguments[3]) ?? 0).read()
        default: exit(2)
        }
    }

    /// Writes a line to standard output in one call.
    static func tell(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    }
}
