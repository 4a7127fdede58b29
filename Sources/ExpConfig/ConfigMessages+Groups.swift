import ExpDiagnostics
import ExpSystem
import ExpYAML

// What can be wrong with the groups and configs that defaults lists and overrides name.

extension Diagnostic {
    /// A config or option that is not there.
    static func missingDefault(
        _ name: String,
        _ node: DefaultsNode,
        _ search: HydraSearchPath
    ) -> Diagnostic {
        let option = node.optionName ?? name
        let folder = node.groupPath
        let options = search.options(of: folder).filter { folder.isEmpty ? $0 != option : true }
        let places = search.folders.map {
            "`\(search.files.shown(search.place(name, in: $0)))`"
        }
        var notes = ["there is no \(places.joined(separator: " and no "))"]
        if !search.hasGroup(folder), !folder.isEmpty {
            notes.append("there is no group `\(folder)` either")
        }
        notes += way(to: node, search.files)
        let help: String
        if option.hasSuffix(".yml") {
            help = "name the file `….yaml`, and leave the ending out here"
        } else if let phrase = Suggestion.phrase(for: option, among: options) {
            help = phrase
        } else if !options.isEmpty {
            help = "choose one of " + options.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
        } else if let absolute = absolute(node, search) {
            help = absolute
        } else {
            help = "create it, or write `optional` before the group if it may be missing"
        }
        let isGroup = node.overrideKey != nil
        return Diagnostic(
            .unknownChoice,
            message: isGroup
                ? "the group `\(folder)` has no option `\(option)`"
                : "there is no config `\(name)`",
            labels: labels(of: node),
            notes: notes,
            help: help
        )
    }

    /// The advice for a group that exists at the root, but was named in a group of its own.
    private static func absolute(_ node: DefaultsNode, _ search: HydraSearchPath) -> String? {
        guard case .group(let group, _) = node.entry.target, !group.hasPrefix("/"),
            node.groupPath != group, search.hasGroup(group)
        else { return nil }
        return "write `/\(group)` for the group at the root: names start from the folder of the "
            + "config"
    }

    /// The place of a choice, and of the element of the list that it overrides.
    private static func labels(of node: DefaultsNode) -> [Label] {
        var labels = [Label(node.choiceRange)]
        if node.choiceRange != node.entry.nameRange, node.entry.nameRange.file.kind == .file {
            labels.append(Label(node.entry.range, "overridden"))
        }
        return labels
    }

    /// The configs on the way to a node, where there are more than its own.
    private static func way(to node: DefaultsNode, _ files: ConfigFiles) -> [String] {
        let names = node.way.dropLast().compactMap { $0.file?.path.map(files.shown) }
        guard names.count > 1 else { return [] }
        return ["on the way: " + names.map { "`\($0)`" }.joined(separator: " → ")]
    }

    /// A group without the option that must be given.
    static func groupNotGiven(_ node: DefaultsNode, _ search: HydraSearchPath) -> Diagnostic {
        let key = node.overrideKey ?? node.groupPath
        let options = search.options(of: node.groupPath).prefix(8)
        return Diagnostic(
            .missingValue,
            message: "an option of `\(key)` must be given",
            labels: labels(of: node),
            notes: way(to: node, search.files),
            help: options.isEmpty
                ? "write `\(key)=OPTION`; the group has none yet"
                : "write `\(key)=OPTION` with one of "
                    + options.map { "`\($0)`" }.joined(separator: ", ")
        )
    }

    /// A group that two lists give different options.
    static func groupWithTwoOptions(
        _ key: String,
        _ node: DefaultsNode,
        first: DefaultsNode
    ) -> Diagnostic {
        let isArgument = node.entry.isAppended || first.entry.isAppended
        let argument = node.entry.isAppended ? node : first
        return Diagnostic(
            .invalidComposition,
            message: "`\(key)` is given two options, `\(node.optionName ?? "null")` and "
                + "`\(first.optionName ?? "null")`",
            labels: [Label(node.choiceRange), Label(first.choiceRange, "also here")],
            help: isArgument
                ? "write `\(key)=\(argument.optionName ?? "")` without `+` to override"
                : "write `override \(key): \(node.optionName ?? "null")` in one of the lists"
        )
    }

    /// A group that stands twice in the finished list.
    static func duplicateDefault(
        _ key: String,
        _ node: DefaultsNode,
        first: DefaultsNode,
        _ files: ConfigFiles
    ) -> Diagnostic {
        let isArgument = node.entry.isAppended
        return Diagnostic(
            .invalidComposition,
            message: "`\(key)` stands twice in the defaults lists",
            labels: [Label(node.entry.range), Label(first.entry.range, "also here")],
            notes: way(to: node, files),
            help: isArgument
                ? "write `\(key)=\(node.optionName ?? "")` without `+` to override"
                : "take one out, or give it a package of its own: `\(node.groupPath)@PACKAGE`"
        )
    }

    /// Configs that name each other.
    static func defaultsCycle(_ node: DefaultsNode, _ files: ConfigFiles) -> Diagnostic {
        let way = node.way
        let start = way.firstIndex { $0.configName == node.configName } ?? 0
        let names = way[start...].compactMap(\.configName).map { "`\($0)`" }
        return Diagnostic(
            .compositionCycle,
            message: names.prefix(12).joined(separator: " names ")
                + (names.count > 12 ? " and so on" : ""),
            labels: [Label(node.choiceRange, "closes the circle")],
            help: "take this element out, or move what they share into a third config"
        )
    }

    /// An override whose group no list has.
    static func unusedGroupOverride(
        _ key: String,
        _ override: GroupOverrides.Override,
        _ overrides: GroupOverrides
    ) -> Diagnostic {
        let group = key.split(separator: "@").first.map(String.init) ?? key
        let others = overrides.keys(of: group)
        let all = overrides.chosen.map(\.key).filter { !$0.hasPrefix("hydra/") }
        let isArgument = override.node == nil
        let option = override.choice.text
        let adding = isArgument ? "`+\(key)=\(option)` adds it" : "leave `override` out to add it"
        let help: String
        if !others.isEmpty {
            help = "did you mean \(Suggestion.list(others, joinedBy: "or"))? (\(adding))"
        } else if let absolute = all.first(where: { key.hasSuffix("/" + $0) }) {
            help =
                "write `override /\(absolute)` for the group at the root: names start from the "
                + "folder of the config"
        } else if let phrase = Suggestion.phrase(for: key, among: all) {
            help = "\(phrase) (\(adding))"
        } else {
            help = adding
        }
        return Diagnostic(
            .unknownKey,
            message: "no defaults list has the group `\(key)` to override",
            labels: [Label(override.keyRange)],
            help: help
        )
    }

    /// `~group` without such a group in any list.
    static func unusedDeletion(
        _ key: String,
        _ deletion: GroupOverrides.Deletion,
        _ overrides: GroupOverrides
    ) -> Diagnostic {
        let all = overrides.chosen.map(\.key).filter { !$0.hasPrefix("hydra/") }
        let given = overrides.chosen.first { $0.key == key }?.node.optionName
        let help: String
        if let given {
            help = "`\(key)` has the option `\(given)`: write `~\(key)` to take it out"
        } else {
            help = Suggestion.phrase(for: key, among: all) ?? "leave out this override"
        }
        let what = deletion.option.map { "`\(key)` with the option `\($0)`" } ?? "`\(key)`"
        return Diagnostic(
            .unknownKey,
            message: "no defaults list has the group \(what) to take out",
            labels: [Label(deletion.range)],
            help: help
        )
    }

    /// `++group=option` and its kin.
    static func groupOperation(_ override: Override) -> Diagnostic {
        let key = override.groupKey
        return Diagnostic(
            .invalidOverride,
            message: "`\(override.operation.rawValue)` does not go with a group",
            labels: [Label(override.range)],
            help: "write `\(key)=OPTION` to override its option, `+\(key)=OPTION` to add it"
        )
    }

    /// A group that is given what names no option.
    static func groupValue(_ override: Override, _ range: SourceRange) -> Diagnostic {
        let key = override.groupKey
        var isNull = false
        if case .element(let node)? = override.value { isNull = node.isNull }
        return Diagnostic(
            .invalidOverride,
            message: "`\(key)` is a group, and takes the name of an option",
            labels: [Label(range.isEmpty ? override.range : range)],
            help: isNull
                ? "write `~\(key)` to take it out"
                : "write `\(key)=OPTION`, `\(key)=[OPTION,OPTION]`, or quote a name that is a number"
        )
    }

    /// A name made of choices that cannot be put together.
    static func unresolvedDefault(
        _ node: DefaultsNode,
        known: [String],
        because reason: Diagnostic?
    ) -> Diagnostic {
        let names = known.filter { !$0.hasPrefix("hydra/") }.map { "`${\($0)}`" }
        return Diagnostic(
            .missingReference,
            message: "`\(node.choiceRange.text)` cannot be put together",
            labels: [Label(node.choiceRange)],
            notes: reason.map { [$0.message] } ?? [],
            help: names.isEmpty
                ? "no group is chosen yet whose option could be asked for"
                : "options can be asked for by " + names.joined(separator: ", ")
        )
    }

    /// `${defaults.0.db}`, which Hydra gave up in 1.2.
    static func indexedDefault(_ node: DefaultsNode) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "options are asked for by the name of their group, not by their place in the "
                + "defaults list",
            labels: [Label(node.choiceRange)],
            help: "write `${db}` for the option of `db`"
        )
    }

    /// `${…}` in a list of several options.
    static func interpolatedOptionInList(_ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "a list of several options holds plain names",
            labels: [Label(range)],
            help: "give the group one option, `group: ${…}`, or name the options"
        )
    }

    /// An `override` in a config whose own name was made of other choices.
    static func overrideWithinInterpolated(_ node: DefaultsNode) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "a config that was chosen by `${…}` overrides no groups",
            labels: [Label(node.entry.range)],
            help: "all groups have their options by then: say it in the list above"
        )
    }
}
