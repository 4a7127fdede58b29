import ExpDiagnostics
package import ExpStore
package import ExpSystem
package import ExpYAML

/// Builds the trees that reports print as JSON; their values stand in no text.
package enum ReportNode {
    private static let place = SourceFile(kind: .declaration, name: "report", text: "").range(0, 0)

    /// Nothing.
    package static let null = Node.null(place)

    /// An object; a key without a value is null.
    package static func object(_ entries: [(key: String, value: Node?)]) -> Node {
        var mapping = Mapping()
        for (key, value) in entries { mapping.set(key, to: value ?? null, keyRange: place) }
        return Node(.mapping(mapping), range: place)
    }

    /// A list.
    package static func list(_ elements: [Node]) -> Node {
        .sequence(elements, place)
    }

    /// A text.
    package static func text(_ text: String) -> Node {
        .string(text, place)
    }

    /// A text; nil stays nil.
    package static func optional(_ text: String?) -> Node? {
        text.map { .string($0, place) }
    }

    /// A truth.
    package static func truth(_ value: Bool) -> Node {
        .bool(value, place)
    }

    /// A whole number.
    package static func number(_ value: Int?) -> Node? {
        value.map { .int($0, place) }
    }

    /// A number.
    package static func number(_ value: Double?) -> Node? {
        value.map { .float($0, place) }
    }

    /// A boolean.
    package static func flag(_ value: Bool) -> Node {
        .bool(value, place)
    }

    /// A moment, UTC, ISO 8601.
    package static func time(_ time: Timestamp?) -> Node? {
        time.map { text($0.description) }
    }

    /// A goal: `{"metric": …, "direction": "maximize"}`; null for none.
    package static func goal(_ goal: Goal) -> Node? {
        let direction: String
        switch goal {
        case .maximize: direction = "maximize"
        case .minimize: direction = "minimize"
        case .none: return nil
        }
        return object([("metric", optional(goal.metric)), ("direction", text(direction))])
    }

    /// What became of one metric.
    package static func summary(_ summary: MetricSummary) -> Node {
        object([
            ("last", number(summary.last)), ("lastStep", number(summary.lastStep)),
            ("min", number(summary.min)), ("minStep", number(summary.minStep)),
            ("max", number(summary.max)), ("maxStep", number(summary.maxStep)),
            ("mean", number(summary.mean)), ("count", number(summary.count)),
        ])
    }

    /// What every view tells of a run first.
    package static func head(of run: ReportedRun, at now: Timestamp) -> [(
        key: String, value: Node?
    )] {
        [
            ("id", text(run.id.text)),
            ("short", text(run.shortName)),
            ("directory", text(run.folder.string)),
            ("task", text(run.task)),
            ("status", text(run.evidence.status.rawValue)),
            ("cause", optional(run.evidence.cause?.rawValue)),
            ("name", optional(run.labels.name)),
            ("tags", list(run.labels.tags.map { text($0) })),
            ("note", optional(run.labels.note)),
            ("started", time(run.started)),
            ("ended", time(run.record?.ended)),
            ("durationSeconds", number(run.durationSeconds(at: now))),
            ("seed", number(run.record?.seed)),
            ("goal", goal(run.goal)),
            ("goalValue", number(run.goalValue)),
        ]
    }
}
