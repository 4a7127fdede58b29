/// A type that a config value can have.
///
/// The numbers, strings, booleans, enums with string cases, arrays, optionals and dictionaries of
/// such types, and every ``TaskConfig`` are ones.
public protocol ConfigValue: Decodable, Sendable {}

/// A group of named settings: a struct whose properties have defaults, or a ``Key`` without one
/// for a setting that must be given.
public protocol TaskConfig: ConfigValue {
    /// The config with every default.
    init()
}
