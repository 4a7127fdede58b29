/// A value's whole story: its origin and, newest first, the values that it replaced.
package struct ValueHistory: Hashable, Sendable {
    /// One value of the story.
    package struct Step: Hashable, Sendable {
        /// The value in canonical flow form, `<secret>` for a secret.
        package var value: String
        /// Where it was set.
        package var origin: Origin
        /// For a computed value: the text as written.
        package var written: String?
        /// For a computed value: where that text stands, when it is another place than ``origin``.
        package var writtenAt: Origin?
        /// For a computed value: the values that it was computed from.
        package var sources: [Source]
        /// For a value that went away because another option was chosen, or that was taken out:
        /// what did it, as `trainer=ddp` or `~trainer.devices`.
        package var droppedBy: String?
        /// For a value that went away: where that stands.
        package var droppedAt: Origin?

        /// Describes one value of the story.
        package init(
            value: String,
            origin: Origin,
            written: String? = nil,
            writtenAt: Origin? = nil,
            sources: [Source] = [],
            droppedBy: String? = nil,
            droppedAt: Origin? = nil
        ) {
            self.value = value
            self.origin = origin
            self.written = written
            self.writtenAt = writtenAt
            self.sources = sources
            self.droppedBy = droppedBy
            self.droppedAt = droppedAt
        }
    }

    /// A value that another was computed from.
    package struct Source: Hashable, Sendable {
        /// Its path in the tree as text, or what named it: `data.size`, `${env:HOME}`.
        package var path: String
        /// The value in canonical flow form.
        package var value: String
        /// Where it was set.
        package var origin: Origin

        /// Describes a value.
        package init(path: String, value: String, origin: Origin) {
            self.path = path
            self.value = value
            self.origin = origin
        }
    }

    /// The value in force; nil where nothing is, and only the past is known.
    package var current: Step?

    /// What it replaced, newest first.
    package var replaced: [Step]

    /// Joins a value with those that it replaced.
    package init(current: Step?, replaced: [Step] = []) {
        self.current = current
        self.replaced = replaced
    }
}
