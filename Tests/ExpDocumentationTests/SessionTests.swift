import ExpSystem
import ExpTestSupport
import Testing

/// The sessions that a page shows: what its commands print is what the page says.
///
/// Sessions are fenced blocks marked `console`, whose lines with `$ ` are commands. All of a page
/// run in one project folder with the repository's configs, in order. Times and the names of runs may
/// differ.
///
/// `EXP_RECORD=1` writes the real output of the commands that differ into the page.
@Suite struct SessionTests {
    private static let root = repositoryRoot()

    @Test(arguments: ["README.md", "Sources/Exp/Documentation.docc/CommandLine.md"])
    func `a page's commands print what it says`(_ name: String) throws {
        let path = Self.root + "/" + name
        let text = try #require(readText(path), "there is no \(name)")
        let page = Page(text)
        let project = TemporaryDirectory()
        prepareProject(project, copyingConfigsOf: Self.root)
        var real = Redaction(project: project.path)
        var shown = Redaction(project: project.path)
        // Only from what commands print: elsewhere a page may speak of other runs.
        shown.learnRuns(from: page.commands.map(\.command.output).joined())
        var replayed = page
        for (place, command) in page.commands {
            // The page names the runs of the day it was recorded.
            let typed = real.expand(shown.apply(to: command.lines.joined(separator: "\n")))
            let output = Transcript.output(of: [typed], in: project, real)
            real.learnRuns()
            if shown.apply(to: command.output) != real.apply(to: output) {
                replayed.blocks[place.block].commands[place.command].output = output
            }
        }
        #expect(!page.commands.isEmpty)
        expectGolden(replayed.text, matches: path)
    }
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
