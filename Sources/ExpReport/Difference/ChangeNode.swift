import ExpYAML

/// Differences as JSON.
enum ChangeNode {
    private static let node = ReportNode.self

    /// The options that changed.
    ///
    ///     [{"path":"model","old":{"option":"mlp","origin":"configs/digits.yaml:14:8"},"new":…}]
    static func options(_ options: [ConfigDifference.OptionChange]) -> Node {
        func named(_ named: ConfigDifference.Named?) -> Node? {
            named.map { named in
                node.object([
                    ("option", node.text(named.option)),
                    ("origin", node.optional(named.origin?.story)),
                ])
            }
        }
        return node.list(
            options.map { option in
                node.object([
                    ("path", node.text(option.path.description)), ("old", named(option.old)),
                    ("new", named(option.new)),
                ])
            }
        )
    }

    /// The values that changed.
    ///
    ///     [{"key":"optimizer.lr","reason":"option","option":"optimizer",…,"old":…,"new":…}]
    static func values(_ values: [ConfigDifference.ValueChange]) -> Node {
        node.list(
            values.map { change in
                var (reason, option, by) = ("written", String?.none, String?.none)
                var reads: [String] = []
                switch change.reason {
                case .written: break
                case .option(let path): (reason, option) = ("option", path.description)
                case .reads(let keys): (reason, reads) = ("reads", keys)
                case .removed(let cause): (reason, by) = ("removed", cause)
                }
                return node.object([
                    ("key", node.text(change.path.description)), ("reason", node.text(reason)),
                    ("option", node.optional(option)), ("by", node.optional(by)),
                    ("reads", node.list(reads.map { node.text($0) })),
                    ("old", change.old.map(value)), ("new", change.new.map(value)),
                ])
            }
        )
    }

    private static func value(_ value: ConfigDifference.Value) -> Node {
        let replaced = (value.history?.replaced ?? []).map { step in
            node.object([
                ("value", node.text(step.value)), ("origin", node.text(step.origin.story)),
                ("droppedBy", node.optional(step.droppedBy)),
            ])
        }
        return node.object([
            ("value", value.node), ("origin", node.optional(value.origin?.story)),
            ("written", node.optional(value.history?.current?.written)),
            ("replaced", node.list(replaced)),
        ])
    }
}
