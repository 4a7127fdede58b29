import ExpSystem

/// A C program that reads a file, loops over libyaml's events once and frees them: the least time
/// that anything built on libyaml can take.
final class EventsProgram {
    private let folder: TemporaryFolder
    private var program: FilePath { folder.path.appending("events") }
    private var input: FilePath { folder.path.appending("input.yaml") }

    /// Compiles the program; nil without a C compiler.
    ///
    /// - Parameter bytes: The file that it reads.
    init?(reading bytes: [UInt8]) {
        guard let folder = TemporaryFolder() else { return nil }
        self.folder = folder
        let source = folder.path.appending("events.c")
        do {
            try FileSystem.writeWhole(Array(Self.source.utf8), to: source)
            try FileSystem.writeWhole(bytes, to: input)
            let compiler = try run(
                "cc",
                ["-O2", "-o", program.string, source.string, "-lyaml"]
            )
            guard compiler.didSucceed else { return nil }
        } catch {
            return nil
        }
    }

    /// Runs the program once.
    ///
    /// - Returns: How long its loop took, which is less than the whole process took.
    func seconds() -> Double {
        let run = try? run(program.string, [input.string])
        guard let run, run.didSucceed, let seconds = Double(run.text) else {
            print("the C program failed")
            exit(3)
        }
        return seconds
    }

    private func run(_ program: String, _ arguments: [String]) throws(SystemError) -> CommandRun {
        try CommandRun.run(
            program,
            arguments,
            environment: ProcessEnvironment.variables,
            timeoutSeconds: 60
        )
    }

    private static let source = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <time.h>
        #include <yaml.h>

        int main(int count, char **arguments) {
            FILE *file = fopen(arguments[count - 1], "rb");
            if (!file) return 1;
            fseek(file, 0, SEEK_END);
            size_t size = (size_t)ftell(file);
            rewind(file);
            unsigned char *bytes = malloc(size);
            if (fread(bytes, 1, size, file) != size) return 1;

            struct timespec start, end;
            clock_gettime(CLOCK_MONOTONIC, &start);
            yaml_parser_t parser;
            yaml_event_t event;
            yaml_parser_initialize(&parser);
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
            yaml_parser_set_input_string(&parser, bytes, size);
            for (int isAtEnd = 0; !isAtEnd;) {
                if (!yaml_parser_parse(&parser, &event)) return 1;
                isAtEnd = event.type == YAML_STREAM_END_EVENT;
                yaml_event_delete(&event);
            }
            yaml_parser_delete(&parser);
            clock_gettime(CLOCK_MONOTONIC, &end);
            printf("%.9f\\n", (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9);
            return 0;
        }

        """
}
