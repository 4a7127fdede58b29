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
                    typeName: own?.typeName ?? task.name,
                    changes: own?.changes ?? []
                )
            )
        )
    }

    /// What `exp` says about how to run.
    static let settings = Schema(
        .mapping(
            MappingSchema(
                fields: [
                    field("name", ConfigMessages.Setting.name, .string),
                    MappingSchema.Field(
                        name: "tags",
                        documentation: ConfigMessages.Setting.tags,
                        schema: Schema(.list(of: Schema(.scalar(.string)), count: nil)),
                        presence: .optional
                    ),
                    field("note", ConfigMessages.Setting.note, .string),
                    field("launcher", ConfigMessages.Setting.launcher, .string),
                    field("timeout", ConfigMessages.Setting.timeout, .duration),
                    field("retries", ConfigMessages.Setting.retries, retries),
                    MappingSchema.Field(
                        name: "goal",
                        documentation: ConfigMessages.Setting.goal,
                        schema: Schema(.mapping(goal), isOptional: true),
                        presence: .optional
                    ),
                    field("version", ConfigMessages.Setting.version, .string),
                    field("resolved", ConfigMessages.Setting.resolved, .integer),
                ],
                typeName: "RunSettings"
            )
        ),
        isOptional: true
    )

    private static let goal = MappingSchema(
        fields: [
            field("maximize", ConfigMessages.Setting.maximize, .string),
            field("minimize", ConfigMessages.Setting.minimize, .string),
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

    private static let taskField = field("task", ConfigMessages.Setting.task, .string)

    private static let seedField = MappingSchema.Field(
        name: "seed",
        documentation: ConfigMessages.Setting.seed,
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
        documentation: ConfigMessages.Setting.sweep,
        schema: .anything,
        presence: .optional
    )

    private static let settingsField = MappingSchema.Field(
        name: "exp",
        documentation: ConfigMessages.Setting.exp,
        schema: settings,
        presence: .optional
    )
}
