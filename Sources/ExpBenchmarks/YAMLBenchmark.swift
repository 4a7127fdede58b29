import CLibYAML
import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The YAML reader against the least that any reader on libyaml does: asking it for every event
/// and freeing it, as a C program would.
enum YAMLBenchmark {
    static func run(_ arguments: [String]) {
        let bytes: [UInt8]
        if let path = arguments.first {
            guard let read = contents(of: path) else {
                print("cannot read \(path)")
                exit(3)
            }
            bytes = read
        } else {
            bytes = Array(ConfigText.generate(byteCount: 5_000_000).utf8)
        }
        let file = SourceFile(kind: .file, name: "benchmark.yaml", bytes: bytes)
        var kept: [YAMLDocument] = []
        var things: [(name: String, run: () -> Double)] = [
            ("events of libyaml", { seconds { _ = countEvents(bytes) } }),
            ("nodes", { seconds { kept = [read(file)] } }),
            ("freeing the nodes", { seconds { kept.removeAll() } }),
        ]
        let program = EventsProgram(reading: bytes)
        if let program {
            things.insert(("events of libyaml in a C program", program.seconds), at: 0)
        } else {
            print("no C program to compare with: there is no C compiler")
        }
        let measurement = Measurement(rounds: 15, timed: things)
        print("\(bytes.count) bytes, \(countEvents(bytes)) events")
        measurement.printTable()
    }

    private static func seconds(_ work: () -> Void) -> Double {
        let start = MonotonicClock.nanoseconds
        work()
        return MonotonicClock.seconds(since: start)
    }

    private static func read(_ file: SourceFile) -> YAMLDocument {
        var bag = DiagnosticBag()
        guard let document = YAMLReader.read(file, into: &bag), bag.diagnostics.isEmpty else {
            print(bag.diagnostics.map(\.message))
            exit(1)
        }
        return document
    }

    private static func countEvents(_ bytes: [UInt8]) -> Int {
        var parser = yaml_parser_t()
        var event = yaml_event_t()
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        return bytes.withUnsafeBufferPointer { text in
            yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
            var count = 0
            var isAtEnd = false
            while !isAtEnd, yaml_parser_parse(&parser, &event) == 1 {
                isAtEnd = event.type == YAML_STREAM_END_EVENT
                yaml_event_delete(&event)
                count += 1
            }
            return count
        }
    }

    private static func contents(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                ExpSystem.read(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
        }
    }
}
