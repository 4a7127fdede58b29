package import ExpDiagnostics

/// One config of a review: what became of it between two revisions.
package struct ReviewedConfig: Sendable {
    /// Its name under the folder of configs: `digits`, `experiment/wide`.
    package var name: String

    /// Its file on the new side, or, when it is gone, on the old one, as a user would type it.
    package var file: String

    /// The name and file that it had before; nil where they are the same.
    package var renamedFrom: Place?

    /// What became of it.
    package var fate: Fate

    /// Where a config is.
    package struct Place: Hashable, Sendable {
        /// Its name under the folder of configs.
        package var name: String
        /// Its file as a user would type it.
        package var file: String

        /// Names a config's place.
        package init(name: String, file: String) {
            self.name = name
            self.file = file
        }
    }

    /// What can become of a config.
    package enum Fate: Sendable {
        /// No file that it reads has changed.
        case untouched
        /// It reads files that have changed, and comes to the same values.
        case same
        /// It comes to other values; `isMended` when it did not compose before.
        case changed(ConfigDifference, isMended: Bool)
        /// It is new; compared with a config that it extends when there is one.
        case added(comparedWith: String?, ConfigDifference?)
        /// It is gone.
        case removed
        /// It no longer composes, or is new and does not; the problems are those of the new side
        /// that the old one does not have.
        case broken(DiagnosticBag, isNew: Bool)
        /// It composes on neither side.
        case brokenBefore
    }

    /// Describes what became of a config.
    package init(name: String, file: String, renamedFrom: Place? = nil, fate: Fate) {
        self.name = name
        self.file = file
        self.renamedFrom = renamedFrom
        self.fate = fate
    }
}
