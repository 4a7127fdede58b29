import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

extension Diagnostic {
    /// A config file that holds no mapping.
    static func rootIsNoMapping(_ root: Node) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "a config file holds a mapping, but this is \(root.kindName)",
            labels: [Label(root.range)],
            help: "write `key: value` lines"
        )
    }

    /// An `extends` that names no file.
    static func invalidExtends(_ node: Node) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "`extends` takes the path of a file, or a list of paths, but this is "
                + node.kindName,
            labels: [Label(node.range)],
            help: "write `extends: base.yaml`"
        )
    }

    /// A file that is reached again from what it brings in; the way ends with it.
    static func compositionCycle(
        _ way: Way,
        at range: SourceRange,
        _ files: ConfigFiles
    ) -> Diagnostic {
        let circle = way.steps.last.map { way.since($0.file) } ?? way
        let isAll = circle.steps.count == way.steps.count
        return Diagnostic(
            .compositionCycle,
            message: circle.text(files),
            labels: [Label(range, "closes the circle")],
            notes: isAll ? [] : way.notes(files),
            help: way.steps.last?.link == .extends
                ? "take this file out, or move what they share into a third file"
                : "name another option here"
        )
    }

    /// A name that is neither an option nor a case.
    static func unknownChoice(
        _ name: String,
        at range: SourceRange,
        _ search: Composer.Search,
        _ site: Site,
        _ way: Way,
        _ files: ConfigFiles
    ) -> Diagnostic {
        let union = site.schema?.union
        let parts = name.split(separator: "/").map(String.init)
        let below = parts.dropLast().joined(separator: "/")
        let roots = name.hasPrefix("/") ? [search.lookup.root] : search.lookup.folders
        let folders = roots.map { below.isEmpty ? $0 : $0.appending(below).normalised }
        var options: [String] = []
        // What lies directly in the root are configs, not options.
        for folder in folders where folder != search.lookup.root || name.hasPrefix("/") {
            let prefix = (name.hasPrefix("/") ? "/" : "") + (below.isEmpty ? "" : below + "/")
            for option in files.options(in: folder) where !options.contains(prefix + option) {
                options.append(prefix + option)
            }
        }
        let cases = union?.caseNames ?? []
        let known = cases + options.filter { !cases.contains($0) }
        var notes: [String] = []
        if !cases.isEmpty {
            notes.append("cases: " + cases.map { "`\($0)`" }.joined(separator: ", "))
        }
        let tried = folders.map { "`\(files.shown($0))`" }.joined(separator: ", ")
        notes.append("no file `\(parts.last ?? "").yaml` in \(tried)")
        notes += way.notes(files)
        let help: String
        if name.hasSuffix(".yaml"), known.contains(String(name.dropLast(5))) {
            help = "write `\(name.dropLast(5))`: options are named without `.yaml`"
        } else if let phrase = Suggestion.phrase(for: name, among: known) {
            help = phrase
        } else if known.isEmpty {
            help = withoutOptions(site)
        } else {
            help = "choose one of " + known.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
        }
        let place = site.path.components.isEmpty ? "the config" : "`\(site.path)`"
        return Diagnostic(
            .unknownChoice,
            message: "\(place) has no option \(cases.isEmpty ? "" : "or case ")`\(name)`",
            labels: [Label(range)],
            notes: notes,
            help: help
        )
    }

    /// What to write where no option can be chosen.
    private static func withoutOptions(_ site: Site) -> String {
        let keys = site.schema?.mapping?.fields.map(\.name) ?? []
        if site.path.components.isEmpty {
            return "choose options by key, as `model: {use: NAME}`, or name a file in `extends`"
        }
        return keys.isEmpty
            ? "to set a text, write `\(site.path)!:` in a file or `\(site.path):=` on the command line"
            : "give it keys: \(Suggestion.list(keys, joinedBy: "and"))"
    }

    /// A list against a mapping.
    static func mergeConflict(_ path: ConfigPath, _ node: Node, with lower: Node) -> Diagnostic {
        Diagnostic(
            .mergeConflict,
            message: "`\(path)` is \(node.kindName) here, but \(lower.kindName) below",
            labels: [Label(node.range)] + place(lower, "cannot be merged with this value"),
            help: "write `\(path.lastKey ?? "key")!:` to replace it whole, or give it another key"
        )
    }

    // MARK: - Operators

    /// `key+` on something that is no list or mapping.
    static func invalidAppend(
        _ statement: Statement,
        at path: ConfigPath,
        existing: Node?
    ) -> Diagnostic {
        let key = path.lastKey ?? ""
        let message: String
        let help: String
        if let existing, existing.sequence != nil {
            message = "`\(key)+` adds to a list, but is given \(statement.node.kindName)"
            let added = Node(.sequence([statement.node]), range: statement.node.range)
            help = "put the value in brackets: `\(key)+: \(CanonicalWriter.flow(added))`"
        } else if let existing {
            message = "`\(path)` is \(existing.kindName), to which `\(key)+` cannot add"
            help = "write `\(key):` to set it"
        } else {
            message = "`\(path)` has no value below to which `\(key)+` could add"
            help = "write `\(key):` to set it"
        }
        return Diagnostic(
            .invalidOperator,
            message: message,
            labels: [Label(statement.keyRange ?? statement.node.range)]
                + (existing.map { place($0, "set here") } ?? []),
            help: help
        )
    }

    /// `key!` on a key that is not there.
    static func invalidReplace(_ statement: Statement, at path: ConfigPath) -> Diagnostic {
        let key = path.lastKey ?? ""
        return Diagnostic(
            .invalidOperator,
            message: "`\(path)` has no value below that `\(key)!` could replace",
            labels: [Label(statement.keyRange ?? statement.node.range)],
            help: "write `\(key):` to set it"
        )
    }

    /// `key+` or `key!` beside `key`.
    static func operatorBesidePlain(_ entry: Mapping.Entry, _ plain: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .invalidOperator,
            message: "`\(entry.key)` stands beside `\(plain.key)`",
            labels: [Label(entry.keyRange), Label(plain.keyRange, "the same key")],
            help: "keep one of the two"
        )
    }

    /// `key+` or `key!` where no layer lies below.
    static func operatorWithoutLower(_ entry: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .invalidOperator,
            severity: .warning,
            message: "`\(entry.key)` is taken as a key of that name: nothing lies below it here",
            labels: [Label(entry.keyRange)],
            notes: [
                "`key+` and `key!` mean something in a file that extends another, or under a `use`"
            ],
            help: "quote the key if that is its name"
        )
    }

    /// A key that looks like one below, mistyped.
    static func suspectKey(
        _ entry: Mapping.Entry,
        near: String,
        at path: ConfigPath
    ) -> Diagnostic {
        let holder = path.components.isEmpty ? "the config" : "`\(path)`"
        return Diagnostic(
            .suspectKey,
            severity: .warning,
            message: "`\(entry.key)` is new in \(holder), which has a key `\(near)`",
            labels: [Label(entry.keyRange)],
            help: "did you mean `\(near)`? quote the key if not",
            fix: Fix(entry.keyRange, replacement: near)
        )
    }

    /// A `use` or `extends` with an interpolation that it cannot hold.
    static func invalidChoiceInterpolation(
        _ node: Node,
        _ interpolation: Interpolation
    ) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "an option or file is named before values are known",
            labels: [Label(node.place(of: interpolation.bytes))],
            help: "use `${env:NAME,default}` or `${choice:PATH}`, which are known by then"
        )
    }

    /// A `${choice:PATH}` where nothing is chosen.
    static func noChoice(at path: ConfigPath, in node: Node, _ bytes: Range<Int>) -> Diagnostic {
        Diagnostic(
            .missingReference,
            message: "no option is chosen at `\(path)`",
            labels: [Label(node.place(of: bytes))],
            help: "name a key that has a `use`"
        )
    }
}
