import ExpDiagnostics
import ExpSchema
import ExpYAML

extension Composer {
    /// A statement with today's keys.
    ///
    /// - Parameters:
    ///   - statement: A mapping.
    ///   - site: Where it stands.
    ///   - caseName: The case of the union there, where it is known already.
    mutating func migrated(
        _ statement: Statement,
        at site: Site,
        caseName: String? = nil
    ) -> Statement {
        if notesUses { found.noteUses(statement.node, site.schema, caseName: caseName) }
        guard let schema = site.schema, schema.hasChanges else { return statement }
        var migration = KeyMigration()
        var result = statement
        result.node = migration.migrated(
            statement.node,
            schema,
            at: site.path,
            caseName: caseName
        )
        bag.merge(migration.bag)
        found.merge(migration.found)
        return result
    }

    /// The case that the layers judged so far have come to at a union.
    ///
    /// - Returns: nil where it is not yet known: an option file says nothing of its own case.
    func caseName(of open: OpenMapping, for statement: Statement, at site: Site) -> String? {
        guard let union = site.schema?.union else { return nil }
        if let choice = open.choice {
            return choice.names.last { union.caseNamed($0) != nil }
        }
        if statement.source.kind == .option, statement.source.mount == site.path { return nil }
        return site.fallback?[union.tagKey]?.scalar?.text
    }

    /// A scalar whose references name today's keys.
    mutating func renamingReferences(in node: Node, at path: ConfigPath) -> Node {
        guard let rootSchema else { return node }
        var renaming = ReferenceRenaming(schema: rootSchema, root: nil)
        let result = renaming.renamed(node, at: path)
        bag.merge(renaming.bag)
        found.references.formUnion(renaming.found)
        return result
    }
}

extension FoundChanges {
    /// Notes as which types a file's mappings are read, those inside included.
    mutating func noteUses(_ node: Node, _ schema: Schema?, caseName: String? = nil) {
        switch node.content {
        case .scalar, .faulty: return
        case .sequence(let elements):
            for element in elements { noteUses(element, schema?.element) }
        case .mapping(let mapping):
            var fields = schema?.mapping
            if let union = schema?.union {
                let chosen = caseName.flatMap(union.caseNamed) ?? union.chosenCase(in: node)
                // The case may still come from a layer above: then it is asked again.
                guard let chosen else { return }
                fields = chosen.mapping
            }
            if node.range.file.kind == .file {
                uses[node.range, default: []].insert(fields?.typeName ?? "")
            }
            for entry in mapping.entries {
                let key = entry.operatorKey ?? entry.key
                let child = fields.map { $0.field(key)?.schema ?? $0.additional }
                noteUses(entry.value, child ?? schema?.child(key, in: node))
            }
        }
    }
}
