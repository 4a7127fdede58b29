/// What became of a key that an earlier version of a config had.
///
///     struct Training: TaskConfig {
///         var optimizer = Optimizer()
///         var warmup = ConfigDuration.seconds(30)
///         var dropout = 0.1
///
///         static let changes: [ConfigChange] = [
///             .moved("learningRate", to: "optimizer.lr"),
///             .moved("dropoutPercent", to: "dropout", .factor(0.01)),
///             .converted("warmup", .seconds),
///             .removed("mixedPrecision", because: "it is always on"),
///         ]
///     }
///
/// A key that was only renamed is said at its ``Key``: `@Key("step size", was: "learningRate")`.
/// Configs with the old keys still load, with a warning, and `exp migrate` rewrites them.
public struct ConfigChange: Sendable {
    /// What happened to the key.
    enum Kind: Sendable {
        case moved(to: String, ValueConversion?)
        case converted(ValueConversion)
        case removed(reason: String, allowed: (any ConfigValue)?)
    }

    /// The old key, from the config that declares the change.
    let key: String

    let kind: Kind

    /// The value is found elsewhere now.
    ///
    /// - Parameters:
    ///   - old: The old key, as a config names it from this type's own keys: `learningRate`,
    ///     `optimizer.learningRate`.
    ///   - new: The key now.
    ///   - conversion: What makes a new value of an old one, when the unit is another.
    /// - Returns: The change.
    public static func moved(
        _ old: String,
        to new: String,
        _ conversion: ValueConversion? = nil
    ) -> ConfigChange {
        ConfigChange(key: old, kind: .moved(to: new, conversion))
    }

    /// The key is the same, its values are spelled in another way, and old ones can be recognised.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - conversion: What makes a new value of an old one and leaves new ones alone.
    /// - Returns: The change.
    public static func converted(_ key: String, _ conversion: ValueConversion) -> ConfigChange {
        ConfigChange(key: key, kind: .converted(conversion))
    }

    /// The key means nothing any more: it is ignored with a warning.
    ///
    /// - Parameters:
    ///   - key: The old key.
    ///   - reason: Why, as one sentence without a full stop.
    /// - Returns: The change.
    public static func removed(_ key: String, because reason: String) -> ConfigChange {
        ConfigChange(key: key, kind: .removed(reason: reason, allowed: nil))
    }

    /// Only one of the key's values still means what it meant: it is ignored with a warning, every
    /// other is refused.
    ///
    /// - Parameters:
    ///   - key: The old key.
    ///   - reason: Why, as one sentence without a full stop.
    ///   - value: What the task does now as if the key had this value.
    /// - Returns: The change.
    public static func removed(
        _ key: String,
        because reason: String,
        allowing value: some ConfigValue
    ) -> ConfigChange {
        ConfigChange(key: key, kind: .removed(reason: reason, allowed: value))
    }
}
