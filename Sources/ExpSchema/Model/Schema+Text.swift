import ExpDiagnostics
package import ExpYAML

extension Schema {
    /// What a value may be, in a few words: `Int, 1 or more`, `one of relu, tanh`,
    /// `list of Int, each above 0`.
    package var typeText: String {
        ([typeName] + constraints).joined(separator: ", ")
    }

    /// The type alone: `Int`, `list of Double`, `Double or null`.
    var typeName: String {
        let name: String
        switch shape {
        case .any: return "anything"
        case .scalar(let scalar): name = scalar.shownTypeName
        case .list(let element, _): name = "list of \(element.typeName)"
        case .dictionary(let element): name = "mapping of \(element.typeName)"
        case .mapping(let mapping): name = mapping.typeName
        case .union(let union): name = "one of \(union.caseNames.joined(separator: ", "))"
        }
        return isOptional ? name + " or null" : name
    }

    /// What the type does not say: range, pattern, number of elements.
    var constraints: [String] {
        switch shape {
        case .any, .mapping, .union:
            return []
        case .scalar(let scalar):
            return scalar.constraints
        case .dictionary(let element):
            return element.constraintsOfEach
        case .list(let element, let count):
            return (count.map { ["\(SchemaWording.count($0)) of them"] } ?? [])
                + element.constraintsOfEach
        }
    }

    private var constraintsOfEach: [String] {
        let inner = constraints
        guard let first = inner.first else { return [] }
        switch shape {
        case .scalar: return ["each \(first)"] + inner.dropFirst()
        default: return inner
        }
    }
}

extension ScalarSchema {
    fileprivate var shownTypeName: String {
        guard case .enumeration(let cases) = kind else { return typeName }
        return "one of \(cases.map(\.name).joined(separator: ", "))"
    }

    fileprivate var constraints: [String] {
        var texts = rangeText(separator: ", ").map { [$0] } ?? []
        if let pattern { texts.append("matching `\(pattern)`") }
        return texts
    }

    /// The range in words; nil when every number is allowed.
    func rangeText(separator: String) -> String? {
        guard let range else { return nil }
        func spelled(_ bound: Double) -> String {
            if case .duration = kind { return ConfigDuration.seconds(bound).description }
            return SchemaWording.number(bound)
        }
        switch (range.lower.map(spelled), range.upper.map(spelled)) {
        case (nil, nil): return nil
        case (let lower?, nil): return range.includesLower ? "\(lower) or more" : "above \(lower)"
        case (nil, let upper?): return range.includesUpper ? "at most \(upper)" : "below \(upper)"
        case (let lower?, let upper?):
            if range.includesLower, range.includesUpper {
                return lower == upper ? lower : "from \(lower) to \(upper)"
            }
            let first = range.includesLower ? "at least \(lower)" : "above \(lower)"
            let second = range.includesUpper ? "at most \(upper)" : "below \(upper)"
            return first + separator + second
        }
    }
}

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
