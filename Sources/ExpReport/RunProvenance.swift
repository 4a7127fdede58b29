package import ExpYAML

/// Tells where the values of a recorded run came from.
package struct RunProvenance: Sendable {
    /// The config with its recorded stories; nil when nothing was recorded.
    package let tree: Node?

    /// Why each file took part; none in a record that does not tell.
    package let roles: [FileRole]

    /// Joins a run's config with its `origins.json`; without either nothing is known.
    package init(_ run: ReportedRun) {
        guard let config = run.config, let origins = run.origins else {
            tree = nil
            roles = []
            return
        }
        roles = FileRole.recorded(in: origins)
        tree = Provenance.attach(origins, to: config)
    }

    /// The story of a value; nil when it was not recorded.
    package func history(of path: ConfigPath) -> ValueHistory? {
        tree.flatMap { Provenance.history(of: path, in: $0) }
    }

    /// What set the value in force; nil when it was not recorded.
    ///
    /// Of a list that is the override that changed a value in it, else the origin of its first
    /// value: stories are kept of single values.
    package func origin(of path: ConfigPath) -> Origin? {
        guard let tree else { return nil }
        return path.singleValues(in: tree).map { history(of: $0)?.current?.origin }.ofList
    }
}
