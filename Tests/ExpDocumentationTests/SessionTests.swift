import ExpSystem
import ExpTestSupport
import Testing

/// The sessions that a page shows: what its commands print is what the page says.
///
/// Sessions are fenced blocks marked `console`, whose lines with `$ ` are commands. All of a page
/// run in one project folder with the repository's configs, committed to git, in order. Times and
/// the names of runs may differ.
///
/// `EXP_RECORD=1` writes the real output of all commands into the page when one differs.
@Suite struct SessionTests {
    private static let root = repositoryRoot()

    @Test(arguments: [
        "README.md", "Sources/Exp/Documentation.docc/CommandLine.md",
        "Sources/Exp/Documentation.docc/Checking.md", "Sources/Exp/Documentation.docc/Reviewing.md",
    ])
    func `a page's commands print what it says`(_ name: String) throws {
        let path = Self.root + "/" + name
        let text = try #require(readText(path), "there is no \(name)")
        let page = Page(text)
        let project = TemporaryDirectory()
        prepareProject(project, copyingConfigsOf: Self.root)
        try commit(project)
        var real = Redaction(project: project.path)
        var shown = Redaction(project: project.path)
        // Only from what commands print: elsewhere a page may speak of other runs.
        shown.learnRuns(from: page.commands.map(\.command.output).joined())
        var replayed = page
        var isCurrent = true
        for (place, command) in page.commands {
            // The page names the runs of the day it was recorded.
            let typed = real.expand(shown.apply(to: command.lines.joined(separator: "\n")))
            let output = Transcript.output(of: [typed], in: project, real)
            real.learnRuns()
            isCurrent = isCurrent && shown.apply(to: command.output) == real.apply(to: output)
            replayed.blocks[place.block].commands[place.command].output = output
        }
        #expect(!page.commands.isEmpty)
        // All or nothing, so that one session shows the runs of one day.
        expectGolden(isCurrent ? text : replayed.text, matches: path)
    }
}

/// Puts a project under git, as one commit whose name depends on nothing but the configs.
private func commit(_ project: TemporaryDirectory) throws {
    project.write(".gitignore", "/runs\n/home\n")
    let commands = """
        export GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'
        git init -q -b main . && git add . &&
        git -c user.name=you -c user.email=you@example.org commit -q -m 'Add the configs'
        """
    let result = ChildProcess(
        "/bin/sh",
        ["-c", commands],
        in: project.path,
        environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": project.appending("home")]
    ).run()
    try #require(result.status == 0, "git: \(result.errors)")
}

/// A page taken apart at its sessions.
private struct Page {
    /// A piece of the page: text as it stands, or the inside of a session.
    struct Block {
        var text = ""
        var commands: [Command] = []
    }

    /// A command with what it prints.
    struct Command {
        var lines: [String]
        var output = ""
    }

    /// Where a command stands.
    struct Place {
        var block: Int
        var command: Int
    }

    var blocks: [Block] = [Block()]

    init(_ text: String) {
        var isSession = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if isSession, line != "```" {
                add(line)
                continue
            }
            if isSession { blocks.append(Block()) }
            isSession = line == "```console"
            blocks[blocks.count - 1].text += line + "\n"
            if isSession { blocks.append(Block()) }
        }
        // The split leaves an empty line behind the last newline.
        blocks[blocks.count - 1].text.removeLast()
    }

    private mutating func add(_ line: Substring) {
        let block = blocks.count - 1
        if line.hasPrefix("$ ") {
            blocks[block].commands.append(Command(lines: [String(line.dropFirst(2))]))
        } else if let last = blocks[block].commands.indices.last {
            let isContinued = blocks[block].commands[last].output.isEmpty && line.hasPrefix("> ")
            if isContinued {
                blocks[block].commands[last].lines.append(String(line.dropFirst(2)))
            } else if !line.isEmpty || !blocks[block].commands[last].output.isEmpty {
                blocks[block].commands[last].output += line + "\n"
            }
        }
    }

    var commands: [(place: Place, command: Command)] {
        blocks.enumerated().flatMap { block, content in
            content.commands.enumerated().map { index, command in
                var trimmed = command
                while trimmed.output.hasSuffix("\n\n") { trimmed.output.removeLast() }
                return (Place(block: block, command: index), trimmed)
            }
        }
    }

    var text: String {
        blocks.map { block in
            guard !block.commands.isEmpty else { return block.text }
            return block.commands.map { command in
                var output = command.output
                while output.hasSuffix("\n\n") { output.removeLast() }
                return "$ " + command.lines.joined(separator: "\n> ") + "\n" + output
            }.joined(separator: "\n")
        }.joined()
    }
}
