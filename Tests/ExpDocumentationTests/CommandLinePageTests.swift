import ExpTestSupport
import Testing

/// The page about the command line names every verb and every option of `--help`, and no other.
@Suite struct CommandLinePageTests {
    private static let page =
        readText(repositoryRoot() + "/Sources/Exp/Documentation.docc/CommandLine.md") ?? ""

    /// The verbs that `--help` lists, with those under `config`.
    static let verbs: [String] = subcommands(of: "").flatMap { verb in
        let inner = subcommands(of: verb)
        return inner.isEmpty ? [verb] : inner.map { "\(verb) \($0)" }
    }

    private static func help(_ verb: String) -> String {
        ChildProcess(BuiltProgram.exp, ["help"] + verb.split(separator: " ").map(String.init))
            .run().output
    }

    private static func subcommands(of verb: String) -> [String] {
        let text = help(verb)
        guard let list = text.firstRange(of: "SUBCOMMANDS:\n") else { return [] }
        return text[list.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    /// The part of the page under `## exp VERB`.
    private static func section(_ verb: String) -> Substring {
        guard let start = page.firstRange(of: "\n## exp \(verb)\n") else { return "" }
        let rest = page[start.upperBound...]
        return rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)]
    }

    @Test func `there are verbs to look at`() {
        #expect(Self.verbs.count >= 8)
    }

    @Test(arguments: verbs)
    func `a verb has its section, with its options and no others`(_ verb: String) {
        let section = Self.section(verb)
        #expect(!section.isEmpty, "no section `## exp \(verb)`")
        #expect(section.contains("$ exp"), "no example")

        let listed = Self.help(verb).matches(of: /(?m)^  ((?:-\S, )?--[a-z]+)/)
            .flatMap { $0.1.split(separator: ", ").map(String.init) }
        let everywhere: Set<String> = ["--help", "-h", "--version"]
        let written = section.matches(of: /(?m)^\| (`-[^|]*) \|/).flatMap { row in
            row.1.matches(of: /`(--?[a-z]+)/).map { String($0.1) }
        }
        #expect(Set(written) == Set(listed).subtracting(everywhere))
        #expect(listed.contains("--help"))
    }

    @Test(arguments: verbs)
    func `the values of an option are named`(_ verb: String) {
        for list in Self.help(verb).replacing(/\s+/, with: " ").matches(of: /values: ([a-z, ]+)/) {
            for value in list.1.split(separator: ", ") {
                #expect(Self.page.contains("`\(value)`"), "\(value)")
            }
        }
    }
}
