import ExpDiagnostics
import ExpSystem
import ExpYAML

/// A file with those that it extends, each read once, before the options of its slots are put in.
struct LayerFile: Sendable {
    /// What the file itself says at its top, without `extends` and slots.
    var own: Statement

    /// The files that it extends, low to high.
    var bases: [LayerFile] = []

    /// The slots that it names, in the order written.
    var slots: [SlotChoice] = []

    /// What the file and those below it say, low to high, without any slot's option.
    ///
    /// A file that is reached twice counts once, at its lowest place: what lies between the two
    /// places was written on top of it, and stays so.
    var statements: [Statement] {
        var statements = all
        statements.removeRepeatedFiles()
        return statements
    }

    private var all: [Statement] {
        bases.flatMap(\.all) + [own]
    }
}

extension [Statement] {
    /// Keeps each file's statement at its lowest place only.
    mutating func removeRepeatedFiles() {
        guard count > 2 else { return }
        var seen: Set<FilePath> = []
        removeAll { statement in
            guard let path = statement.source.path else { return false }
            return !seen.insert(path).inserted
        }
    }
}

/// What a file says about a slot.
struct SlotChoice: Sendable {
    /// The slot: a folder under the config root.
    var slot: String

    /// Where the slot is named.
    var keyRange: SourceRange

    /// The option's name, null for none, or `???` for one that must be given.
    var value: Node

    /// The layer that says it.
    var source: LayerSource
}
