package import ExpDiagnostics
package import ExpSystem
package import ExpYAML

/// An option or union case that a config uses at a path.
package struct Choice: Sendable {
    /// Where in the config it is used.
    package var path: ConfigPath

    /// The name as written.
    package var name: String

    /// The text that named it; a place in a declaration when no layer did.
    package var range: SourceRange

    /// The option's file as shown to the user; nil for a case without a file.
    package var file: String?

    /// The option's file, absolute; nil for a case without a file.
    package var filePath: FilePath?

    /// The union case that it came to; nil where the schema has no union.
    package var caseName: String?

    /// Whether the path names a slot: a folder of options, and no key of the config.
    package var isSlot: Bool

    /// The key by which a Hydra tree's overrides name the group, as `db@backup`; nil elsewhere.
    package var group: String?

    /// Describes a choice.
    package init(
        path: ConfigPath,
        name: String,
        range: SourceRange,
        file: String? = nil,
        filePath: FilePath? = nil,
        caseName: String? = nil,
        isSlot: Bool = false,
        group: String? = nil
    ) {
        self.path = path
        self.name = name
        self.range = range
        self.file = file
        self.filePath = filePath
        self.caseName = caseName
        self.isSlot = isSlot
        self.group = group
    }

    /// The choice as an override would write it: `model=vit`.
    package var text: String {
        if let group { return "\(group)=\(name)" }
        return path.components.isEmpty ? "use=\(name)" : "\(path)=\(name)"
    }
}

/// A value that went away because a higher layer chose another option.
package struct DroppedValue: Sendable {
    /// Where it was.
    package var path: ConfigPath

    /// The value with the place that set it.
    package var node: Node

    /// The choice that decided it.
    package var choice: Choice

    /// Describes a value that went away.
    package init(path: ConfigPath, node: Node, choice: Choice) {
        self.path = path
        self.node = node
        self.choice = choice
    }
}
