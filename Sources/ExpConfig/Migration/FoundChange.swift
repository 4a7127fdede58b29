package import ExpDiagnostics
package import ExpSchema
import ExpYAML

/// A part of a file's text, the same for every reading of the file.
package struct FilePlace: Hashable, Sendable, Comparable {
    /// The file's absolute path.
    package var path: String
    /// The offset of the first byte.
    package var start: Int
    /// The offset after the last byte.
    package var end: Int

    /// The place of a range; nil in what is no file.
    package init?(_ range: SourceRange) {
        guard range.file.kind == .file, let path = range.file.path else { return nil }
        self.path = path
        start = range.start
        end = range.end
    }

    /// In the order of the text, the outer of two first.
    package static func < (left: FilePlace, right: FilePlace) -> Bool {
        (left.path, left.start, right.end) < (right.path, right.start, left.end)
    }
}

/// As what a mapping of a file is read.
package struct FileReading: Hashable, Sendable, Comparable {
    /// The type, as messages name it; empty where nothing says.
    package var typeName: String
    /// The task whose config is read; empty without one.
    package var task: String

    /// By type, then by task.
    package static func < (left: FileReading, right: FileReading) -> Bool {
        (left.typeName, left.task) < (right.typeName, right.task)
    }
}

/// A key of an earlier version that a config file holds: what `exp migrate` rewrites.
package struct FoundChange: Sendable, Hashable {
    /// What became of the key.
    package var change: KeyChange

    /// The mapping type that says so.
    package var schema: MappingSchema

    /// The task whose config is read; empty without one.
    package var task: String

    /// The mapping from which the old path starts.
    package var mapping: FilePlace

    /// The key as written, or the value whose spelling is old.
    package var key: SourceRange

    /// Where the key is, the same for every reading.
    package var place: FilePlace

    /// Whether two are about the same text of the same mapping and change it alike.
    package static func == (left: FoundChange, right: FoundChange) -> Bool {
        left.place == right.place && left.mapping == right.mapping && left.isAlike(right)
            && left.reading == right.reading
    }

    /// As what the mapping was read.
    var reading: FileReading {
        FileReading(typeName: schema.typeName, task: task)
    }

    /// Takes in the place.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(place)
        hasher.combine(mapping)
    }

    /// Whether both say the same of the key.
    func isAlike(_ other: FoundChange) -> Bool {
        change.old == other.change.old && change.new == other.change.new
    }
}

/// A reference to a key that is called otherwise today.
package struct FoundReference: Sendable, Hashable {
    /// The scalar that holds the reference.
    package var scalar: FilePlace

    /// The reference as written: `${learningRate}`.
    package var old: String

    /// The reference today: `${optimizer.lr}`.
    package var new: String
}

/// What loads found of earlier versions, and how their files were used.
package struct FoundChanges: Sendable {
    /// The old keys, each once.
    package var keys: Set<FoundChange> = []

    /// The references to old keys, each once.
    package var references: Set<FoundReference> = []

    /// As what each mapping of a file was read.
    package var uses: [FilePlace: Set<FileReading>] = [:]

    /// Nothing found.
    package init() {}

    /// Adds what another load found.
    package mutating func merge(_ other: FoundChanges) {
        keys.formUnion(other.keys)
        references.formUnion(other.references)
        uses.merge(other.uses) { $0.union($1) }
    }
}
