import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// Every example of the pages about the config language, run: composition, overrides, interpolation,
/// and what is about Hydra.
struct PageExampleTests {
    /// One example: files, then commands with what they print.
    struct Example: CustomTestStringConvertible, Sendable {
        var title: String
        var files: [(name: String, text: String)] = []
        var commands: [(line: String, output: String)] = []

        var testDescription: String { title }
    }

    @Test(arguments: Self.examples)
    func `every example of the pages about the config language holds`(example: Example) {
        let project = TestProject()
        for file in example.files { project.directory.write(file.name, file.text) }
        var last = DiagnosticBag()
        for command in example.commands {
            var words = Self.words(command.line)
            if words == ["dropped"] {
                let notes = last.diagnostics.filter { $0.code == .droppedValue }.map(\.message)
                let lines = command.output.split(separator: "\n").map { line in
                    let parts = line.split(separator: " ")
                    return "dropped `\(parts[0])`, decided by `\(parts[2])`"
                }
                #expect(notes == lines, "\(example.title)")
                continue
            }
            if words == ["told"] {
                let lines = last.diagnostics.filter { $0.severity != .error }
                    .map { "\($0.severity.rawValue)[\($0.code.rawValue)]: \($0.message)\n" }
                    .joined()
                #expect(lines == command.output, "\(example.title)")
                continue
            }
            #expect(words.first == "exp")
            let key = words[1] == "explain" ? words[2] : nil
            words.removeFirst(3)
            var config = "configs/main.yaml"
            if words.first == "-c" {
                config = words[1]
                words.removeFirst(2)
            }
            let (loaded, bag) = project.load(config, words)
            last = bag
            if command.output.hasPrefix("error[") {
                let errors = bag.ordered.filter { $0.severity == .error }
                    .map { "error[\($0.code.rawValue)]: \($0.message)\n" }.joined()
                #expect(errors == command.output, "\(example.title): \(command.line)")
                continue
            }
            #expect(!bag.hasErrors, "\(command.line): \(project.rendered(bag))")
            guard let loaded else { continue }
            let output = key.map { Self.story(of: $0, in: loaded) } ?? Self.show(loaded)
            #expect(output == command.output, "\(example.title): \(command.line)")
        }
    }

    @Test(arguments: [
        ("Composition", 16), ("Overrides", 16), ("Interpolation", 15), ("HydraTrees", 7),
        ("ComingFromHydra", 5),
    ])
    func `a page has its examples`(page: String, least: Int) {
        #expect(Self.examples(of: page).count >= least)
    }

    /// A key a line, inner values in flow form.
    static func show(_ config: LoadedConfig) -> String {
        (config.resolved.mapping?.entries ?? [])
            .map { "\($0.key): \(CanonicalWriter.flow($0.value))\n" }.joined()
    }

    static func story(of key: String, in config: LoadedConfig) -> String {
        guard let history = ConfigPath.parse(key).flatMap(config.history) else {
            return "nothing\n"
        }
        func place(_ step: ValueHistory.Step) -> String {
            switch step.origin.kind {
            case .file: "\(step.origin.name):\(step.origin.line)"
            case .commandLine: "command line"
            case .schemaDefault: "default"
            default: step.origin.kind.rawValue
            }
        }
        var text = ""
        if let current = history.current {
            text += "\(current.value) (\(place(current)))"
            if let written = current.written { text += ", computed from \(written)" }
            text += "\n"
        }
        for step in history.replaced {
            if let choice = step.droppedBy {
                text += "dropped \(step.value) (\(place(step))), decided by \(choice)\n"
            } else {
                text += "replaced \(step.value) (\(place(step)))\n"
            }
        }
        return text
    }

    /// The words of a command, single quotes taken away.
    static func words(_ line: String) -> [String] {
        var words: [String] = [""]
        var isQuoted = false
        var depth = 0
        for character in line {
            if character == "'" {
                isQuoted.toggle()
                continue
            }
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if character == " ", !isQuoted, depth == 0 {
                words.append("")
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words
    }

    static let examples = [
        "Composition", "Overrides", "Interpolation", "HydraTrees", "ComingFromHydra",
    ].flatMap(examples(of:))

    static func examples(of name: String) -> [Example] {
        let page = repositoryRoot() + "/Sources/Exp/Documentation.docc/\(name).md"
        var examples: [Example] = []
        var example: Example?
        var title = ""
        var isFile = true
        for line in (readText(page) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        {
            if line == "```text" {
                example = Example(title: title)
            } else if line == "```", let finished = example {
                examples.append(finished)
                example = nil
            } else if example != nil, line.hasPrefix("--- ") {
                let header = String(line.dropFirst(4))
                isFile = !header.hasPrefix("exp ") && !["dropped", "told"].contains(header)
                if !isFile {
                    example?.commands.append((header, ""))
                } else {
                    example?.files.append((header, ""))
                }
            } else if let current = example {
                if isFile {
                    example?.files[current.files.count - 1].text += line + "\n"
                } else {
                    example?.commands[current.commands.count - 1].output += line + "\n"
                }
            } else if !line.isEmpty, !line.hasPrefix("```") {
                title = String(line)
            }
        }
        return examples
    }
}
