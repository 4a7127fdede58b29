import ExpConfig
import ExpSchema

/// The task that the examples of the documentation use.
enum TrainTask {
    enum Activation: String, ConfigValue, CaseIterable {
        case relu
        case tanh
    }

    struct MLP: TaskConfig {
        @Key("units", in: 1...) var width = 32
        var dropout = 0.5
    }

    struct ViT: TaskConfig {
        var depth = 12
        var dropout = 0.5
    }

    enum Model: UnionConfig {
        case mlp(MLP)
        case vit(ViT)

        static let variants = [Variant("mlp", Model.mlp), Variant("vit", Model.vit)]
    }

    struct Head: TaskConfig {
        var size = 8
        var act = Activation.relu
    }

    struct Config: TaskConfig {
        @Key("step size", in: 0...100) var lr = 0.1
        var classes = 10
        var layers = [64]
        var model = Model.mlp(MLP())
        var head = Head()
        var labels: [String: Int] = [:]
    }

    /// A task with paths and a key that must be given.
    struct Files: TaskConfig {
        @Key("where the data is") var data: DataPath
        var cache: DataPath?
        var more: [DataPath] = []
    }

    /// The tasks of this file.
    static let catalog = TaskCatalog(names: ["train", "files", "wrong"]) { name in
        switch name {
        case "train": TaskDescription(name: name, schema: schema(Config.self, name))
        case "files": TaskDescription(name: name, schema: schema(Files.self, name))
        case "wrong": TaskDescription(name: name, schema: nil, isDeclarationFaulty: true)
        default: nil
        }
    }

    private static func schema<Config: TaskConfig>(_ type: Config.Type, _ name: String) -> Schema? {
        try? ConfigDeclaration.schema(of: type, declaredBy: "task `\(name)`")
    }
}
