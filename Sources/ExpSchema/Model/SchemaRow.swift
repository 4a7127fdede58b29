package import ExpYAML

/// One line of a schema's description, for `exp task NAME`.
package struct SchemaRow: Hashable, Sendable {
    /// The key with those above it: `optimizer.momentum`, `layers[].size`, `extra.KEY`.
    package var path: String
    /// What the value may be: `Int, 1 or more`.
    package var typeText: String
    /// The default as a config would hold it; nil when a config must give the value.
    package var defaultText: String?
    /// One sentence; may be empty.
    package var documentation: String
    /// The case of the nearest union above that has this key: `mlp`; nil outside of unions.
    package var unionCase: String?
}

extension Schema {
    /// A row for every key, in the order declared; keys of groups and of union cases follow the
    /// group's.
    ///
    /// - Parameter flow: Writes a default on one line; the canonical writer's flow form.
    /// - Returns: The rows; none for a schema without keys.
    package func rows(spelledBy flow: (Node) -> String) -> [SchemaRow] {
        var rows: [SchemaRow] = []
        addRows(at: "", unionCase: nil, fallback: nil, flow, to: &rows)
        return rows
    }

    private func addRows(
        at path: String,
        unionCase: String?,
        fallback: Node?,
        _ flow: (Node) -> String,
        to rows: inout [SchemaRow]
    ) {
        switch shape {
        case .any, .scalar:
            break
        case .list(let element, _):
            element.addRows(at: path + "[]", unionCase: unionCase, fallback: nil, flow, to: &rows)
        case .dictionary(let element):
            let inner = path.isEmpty ? "KEY" : path + ".KEY"
            element.addRows(at: inner, unionCase: unionCase, fallback: nil, flow, to: &rows)
        case .union(let union):
            let defaultTag = fallback?[union.tagKey]?.scalar?.text
            for unionCase in union.cases {
                unionCase.schema.addRows(
                    at: path,
                    unionCase: unionCase.name,
                    fallback: defaultTag == unionCase.name ? fallback : nil,
                    flow,
                    to: &rows
                )
            }
        case .mapping(let mapping):
            for field in mapping.fields {
                let spelled = ConfigPath.spelled(field.name)
                let inner = path.isEmpty ? spelled : "\(path).\(spelled)"
                let value = fallback?[field.name] ?? field.defaultValue
                rows.append(
                    SchemaRow(
                        path: inner,
                        typeText: field.schema.typeText,
                        defaultText: value.map { field.schema.shownDefault($0, flow) },
                        documentation: field.documentation,
                        unionCase: unionCase
                    )
                )
                field.schema.addRows(
                    at: inner,
                    unionCase: unionCase,
                    fallback: value,
                    flow,
                    to: &rows
                )
            }
        }
    }

    /// A default as a row shows it: of a group nothing, its keys have rows of their own; of a union
    /// the case.
    private func shownDefault(_ node: Node, _ flow: (Node) -> String) -> String {
        switch (shape, node.content) {
        case (.mapping, .mapping): ""
        case (.union(let union), .mapping(let mapping)):
            mapping[union.tagKey]?.scalar?.text ?? ""
        default: flow(node)
        }
    }
}
