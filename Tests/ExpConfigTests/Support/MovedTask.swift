import ExpConfig
import ExpSchema

/// A task whose config has seen earlier versions; the guide "Migrating" shows it.
enum MovedTask {
    struct Optimizer: TaskConfig {
        @Key("step size", was: "learning_rate", "step") var lr = 0.1
        var momentum = 0.9
    }

    struct MLP: TaskConfig {
        @Key("units of a layer", was: "hidden") var width = 32
        var dropout = 0.5
    }

    struct CNN: TaskConfig {
        @Key("channels of a layer", was: "filters") var channels = 16
    }

    enum Model: UnionConfig {
        case mlp(MLP)
        case cnn(CNN)

        static let variants = [Variant("mlp", Model.mlp), Variant("cnn", Model.cnn)]
    }

    struct Callback: TaskConfig {
        var name = "print"
        @Key("epochs between two calls", was: "interval") var every = 1
    }

    struct Training: TaskConfig {
        var optimizer = Optimizer()
        var model = Model.mlp(MLP())
        var warmup = ConfigDuration.seconds(30)
        var dropout = 0.1
        var callbacks: [Callback] = []
        var labels: [String: Double] = [:]

        static let changes: [ConfigChange] = [
            .moved("lr", to: "optimizer.lr"),
            .moved("net", to: "model"),
            .moved("regularization.dropout_percent", to: "dropout", .factor(0.01)),
            .converted("warmup", .seconds),
            .removed("mixed_precision", because: "it is always on"),
            .removed("backend", because: "only CUDA is left", allowing: "cuda"),
        ]
    }

    static let catalog = TaskCatalog(names: ["train"]) { name in
        name == "train" ? TaskDescription(name: name, schema: schema) : nil
    }

    static let schema = try? ConfigDeclaration.schema(of: Training.self, declaredBy: "task `train`")
}

extension TestProject {
    /// A project for ``MovedTask``.
    static func moved(_ files: KeyValuePairs<String, String>) -> TestProject {
        var project = TestProject(files)
        project.catalog = MovedTask.catalog
        return project
    }
}
