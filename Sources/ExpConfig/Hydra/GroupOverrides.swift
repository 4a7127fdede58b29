import ExpDiagnostics
import ExpYAML

/// What overrides, on the command line and in defaults lists, say of groups, and what came of it.
///
/// Groups are told apart by their override keys, `db` or `db@backup`. The first override of a key
/// counts: those of the command line stand before all lists, and those of an outer list before the
/// ones of the lists within.
struct GroupOverrides {
    /// An option given to a group that some list has.
    struct Override {
        /// The option.
        var choice: DefaultsEntry.Choice
        /// The text that gives it.
        var range: SourceRange
        /// The text that names the group.
        var keyRange: SourceRange
        /// The config whose list says it; nil for the command line.
        var node: DefaultsNode?
        /// Whether a list had the group.
        var isUsed = false
    }

    /// A group that the command line takes out of its list.
    struct Deletion {
        /// The option that it must have; nil for any.
        var option: String?
        /// The argument.
        var range: SourceRange
        /// Whether a list had it.
        var isUsed = false
    }

    /// The overrides by key, in the order of finding.
    private(set) var keys: [String] = []
    private(set) var overrides: [String: Override] = [:]

    /// The groups to take out, by key.
    private(set) var deletions: [String: Deletion] = [:]

    /// The groups that the command line adds to the primary list.
    private(set) var appended: [DefaultsEntry] = []

    /// The places on the command line of the arguments that are about groups.
    private(set) var usedArguments: Set<Int> = []

    /// The option of each group met so far, by key, in the order of meeting.
    private(set) var chosen: [(key: String, node: DefaultsNode)] = []

    private typealias Argument = ExpConfig.Override

    /// Takes the problems.
    var bag = DiagnosticBag()

    /// Sorts out which arguments are about groups.
    init(_ arguments: OverrideRoles, _ search: HydraSearchPath) {
        for (index, argument) in arguments.having(.value) where argument.mayNameGroup {
            if case .element(let node)? = argument.value, node.mapping != nil { continue }
            guard search.hasGroup(argument.group) else { continue }
            usedArguments.insert(index)
            take(argument)
        }
    }

    private mutating func take(_ argument: Argument) {
        let key = argument.groupKey
        switch argument.operation {
        case .forceAdd, .append, .replace:
            bag.report(.groupOperation(argument))
        case .delete:
            guard let value = argument.value else {
                deletions[key] = Deletion(option: nil, range: argument.range)
                return
            }
            guard case .option(let name)? = argument.groupChoice else {
                bag.report(.groupValue(argument, value.range))
                return
            }
            deletions[key] = Deletion(option: name, range: argument.range)
        case .add, .change:
            guard let choice = argument.groupChoice, let value = argument.value else {
                bag.report(.groupValue(argument, argument.value?.range ?? argument.range))
                return
            }
            if argument.operation == .change {
                if overrides[key] == nil { keys.append(key) }
                overrides[key] = Override(
                    choice: choice,
                    range: value.range,
                    keyRange: argument.keyRange
                )
                return
            }
            let entry = DefaultsEntry(
                target: .group(argument.group, choice),
                package: argument.package,
                isAppended: true,
                range: argument.range,
                nameRange: value.range.isEmpty ? argument.keyRange : value.range
            )
            appended.append(entry)
        }
    }

    // MARK: - While the tree is built

    /// Notes an `override` of a defaults list.
    mutating func add(_ node: DefaultsNode) {
        guard let key = node.overrideKey, let choice = node.choice, overrides[key] == nil else {
            return
        }
        keys.append(key)
        overrides[key] = Override(
            choice: choice,
            range: node.entry.nameRange,
            keyRange: node.entry.range,
            node: node.parent
        )
    }

    /// Gives a group the option that an override says.
    mutating func override(_ node: DefaultsNode) {
        guard let key = node.overrideKey, let override = overrides[key] else { return }
        node.choice = override.choice
        node.choiceRange = override.range.isEmpty ? override.keyRange : override.range
        overrides[key]?.isUsed = true
    }

    /// Whether an argument takes a group out; it is then done.
    mutating func delete(_ node: DefaultsNode) -> Bool {
        guard let key = node.overrideKey, let deletion = deletions[key],
            deletion.option == nil || deletion.option == node.optionName
        else { return false }
        deletions[key]?.isUsed = true
        node.absence = .deleted(by: deletion.range, text: deletion.range.text)
        return true
    }

    /// Notes the option that a group has.
    mutating func note(_ node: DefaultsNode) {
        guard let key = node.overrideKey else { return }
        if let first = chosen.first(where: { $0.key == key })?.node {
            if first.optionName != node.optionName {
                bag.report(.groupWithTwoOptions(key, node, first: first))
                node.absence = .broken
            }
            return
        }
        chosen.append((key, node))
    }

    /// The names by which a group may be overridden: `db@source`, `db@target`.
    func keys(of group: String) -> [String] {
        chosen.filter { $0.node.groupPath == group }.map(\.key).sorted()
    }
}

extension Override {
    /// Whether the key can be that of a group: one word, or words with `/` between.
    var mayNameGroup: Bool {
        isGroup || path.components.count == 1
    }

    /// The group that the key names.
    var group: String {
        path.components.map { component in
            switch component {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }.joined(separator: "/")
    }

    /// The key as lists compare it: with the package.
    var groupKey: String {
        package.map { "\(group)@\($0)" } ?? group
    }

    /// The option that the value names, or several; nil for every other value.
    var groupChoice: DefaultsEntry.Choice? {
        guard case .element(let node)? = value else { return nil }
        if let list = node.sequence {
            let names = list.compactMap { element in
                element.optionName.map { (name: $0, range: element.range) }
            }
            return names.count == list.count ? .options(names) : nil
        }
        return node.optionName.map(DefaultsEntry.Choice.option)
    }
}

extension Node {
    /// The text of a value of the command line that is a string as Hydra reads it.
    fileprivate var optionName: String? {
        guard let scalar, case .string(let text) = OverrideReading.value(of: scalar) else {
            return nil
        }
        return text
    }
}
