/// One of several groups of settings, chosen by name with `use`.
///
///     enum Model: UnionConfig {
///         case linear(Linear), mlp(MLP)
///         static let variants = [Variant("linear", Model.linear), Variant("mlp", Model.mlp)]
///     }
///
/// In a config this reads `model: {use: mlp, hidden: [64, 32]}`.
public protocol UnionConfig: ConfigValue {
    /// The cases in the order in which help lists them, each once.
    static var variants: [Variant<Self>] { get }
}

/// One case of a ``UnionConfig``: its name in a config and the enum case it stands for.
public struct Variant<Union: UnionConfig>: Sendable {
    let name: String
    let documentation: String
    /// The type of the case's settings; nil for a case that has none.
    let payload: (any TaskConfig.Type)?
    /// The case with default settings.
    let make: @Sendable () -> Union
    let read: @Sendable (any Decoder) throws -> Union

    /// A case with settings of its own.
    ///
    /// - Parameters:
    ///   - name: The name in a config.
    ///   - make: The enum case.
    ///   - documentation: One sentence for help, without a full stop.
    public init<Payload: TaskConfig>(
        _ name: String,
        _ make: @escaping @Sendable (Payload) -> Union,
        _ documentation: String = ""
    ) {
        self.name = name
        self.documentation = documentation
        payload = Payload.self
        self.make = { make(Payload()) }
        // Through the container, so that our decoder sees which type it reads.
        read = { try make($0.singleValueContainer().decode(Payload.self)) }
    }

    /// A case without settings.
    ///
    /// - Parameters:
    ///   - name: The name in a config.
    ///   - value: The enum case.
    ///   - documentation: One sentence for help, without a full stop.
    public init(_ name: String, _ value: Union, _ documentation: String = "") {
        self.name = name
        self.documentation = documentation
        payload = nil
        make = { value }
        read = { _ in value }
    }
}

extension UnionConfig {
    /// Decodes the case that `use` names.
    ///
    /// - Throws: `DecodingError` when `use` names none of the ``variants``.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.container(keyedBy: UnionTag.self).decode(String.self, forKey: .use)
        guard let variant = Self.variants.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: name)
            )
        }
        self = try variant.read(decoder)
    }
}

private enum UnionTag: String, CodingKey {
    case use
}
