package import ExpDiagnostics
package import ExpYAML

/// How a config was put together: the files, options, slots and arguments that were merged, and who
/// named whom.
///
/// The tree holds what took part, not what came of it; which part gave which value is told by the
/// origins of the values. The native language and Hydra's
/// defaults lists fill the same tree.
package struct CompositionTree: Sendable {
    /// The outermost parts, in merge order, low to high: the task's defaults, the config file, the
    /// command line.
    package var parts: [Part]

    /// A tree of outermost parts.
    package init(_ parts: [Part] = []) {
        self.parts = parts
    }

    /// What a part is to the config.
    package enum Role: Hashable, Sendable {
        /// The config file.
        case config
        /// A file that another extends.
        case base
        /// An option or union case, with the place where it is used.
        case option(ConfigPath)
        /// The option of a slot, with the slot's name.
        case slot(String)
        /// An entry of a Hydra defaults list; the package is empty for the root.
        case `default`(group: String?, package: String)
        /// The defaults that a task declares.
        case schemaDefaults(task: String)
        /// The overrides.
        case commandLine
    }

    /// What became of a part.
    package enum State: Hashable, Sendable {
        /// It was merged.
        case inForce
        /// A file that may be missing, and is.
        case missingOptional
        /// Nothing was chosen: `null`.
        case none
        /// Another choice took its place; the text is that choice as an override would write it.
        case replaced(by: SourceRange, text: String)
    }

    /// Something that was merged, with what it brought along.
    package struct Part: Sendable {
        /// What it is to the config.
        package var role: Role

        /// The name as written: of a file, an option, or the task.
        package var name: String

        /// The file as shown to the user; nil for what is no file, such as a union case.
        package var file: String?

        /// The text that was read, by which the origins of values tell what the part gave; nil for
        /// what has none.
        package var text: SourceFile?

        /// Where in the config the top of its text lies.
        package var mount: ConfigPath

        /// The text that named it; nil when the user's request did.
        package var namedAt: SourceRange?

        /// What became of it.
        package var state: State

        /// What it brought along, in merge order, low to high.
        package var children: [Part]

        /// How many of its children lie below its own text; nil for all of them.
        ///
        /// In a Hydra defaults list that is the place of `_self_`.
        package var ownPlace: Int?

        /// Describes a part.
        package init(
            _ role: Role,
            name: String,
            file: String? = nil,
            text: SourceFile? = nil,
            mount: ConfigPath = ConfigPath(),
            namedAt: SourceRange? = nil,
            state: State = .inForce,
            children: [Part] = [],
            ownPlace: Int? = nil
        ) {
            self.role = role
            self.name = name
            self.file = file
            self.text = text
            self.mount = mount
            self.namedAt = namedAt
            self.state = state
            self.children = children
            self.ownPlace = ownPlace
        }
    }
}
