import ExpDiagnostics

/// One element of a defaults list, as written.
struct DefaultsEntry {
    /// What the element names.
    enum Target {
        /// `_self_`: the config that holds the list.
        case own
        /// `db/mysql`: a config by its path.
        case config(String)
        /// `db: mysql`: an option of a group.
        case group(String, Choice)
    }

    /// What a group is given.
    enum Choice {
        /// The name of an option; `???` when one must be given.
        case option(String)
        /// Several options, merged in this order.
        case options([(name: String, range: SourceRange)])
        /// `null`: nothing.
        case nothing
    }

    /// What the element names.
    var target: Target

    /// The package after `@`; nil when none is written.
    var package: String?

    /// Whether a config that is not there is no error.
    var isOptional = false

    /// Whether it only says which option a group of another list has.
    var isOverride = false

    /// Whether the command line added it, by `+group=option`.
    var isAppended = false

    /// The whole element.
    var range: SourceRange

    /// The name of the option or config.
    var nameRange: SourceRange

    /// The element that stands for the config's own keys where a list does not say.
    static func own(at range: SourceRange) -> DefaultsEntry {
        DefaultsEntry(target: .own, range: range, nameRange: range)
    }

    /// Whether it stands for the config that holds the list.
    var isOwn: Bool {
        if case .own = target { return true }
        return false
    }
}

extension DefaultsEntry.Choice {
    /// The choice as an override would write it.
    var text: String {
        switch self {
        case .option(let name): name
        case .options(let options): "[" + options.map(\.name).joined(separator: ",") + "]"
        case .nothing: "null"
        }
    }
}
