import ExpDiagnostics
import ExpSchema
import ExpYAML

extension ConfigLoad {
    /// Gives overrides today's keys, as far as they can be told before anything is composed.
    func migrate(
        _ overrides: inout OverrideRoles,
        _ schema: Schema?,
        into bag: inout DiagnosticBag
    ) {
        guard let schema, schema.hasChanges else { return }
        var migration = OverrideMigration(schema: schema, root: nil)
        migration.migrate(&overrides)
        bag.merge(migration.bag)
    }

    /// The override with the keys that the cases in force have today; nil for a removed key.
    mutating func migrated(_ override: Override, _ config: ComposedConfig) -> Override? {
        guard let schema = config.schema, schema.hasChanges else { return override }
        var migration = OverrideMigration(schema: schema, root: config.tree)
        let migrated = migration.migrated(override, among: config.overrides.overrides)
        bag.merge(migration.bag)
        return migrated
    }

    /// Brings up to date what no layer alone could be: an old key within an option that moved out
    /// of it.
    func migrate(
        _ composition: inout Composition,
        _ schema: Schema?,
        of task: String,
        found: inout FoundChanges,
        into bag: inout DiagnosticBag
    ) {
        guard let schema, schema.hasChanges else { return }
        var migration = KeyMigration(task: task)
        composition.root = migration.migrated(composition.root, schema, at: ConfigPath())
        bag.merge(migration.bag)
        found.merge(migration.found)
    }

    /// Renames the references that only the composed config can tell.
    mutating func renameReferences(in config: inout ComposedConfig) {
        guard let schema = config.schema, schema.hasChanges else { return }
        var renaming = ReferenceRenaming(schema: schema, root: config.tree)
        config.tree = renaming.renamed(config.tree)
        bag.merge(renaming.bag)
        config.found.references.formUnion(renaming.found)
    }
}
