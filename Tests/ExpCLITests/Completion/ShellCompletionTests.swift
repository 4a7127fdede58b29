import ExpSystem
import ExpTestSupport
import Testing

/// The scripts in the shells that they are for, a real program behind them.
@Suite struct ShellCompletionTests {
    private let project = TemporaryDirectory()

    init() {
        prepareProject(project, copyingConfigsOf: repositoryRoot())
    }

    private static let bash = InstalledProgram.path("bash")
    private static let zsh = InstalledProgram.path("zsh")
    private static let fish = InstalledProgram.path("fish")

    private func shell(_ path: String, _ arguments: [String]) -> ChildProcess {
        ChildProcess(
            path,
            arguments,
            in: project.path,
            environment: [
                "PATH": "\(BuiltProgram.folder):/usr/bin:/bin", "HOME": project.appending("home"),
                "TERM": "dumb", "LANG": "C.UTF-8", "PS1": "> ",
            ]
        )
    }

    // MARK: - Bash

    /// What bash's completion function makes of a line; `|` is the cursor.
    private func bashReply(to line: String) throws -> [String] {
        let script = #"""
            source <(exp completion bash)
            before=${1%%|*} after=${1#*|}
            COMP_LINE=$before$after COMP_POINT=${#before}
            COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
            _exp_complete exp
            printf '%s\n' "${COMPREPLY[@]}"
            """#
        let path = try #require(Self.bash)
        let result = shell(path, ["--norc", "-c", script, "bash", line]).run()
        #expect(result.errors.isEmpty)
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test(
        .enabled(if: bash != nil, "bash is not installed"),
        arguments: [
            ("exp comp|", ["compare ", "completion "]),
            ("exp -c digits optimizer.l|", ["lr="].map { "optimizer." + $0 }),
            ("exp -c digits optimizer=s|", ["sgd "]),
            ("exp -c digits 'optimizer=s|'", ["optimizer=sgd"]),
            ("exp -c digits opt|imizer.lr=3", ["optimizer.", "optimizer="]),
            ("exp explain model.a| -c digits", ["model.activation "]),
            ("SEED=1 exp -c digits epo|", ["epochs="]),
            ("exp -c digits-l|", ["digits-linear "]),
            ("exp diff digits-l|", ["digits-linear "]),
            ("exp diff digits-linear digits model=mlp model.a|", ["model.activation="]),
            ("exp -c nothing-like-it opt|", []),
        ]
    )
    func `bash gets the rest of the word`(_ line: String, _ reply: [String]) throws {
        #expect(try bashReply(to: line) == reply)
    }

    /// At a prompt of its own readline decides what the word is, and closes quotes.
    @Test(
        .enabled(if: bash != nil && PseudoTerminal.isAvailable, "bash or /dev/pts is absent"),
        arguments: [
            ("exp -c digits optimizer.l\t5", "exp -c digits optimizer.lr=5"),
            ("exp -c digits optimizer=s\tepochs=3", "exp -c digits optimizer=sgd epochs=3"),
            ("exp -c digits 'optimizer=s\t", "exp -c digits 'optimizer=sgd'"),
            ("exp -c digits model.act\tt\t", "exp -c digits model.activation=tanh "),
        ]
    )
    func `bash completes what is typed at its prompt`(_ typed: String, _ line: String) throws {
        let path = try #require(Self.bash)
        project.write(
            "home/.bashrc",
            """
            source <(exp completion bash)
            show() { printf '<<%s>>' "$READLINE_LINE"; exit; }
            bind -x '"\\C-t": show'
            PS1='READY> '

            """
        )
        let terminal = PseudoTerminal(columns: 200)
        var isTyped = false
        let (output, _) = terminal.run(shell(path, ["--rcfile", "home/.bashrc", "-i"])) { text, _ in
            if !isTyped, text.contains("READY> ") {
                isTyped = true
                terminal.type(typed + "\u{14}")
            }
        }
        #expect(output.contains("<<\(line)>>"))
    }

    // MARK: - Zsh

    @Test(
        .enabled(if: zsh != nil, "zsh is not installed"),
        arguments: [
            ("exp conf", "exp config "),
            ("exp -c digits optimizer.l", "exp -c digits optimizer.lr="),
            ("exp -c digits optimizer=s", "exp -c digits optimizer=sgd "),
            ("exp -c digits 'model.act", "exp -c digits 'model.activation="),
            ("exp -c digits **.chec", #"exp -c digits \*\*.checkpointEvery="#),
        ]
    )
    func `zsh goes on with the word`(_ typed: String, _ line: String) throws {
        // The line editor runs on a terminal of zsh's own making and shows its buffer at the end.
        let script = #"""
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'PS1="> "; autoload -Uz compinit; compinit -u -D; source <(exp completion zsh)'
            zpty -w shell 'show() { print -r -- "<<$BUFFER>>"; BUFFER=; zle accept-line }; zle -N show'
            zpty -w shell 'bindkey "^I" complete-word; bindkey "^X" show; print REA""DY'
            zpty -r shell text '*READY*'
            zpty -w -n shell "$1"$'\t\x18'
            zpty -r shell text '*<<*>>*'
            print -r -- "${${text##*<<}%%>>*}"
            zpty -d shell
            """#
        let path = try #require(Self.zsh)
        let result = shell(path, ["-f", "-c", script, "zsh", typed]).run()
        #expect(result.output == line + "\n")
    }

    // MARK: - Fish

    @Test(
        .enabled(if: fish != nil, "fish is not installed"),
        arguments: [
            ("exp comp", ["compare\tShow what differs between runs, why, and what it did."]),
            ("exp -c digits optimizer.l", ["optimizer.lr=\tstep size (4e-3)"]),
            ("exp -c digits 'optimizer.l", ["optimizer.lr=\tstep size (4e-3)"]),
            ("exp -c digits model.activation=t", ["model.activation=tanh"]),
        ]
    )
    func `fish shows what each word means`(_ line: String, _ first: [String]) throws {
        let script = "exp completion fish | source; complete -C $argv[1]"
        let path = try #require(Self.fish)
        let result = shell(path, ["--no-config", "-c", script, line]).run()
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(Array(lines.prefix(first.count)) == first)
    }
}
