import ExpDiagnostics
import ExpSchema
import ExpYAML

/// The keys at the top of a config that are the same for every task.
package enum RootSchema {
    /// The keys that mean something to `exp` itself, where a task is known.
    package static let reservedKeys = [
        "task", "extends", "use", "defaults", "seed", "sweep", "exp",
    ]

    /// What the whole config of a task may hold: the task's own keys and the reserved ones.
    static func root(of task: TaskDescription) -> Schema {
        let own = task.schema?.mapping
        let fields = [taskField, seedField] + (own?.fields ?? []) + [sweepField, settingsField]
        return Schema(
            .mapping(
                MappingSchema(
                    fields: fields,
                    additional: own == nil ? .anything : own?.additional,
                    typeName: own?.typeName ?? task.name
                )
            )
        )
    }

    /// What `exp` says about how to run.
    static let settings = Schema(
        .mapping(
            MappingSchema(
                fields: [
                    field("name", "the run's name", .string),
                    MappingSchema.Field(
                        name: "tags",
                        documentation: "labels to find the run by",
                        schema: Schema(.list(of: Schema(.scalar(.string)), count: nil)),
                        presence: .optional
                    ),
                    field("note", "a remark about the run", .string),
                    field("launcher", "where trials run", .string),
                    field("timeout", "the longest a run may take", .duration),
                    field("retries", "how often a failed run is tried again", retries),
                    MappingSchema.Field(
                        name: "goal",
                        documentation: "the metric that says which run is better",
                        schema: Schema(.mapping(goal), isOptional: true),
                        presence: .optional
                    ),
                    field("version", "the version of exp that the config needs", .string),
                    field("resolved", "set in the config that a run records", .integer),
                ],
                typeName: "RunSettings"
            )
        ),
        isOptional: true
    )

    private static let goal = MappingSchema(
        fields: [
            field("maximize", "the metric to raise", .string),
            field("minimize", "the metric to lower", .string),
        ],
        typeName: "Goal"
    )

    private static var retries: ScalarSchema {
        var schema = ScalarSchema.integer
        schema.range = NumberRange(lower: 0)
        return schema
    }

    private static func field(
        _ name: String,
        _ documentation: String,
        _ scalar: ScalarSchema
    ) -> MappingSchema.Field {
        MappingSchema.Field(
            name: name,
            documentation: documentation,
            schema: Schema(.scalar(scalar), isOptional: true),
            presence: .optional
        )
    }

    private static let taskField = field("task", "the task to run", .string)

    private static let seedField = MappingSchema.Field(
        name: "seed",
        documentation: "where random numbers start; null for a different start each time",
        schema: Schema(.scalar(.integer), isOptional: true),
        presence: .defaulted(
            Node(
                .scalar(Scalar("0")),
                range: SourceFile(kind: .declaration, name: "exp", text: "").range(0, 0)
            )
        )
    )

    private static let sweepField = MappingSchema.Field(
        name: "sweep",
        documentation: "the values to try",
        schema: .anything,
        presence: .optional
    )

    private static let settingsField = MappingSchema.Field(
        name: "exp",
        documentation: "how to run",
        schema: settings,
        presence: .optional
    )
}
