/// A type that a config value can have.
///
/// The integer types, `Double`, `Float`, `Bool`, `String`, ``ConfigDuration``, ``DataPath``,
/// ``Secret``, enums with string cases, every ``TaskConfig`` and every ``UnionConfig`` are such
/// types, and so are arrays, optionals and dictionaries with `String` keys of them.
///
/// A whole number may be written as `1000`, `1_000`, `0x3e8` or `1e3`, a `Double` also as `1` or
/// `.inf`; a `String` keeps the text as it stands, `1e-3` or `007`; a `Bool` is `true` or `false`
/// and nothing else.
///
/// An enum takes part by its declaration alone:
/// `enum Activation: String, ConfigValue, CaseIterable { case relu, tanh }`.
public protocol ConfigValue: Decodable, Sendable {}

/// A group of named settings: a struct whose properties have defaults, or a ``Key`` without one
/// for a setting that must be given.
///
///     struct Training: TaskConfig {
///         @Key("step size", in: .above(0, through: 1)) var learningRate = 1e-3
///         @Key("folder of images") var data: DataPath     // no default: required
///         var epochs = 10
///     }
///
/// The properties are read from a default instance, decoded by the `Decodable` that the compiler
/// writes. A config key has the property's name, or the one that ``Key`` gives as `named:`.
///
/// When the compiler says that the type does not conform
/// - to `TaskConfig`, for want of `init()`: a property has no default. Give it one, make it optional,
///   or declare it by `@Key("…") var name: Type`, which a config must then set. A `public` struct
///   needs a `public init() {}` of its own.
/// - to `Decodable`: the type of a property is none that a config value can have, see
///   ``ConfigValue``. A plain enum becomes one as `enum Side: String, ConfigValue, CaseIterable`, a
///   `Duration` as ``ConfigDuration``, a choice between structs as ``UnionConfig``.
public protocol TaskConfig: ConfigValue {
    /// The config with every default; the compiler writes it for a struct.
    init()

    /// Checks what no single key can say; without an implementation nothing.
    ///
    /// Called once a config is decoded, for nested configs first, and at start-up on the defaults
    /// where every key has one, to see which keys the rules name. Every rule is told, not only the
    /// first that is broken.
    func validate(_ rules: inout Rules)

    /// What became of keys that earlier versions of the config had; without an implementation
    /// nothing.
    ///
    /// Checked at start-up: a key that moved leads to one that is there, and none is both an old
    /// and a present key.
    static var changes: [ConfigChange] { get }
}

extension TaskConfig {
    /// Adds no rules.
    public func validate(_ rules: inout Rules) {}

    /// Nothing changed.
    public static var changes: [ConfigChange] { [] }
}
