import ExpDiagnostics
import ExpSchema
import ExpYAML

extension ConfigLoad {
    /// The overrides with today's keys, as far as they can be told before anything is composed.
    mutating func migrated(
        _ overrides: [Override],
        _ schema: Schema?,
        _ composer: inout Composer
    ) -> [Override] {
        guard let schema, schema.hasChanges else { return overrides }
        var migration = OverrideMigration(schema: schema, root: nil)
        let migrated = migration.migrated(overrides)
        bag.merge(migration.bag)
        composer.candidates = ChoiceCandidates(migrated)
        return migrated
    }

    /// The override with the keys that the cases in force have today; nil for a removed key.
    mutating func migrated(_ override: Override, _ schema: Schema?, _ root: Node) -> Override? {
        guard let schema, schema.hasChanges else { return override }
        var migration = OverrideMigration(schema: schema, root: root)
        let migrated = migration.migrated(override)
        bag.merge(migration.bag)
        return migrated
    }

    /// Brings up to date what no layer alone could be: an old key within an option that moved out
    /// of it.
    mutating func migrate(_ composition: inout Composition, _ schema: Schema) {
        guard schema.hasChanges else { return }
        var migration = KeyMigration()
        composition.root = migration.migrated(composition.root, schema, at: ConfigPath())
        bag.merge(migration.bag)
        found.merge(migration.found)
    }

    /// Renames the references that only the composed config can tell.
    mutating func renameReferences(in root: inout Node, _ schema: Schema) {
        guard schema.hasChanges else { return }
        var renaming = ReferenceRenaming(schema: schema, root: root)
        root = renaming.renamed(root)
        bag.merge(renaming.bag)
        found.references.formUnion(renaming.found)
    }
}
