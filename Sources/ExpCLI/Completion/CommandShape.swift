import ArgumentParser
import ExpDiagnostics
import ExpYAML

/// What a verb takes on the command line, as ArgumentParser describes it.
struct CommandShape {
    /// An option or flag.
    struct Option {
        /// Its names with their dashes, the long one first.
        var names: [String]
        /// What its value is called; nil for a flag.
        var valueName: String?
        /// The values that it may have, when they can be listed.
        var values: [String]
        /// What it does.
        var meaning: String
        /// Whether it may be given again.
        var isRepeating: Bool
    }

    /// A word that is no option.
    struct Positional {
        /// What it is called: `run`, `key=value`.
        var name: String
        /// The values that it may have, when they can be listed.
        var values: [String]
        /// Whether more of the kind may follow.
        var isRepeating: Bool
    }

    /// The options in the order of the help.
    private(set) var options: [Option] = []

    /// The other words, in order.
    private(set) var positionals: [Positional] = []

    /// Describes a verb.
    ///
    /// The source is what `--experimental-dump-help` prints: JSON, `command.arguments` in it with
    /// `kind`, `names`, `valueName`, `allValues`.
    init(_ verb: any ParsableCommand.Type) {
        var unseen = DiagnosticBag()
        let text = SourceFile(kind: .declaration, name: "help", text: verb._dumpHelp())
        let root = JSONReader.read(text, into: &unseen)
        for argument in root?["command"]?["arguments"]?.sequence ?? [] {
            let values = (argument["allValues"]?.sequence ?? []).compactMap(\.string)
            let name = argument["valueName"]?.string ?? ""
            let isRepeating = argument["isRepeating"]?.bool ?? false
            switch argument["kind"]?.string {
            case "positional":
                positionals.append(
                    Positional(name: name, values: values, isRepeating: isRepeating)
                )
            case "option", "flag":
                let names = (argument["names"]?.sequence ?? []).compactMap { name in
                    name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
                }
                options.append(
                    Option(
                        names: names.sorted { $0.utf8.count > $1.utf8.count },
                        valueName: argument["kind"]?.string == "flag" ? nil : name,
                        values: values,
                        meaning: argument["abstract"]?.string ?? "",
                        isRepeating: isRepeating
                    )
                )
            default:
                continue
            }
        }
    }

    /// The option of a name with its dashes; nil for none.
    func option(_ name: String) -> Option? {
        options.first { $0.names.contains(name) }
    }

    /// The positional word at a place; nil where there are no more.
    func positional(_ index: Int) -> Positional? {
        if positionals.indices.contains(index) { return positionals[index] }
        return positionals.last?.isRepeating == true ? positionals.last : nil
    }
}
