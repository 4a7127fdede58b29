import ExpSystem
import ExpTestSupport
import Testing

/// The program on a terminal of its own: what only somebody who watches sees.
@Suite(.enabled(if: PseudoTerminal.isAvailable, "no pseudo-terminal: /dev/pts is absent"))
struct TerminalTests {
    private let project = TemporaryDirectory()

    init() {
        prepareProject(project, copyingConfigsOf: repositoryRoot())
    }

    private func exp(_ arguments: [String], _ variables: [String: String] = [:]) -> ChildProcess {
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": project.appending("home"), "TERM": "xterm",
        ]
        return ChildProcess(
            BuiltProgram.exp,
            arguments,
            in: project.path,
            environment: environment.merging(variables) { $1 }
        )
    }

    private static let erase = "\r\u{1B}[K"

    /// What stays on the screen when each erased line is gone.
    private func screen(_ output: String) -> [Substring] {
        output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: Self.erase, omittingEmptySubsequences: false).last ?? ""
        }
    }

    @Test func `a run shows one line that changes and goes away at the end`() {
        let (output, status) = PseudoTerminal(columns: 90)
            .run(exp(["-c", "digits", "epochs=20"]))
        #expect(status == 0)
        let drawn = output.split(separator: Self.erase).filter { $0.hasPrefix("epoch ") }
        #expect(drawn.count >= 2)
        #expect(drawn.contains { $0.contains(" epochs/s  ") && $0.contains(" left") })
        #expect(drawn.contains { $0.hasPrefix("epoch 20/20  valid/accuracy 0.") })
        #expect(drawn.allSatisfy { ($0.split(separator: "\n").first?.count ?? 0) < 90 })
        let left = screen(output)
        #expect(!left.contains { $0.hasPrefix("epoch ") })
        #expect(left.contains { $0.contains(" completed in ") })
        #expect(left.contains("Next:"))
    }

    @Test func `a task's page loses no choice where the terminal is narrow`() {
        let (output, status) = PseudoTerminal(columns: 80).run(exp(["task", "digits"]))
        #expect(status == 0)
        #expect(!output.contains("…"))
        let lines = output.split(separator: "\n").map { $0.filter { $0 != "\r" } }
        #expect(lines.contains("model = mlp"))
        #expect(lines.contains("    one of linear, mlp: what turns pixels into a digit"))
        #expect(lines.contains("optimizer.momentum = 0.9"))
        #expect(lines.contains("split"))
        #expect(lines.contains("    images kept from training"))
        #expect(lines.contains("split.valid = 0.15"))
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func `a signal ends the run as cancelled`(_ signal: Int32, _ expected: Int32) {
        var isSent = false
        let (output, status) = PseudoTerminal()
            .run(exp(["-c", "digits", "epochs=100000"])) { text, child in
                guard !isSent, text.contains("epoch ") else { return }
                isSent = true
                kill(child, signal)
            }
        #expect(status == expected)
        #expect(output.contains("stopping after this step"))
        #expect(screen(output).contains { $0.contains(" cancelled in ") })
    }

    @Test func `errors are coloured unless NO_COLOR or a dumb terminal says otherwise`() {
        let colour = "\u{1B}["
        #expect(PseudoTerminal().run(exp(["lss"])).output.contains(colour))
        let plain = [["NO_COLOR": "1"], ["TERM": "dumb"]]
        for variables in plain {
            #expect(!PseudoTerminal().run(exp(["lss"], variables)).output.contains(colour))
        }
        #expect(PseudoTerminal().run(exp(["lss"], ["NO_COLOR": ""])).output.contains(colour))
    }

    @Test func `a list fits the terminal and says what it left out`() {
        for overrides in [["epochs=1"], ["epochs=2", "optimizer.lr=0.01", "batch=64", "seed=1"]] {
            #expect(exp(["-c", "digits"] + overrides).run().status == 0)
        }
        let narrow = PseudoTerminal(columns: 64).run(exp(["ls"])).output
        #expect(
            narrow.split(separator: "\n").filter { !$0.contains("differ") }.allSatisfy {
                $0.count <= 64
            }
        )
        #expect(narrow.contains("differ"))
        let wide = PseudoTerminal(columns: 200).run(exp(["ls"])).output
        #expect(wide.contains("seed  optimizer.lr  epochs  batch"))
        #expect(!wide.contains("differ"))
    }

    @Test func `differences fit the terminal and are coloured, unless NO_COLOR says otherwise`() {
        let command = ["diff", "digits", "digits-linear"]
        let coloured = PseudoTerminal(columns: 60).run(exp(command)).output
        #expect(coloured.contains("\u{1B}[31m- 4e-3"))
        #expect(coloured.contains("\u{1B}[32m+ 0.1"))
        let plain = PseudoTerminal(columns: 60).run(exp(command, ["NO_COLOR": "1"])).output
        #expect(!plain.contains("\u{1B}"))
        let lines = plain.split(separator: "\n").map { $0.filter { $0 != "\r" } }
        #expect(lines.contains("  epochs"))
        #expect(lines.contains("    - 30  configs/digits.yaml:21"))
        #expect(lines.contains("    + 40  configs/digits-linear.yaml:10"))
        #expect(lines.allSatisfy { $0.count <= 60 })
        let piped = exp(command).run().output
        #expect(!piped.contains("\u{1B}"))
    }

    @Test func `a run goes on when its reader goes away`() {
        let command = "\(BuiltProgram.exp) -c digits epochs=3 2>&1 | true; \(BuiltProgram.exp) ls"
        var shell = exp(["-c", "sleep 0; " + command])
        shell.executable = "/bin/sh"
        let result = shell.run()
        #expect(result.output.contains("completed"))
    }
}
