import ExpDiagnostics
import ExpSystem
import ExpYAML

// What can be wrong with the `hydra:` of a Hydra tree.

extension Diagnostic {
    // MARK: - hydra.searchpath

    /// A search path that is no list of texts.
    static func invalidSearchPath(_ node: Node) -> Diagnostic {
        Diagnostic(
            .typeMismatch,
            message: "`hydra.searchpath` is a list of folders, but this is \(node.kindName)",
            labels: [Label(node.range)],
            help: "write `searchpath: [file://FOLDER]`"
        )
    }

    /// A search path that is no folder of files.
    static func unsupportedSearchPath(_ node: Node, _ text: String) -> Diagnostic {
        let isPackage = text.hasPrefix("pkg://")
        return Diagnostic(
            .unsupportedSetting,
            severity: .warning,
            message: isPackage
                ? "`\(text)` lies within a Python package, which only Python can find"
                : "`\(text)` is no folder of files",
            labels: [Label(node.range)],
            help: "name the folder, as `file://path/to/configs`; without it nothing is looked for "
                + "there"
        )
    }

    /// A folder of the search path that is not there.
    static func missingSearchFolder(
        _ node: Node,
        _ folder: FilePath,
        _ files: ConfigFiles
    ) -> Diagnostic {
        Diagnostic(
            .fileNotFound,
            severity: .warning,
            message: "there is no folder `\(files.shown(folder))` to look for configs in",
            labels: [Label(node.range)],
            help: "correct the path, or take it out of `hydra.searchpath`"
        )
    }

    /// A search path in a config that is not the primary one.
    static func searchPathOutsidePrimary(_ node: Node) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "only the primary config sets `hydra.searchpath`",
            labels: [Label(node.range)],
            help: "move it there, or write `hydra.searchpath=[…]` on the command line"
        )
    }

    // MARK: - Keys and values

    /// A key that Hydra's config does not have.
    static func unknownHydraKey(
        _ entry: Mapping.Entry,
        at path: [String],
        known: [String]
    ) -> Diagnostic {
        let holder = (["hydra"] + path).joined(separator: ".")
        return Diagnostic(
            .unknownKey,
            message: "`\(holder)` has no key `\(entry.key)`",
            labels: [Label(entry.keyRange)],
            help: Suggestion.phrase(for: entry.key, among: known)
                ?? "it has " + known.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
                + (known.count > 8 ? " and more" : "")
        )
    }

    /// A value that must be given, and that something else needs.
    ///
    /// What only Hydra knows, while it runs a job, is told where it is asked for.
    static func valueNotGiven(
        _ path: ConfigPath,
        _ node: Node,
        neededAt range: SourceRange
    ) -> Diagnostic {
        guard path.components.first == .key(HydraNode.key), node.range.file.kind == .declaration
        else { return valueNotGiven(path, node) }
        return Diagnostic(
            .missingValue,
            message: "`\(path)` has a value only while Hydra runs a job",
            labels: [Label(range)],
            help: "write `${run:id}` for a name of the run, or give the value: `\(path)=…`"
        )
    }
}
