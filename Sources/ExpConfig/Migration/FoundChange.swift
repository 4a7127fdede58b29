package import ExpDiagnostics
package import ExpSchema
package import ExpYAML

/// A key of an earlier version that a config file holds: what `exp migrate` rewrites.
package struct FoundChange: Sendable, Hashable {
    /// What became of the key.
    package var change: KeyChange

    /// The type that says so, as messages name it.
    package var typeName: String

    /// The mapping from which the old path starts, as its file has it.
    package var mapping: SourceRange

    /// The key as written, or the value whose spelling is old.
    package var key: SourceRange

    /// Where in the config the mapping lies.
    package var path: ConfigPath

    /// Whether two are about the same text of the same mapping and change it alike.
    package static func == (left: FoundChange, right: FoundChange) -> Bool {
        left.key == right.key && left.mapping == right.mapping && left.typeName == right.typeName
            && left.change.old == right.change.old && left.change.new == right.change.new
    }

    /// Takes in the place.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(mapping)
    }
}

/// A reference to a key that is called otherwise today.
package struct FoundReference: Sendable, Hashable {
    /// The scalar that holds the reference.
    package var scalar: SourceRange

    /// The reference as written: `${learningRate}`.
    package var old: String

    /// The reference today: `${optimizer.lr}`.
    package var new: String
}

/// What a load found of earlier versions, and how its files were used.
package struct FoundChanges: Sendable {
    /// The old keys, each once.
    package var keys: Set<FoundChange> = []

    /// The references to old keys, each once.
    package var references: Set<FoundReference> = []

    /// The types that each mapping of a file was read as.
    package var uses: [SourceRange: Set<String>] = [:]

    /// Nothing found.
    package init() {}

    /// Adds what another load found.
    package mutating func merge(_ other: FoundChanges) {
        keys.formUnion(other.keys)
        references.formUnion(other.references)
        uses.merge(other.uses) { $0.union($1) }
    }
}
