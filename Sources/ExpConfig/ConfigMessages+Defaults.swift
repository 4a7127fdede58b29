import ExpDiagnostics
import ExpSystem
import ExpYAML

// What can be wrong with the text of a defaults list, and with the head of a file.

extension Diagnostic {
    /// Another `_self_` in one list.
    static func secondSelf(_ range: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "`_self_` stands twice in one defaults list",
            labels: [Label(range), Label(first, "first here")],
            help: "keep the one that has the right place among the others"
        )
    }

    /// An element that is neither a name nor one `group: option`.
    static func invalidDefault(_ node: Node) -> Diagnostic {
        let count = node.mapping?.count
        let what = count.map { $0 == 0 ? "an empty mapping" : "a mapping of \($0) keys" }
        return Diagnostic(
            .invalidComposition,
            message: "an element of a defaults list is a config or one `group: option`, "
                + "but this is \(what ?? node.kindName)",
            labels: [Label(node.range)],
            help: (count ?? 0) > 1
                ? "begin each `group: option` with a dash of its own"
                : "write `- group: option` or `- config`"
        )
    }

    /// What can be wrong with an element that is a name.
    enum DefaultNameFault {
        /// `_self_@package`.
        case selfWithPackage
        /// Nothing, or `???`.
        case noConfig
        /// `optional name` or `override name` without a group.
        case keywordWithoutGroup(String)
    }

    /// An element that is a name which cannot be one.
    static func invalidDefaultName(_ node: Node, kind: DefaultNameFault) -> Diagnostic {
        let text = node.string ?? ""
        let message: String
        let help: String
        switch kind {
        case .selfWithPackage:
            message = "`_self_` takes no package"
            help = "write `_self_`; `# @package` at the head of the file says where its keys go"
        case .noConfig:
            message = "`\(text)` names no config"
            help = "write the name of a config, or `group: ???` for an option that must be given"
        case .keywordWithoutGroup(let word):
            let name = text.dropFirst(word.count).drop { $0 == " " }
            message = "`\(word)` stands before a group, and `\(name)` is a config"
            help =
                name.contains("/")
                ? "write `\(word) \(name.replacing("/", with: ": "))`"
                : "write `\(word) GROUP: \(name)`"
        }
        return Diagnostic(
            .invalidComposition,
            message: message,
            labels: [Label(node.range)],
            help: help
        )
    }

    /// A word before a group that is no keyword.
    static func unknownDefaultKeyword(_ word: String, _ entry: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "`\(word)` means nothing before a group",
            labels: [Label(entry.keyRange)],
            help: Suggestion.phrase(for: word, among: ["optional", "override"])
                ?? "before a group stand `optional` and `override`; no group has a blank in its name"
        )
    }

    /// A group that is given a number, a boolean or a mapping.
    static func invalidDefaultOption(_ node: Node) -> Diagnostic {
        let isScalar = node.scalar != nil
        return Diagnostic(
            .invalidComposition,
            message: "a group is given the name of an option, several names, or `null`, "
                + "but this is \(node.kindName)",
            labels: [Label(node.range)],
            help: isScalar
                ? "put the name in quotes: `'\(node.range.text)'`"
                : "write `group: option` or `group: [option, option]`"
        )
    }

    /// An element after one that begins with `override`.
    static func defaultAfterOverride(
        _ entry: DefaultsEntry,
        override: DefaultsEntry
    ) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "overrides stand at the end of a defaults list",
            labels: [
                Label(entry.range, "comes after an override"),
                Label(override.range, "the first override"),
            ],
            help: "move this element up"
        )
    }

    /// `defaults` that is no list, in a config that a list names.
    static func defaultsAreNoList(_ entry: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "`defaults` is a list, but this is \(entry.value.kindName)",
            labels: [Label(entry.value.range.isEmpty ? entry.keyRange : entry.value.range)],
            help: "write `defaults:` and below it `- group: option` lines"
        )
    }

    /// A line at the head of a file that is no `# @KEY VALUE`.
    static func invalidHeader(_ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "a line `# @…` at the head of a file has one key and one value",
            labels: [Label(range)],
            help: "write `# @package NAME`, or begin the comment with another character"
        )
    }

    /// A header with a keyword that Hydra gave up in 1.2.
    static func retiredHeader(_ header: PackageHeader) -> Diagnostic {
        Diagnostic(
            .suspectKey,
            severity: .warning,
            message: "`\(header.name)` is the name of a key here, as in Hydra from 1.2 on",
            labels: [Label(header.range)],
            help: header.name == "_group_"
                ? "take the line out: a config goes where its group says by itself"
                : "write the package out"
        )
    }
}
