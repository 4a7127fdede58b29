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
    /// - Returns: The statement.
    mutating func migrated(
        _ statement: Statement,
        at site: Site,
        caseName: String? = nil
    ) -> Statement {
        guard let schema = site.schema, schema.hasChanges else {
            if notesUses {
                found.noteUses(statement.node, site.schema, of: taskName, caseName: caseName)
            }
            return statement
        }
        var migration = KeyMigration(task: taskName)
        var result = statement
        result.node = migration.migrated(
            statement.node,
            schema,
            at: site.path,
            caseName: caseName
        )
        bag.merge(migration.bag)
        found.merge(migration.found)
        if notesUses { found.noteUses(result.node, schema, of: taskName, caseName: caseName) }
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
    /// Notes as what a file's mappings are read, those inside included.
    ///
    /// - Parameters:
    ///   - node: What a layer says.
    ///   - schema: What it may be; nil where nothing says.
    ///   - task: The task whose config is read.
    ///   - caseName: The case of the union that it is, where that is known.
    mutating func noteUses(
        _ node: Node,
        _ schema: Schema?,
        of task: String,
        caseName: String? = nil
    ) {
        switch node.content {
        case .scalar, .faulty: return
        case .sequence(let elements):
            for element in elements { noteUses(element, schema?.element, of: task) }
        case .mapping(let mapping):
            var fields = schema?.mapping
            if let union = schema?.union {
                let chosen = caseName.flatMap(union.caseNamed) ?? union.chosenCase(in: node)
                // The case may still come from a layer above: then it is asked again.
                guard let chosen else { return }
                fields = chosen.mapping
            }
            if let place = FilePlace(node.range) {
                let reading = FileReading(typeName: fields?.typeName ?? "", task: task)
                uses[place, default: []].insert(reading)
            }
            for entry in mapping.entries {
                let key = entry.operatorKey ?? entry.key
                let child = fields.map { $0.field(key)?.schema ?? $0.additional }
                noteUses(entry.value, child ?? schema?.child(key, in: node), of: task)
            }
        }
    }
}
