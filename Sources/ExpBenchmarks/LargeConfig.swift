import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpYAML

/// Configs of 10,000 keys, 1,000 of them interpolations, in sections of ten keys, with a second
/// file that changes a key of each section: what OmegaConf loads, merges and resolves for
/// comparison.
enum LargeConfig {
    /// Writes the two files, and one that extends both.
    static func write(keys: Int, into folder: FilePath) throws(SystemError) {
        let sections = keys / 10
        var base = ""
        var changes = ""
        for index in 0..<sections {
            base += """
                sec_\(index):
                  k_0: \(index)
                  k_1: \(Double(index) * 0.37 + 0.5)
                  k_2: word_\(index)
                  k_3: \(index % 2 == 1)
                  k_4: [\(index), \(index + 1), \(index + 2)]
                  k_5: path/to/\(index)
                  k_6: \(index + 1).5e-4
                  k_7: -\(index)
                  k_8: "quoted \(index)"
                  k_9: ${sec_\((7 * index + 3) % sections).k_0}

                """
            changes += "sec_\(index):\n  k_1: \(index).25\n"
        }
        let files = [
            ("big.yaml", base), ("over.yaml", changes),
            ("main.yaml", "extends: [big.yaml, over.yaml]\n"),
        ]
        for (name, text) in files {
            try FileSystem.writeWhole(Array(text.utf8), to: folder.appending(name))
        }
    }

    /// Loads, merges and resolves the files with one override.
    static func load(in folder: FilePath) {
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: folder),
            tasks: .empty
        )
        var bag = DiagnosticBag()
        let request = ConfigRequest(config: "main.yaml", overrides: ["sec_0.k_0=99"])
        let config = loader.load(request, into: &bag)
        precondition(!bag.hasErrors && config?.resolved["sec_0"]?["k_0"]?.int == 99)
    }

    /// The seconds that OmegaConf takes for the same, in a process that has loaded it already; nil
    /// when the Python has none.
    static func omegaConf(python: String, in folder: FilePath) -> Double? {
        let script = """
            import sys, time
            from omegaconf import OmegaConf
            def once():
                start = time.perf_counter()
                layers = [OmegaConf.load(sys.argv[1] + name) for name in ("/big.yaml", "/over.yaml")]
                config = OmegaConf.merge(*layers, OmegaConf.from_dotlist(["sec_0.k_0=99"]))
                values = OmegaConf.to_container(config, resolve=True)
                assert values["sec_0"]["k_0"] == 99
                return time.perf_counter() - start
            print(min(once() for _ in range(2)))
            """
        let run = try? CommandRun.run(
            python,
            ["-I", "-c", script, folder.string],
            environment: [:],
            timeoutSeconds: 300
        )
        guard let run, run.didSucceed else { return nil }
        return Double(run.text)
    }

    /// Prints the time of one load, and how many times longer OmegaConf takes.
    static func compare(python: String?, in folder: FilePath) {
        let name = "10,000 keys, 1,000 interpolations"
        var things: [(name: String, run: () -> Double)] = [
            (name, { seconds { load(in: folder) } })
        ]
        if let python {
            things.append(("OmegaConf", { omegaConf(python: python, in: folder) ?? .nan }))
        }
        let measured = Measurement(rounds: python == nil ? 15 : 5, timed: things)
        measured.printTable()
    }

    /// Prints the time of 1,000 variants, each with overrides of its own.
    static func variants(of config: String, _ overrides: (Int) -> [String], in folder: FilePath) {
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: folder),
            tasks: .empty
        )
        let time = seconds {
            var bag = DiagnosticBag()
            let prepared = loader.prepare(ConfigRequest(config: config), into: &bag)
            for index in 0..<1_000 { _ = prepared?.variant(overrides(index), into: &bag) }
            precondition(!bag.hasErrors && prepared != nil)
        }
        let example = overrides(0).joined(separator: " ")
        print("1,000 variants of \(config), as \(example): \((time * 1_000).rounded()) ms")
    }

    private static func seconds(_ body: () -> Void) -> Double {
        let taken = ContinuousClock().measure(body).components
        return Double(taken.seconds) + Double(taken.attoseconds) * 1e-18
    }
}
