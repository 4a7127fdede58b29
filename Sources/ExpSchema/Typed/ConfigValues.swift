extension Bool: ConfigValue {}
extension String: ConfigValue {}
extension Int: ConfigValue {}
extension Int8: ConfigValue {}
extension Int16: ConfigValue {}
extension Int32: ConfigValue {}
extension Int64: ConfigValue {}
extension UInt: ConfigValue {}
extension UInt8: ConfigValue {}
extension UInt16: ConfigValue {}
extension UInt32: ConfigValue {}
extension UInt64: ConfigValue {}
extension Double: ConfigValue {}
extension Float: ConfigValue {}
extension Array: ConfigValue where Element: ConfigValue {}
extension Optional: ConfigValue where Wrapped: ConfigValue {}
extension Dictionary: ConfigValue where Key == String, Value: ConfigValue {}

extension Int: BoundedValue, ConfigBound {}
extension Int8: BoundedValue, ConfigBound {}
extension Int16: BoundedValue, ConfigBound {}
extension Int32: BoundedValue, ConfigBound {}
extension Int64: BoundedValue, ConfigBound {}
extension UInt: BoundedValue, ConfigBound {}
extension UInt8: BoundedValue, ConfigBound {}
extension UInt16: BoundedValue, ConfigBound {}
extension UInt32: BoundedValue, ConfigBound {}
extension UInt64: BoundedValue, ConfigBound {}
extension Double: BoundedValue, ConfigBound {}
extension Float: BoundedValue, ConfigBound {}
extension ConfigDuration: BoundedValue, ConfigBound {}

extension BinaryInteger where Self: ConfigBound {
    /// The type of the range's bounds.
    public typealias Bound = Self

    /// The bound as a number.
    public var boundValue: Double { Double(self) }
}

extension BinaryFloatingPoint where Self: ConfigBound {
    /// The type of the range's bounds.
    public typealias Bound = Self

    /// The bound as a number.
    public var boundValue: Double { Double(self) }
}

extension ConfigDuration {
    /// The type of the range's bounds.
    public typealias Bound = ConfigDuration

    /// The bound in seconds.
    public var boundValue: Double { seconds }
}

extension Array: BoundedValue where Element: BoundedValue {
    /// The type of the range's bounds.
    public typealias Bound = Element.Bound
}

extension Optional: BoundedValue where Wrapped: BoundedValue {
    /// The type of the range's bounds.
    public typealias Bound = Wrapped.Bound
}

extension Dictionary: BoundedValue where Key == String, Value: BoundedValue {
    /// The type of the range's bounds.
    public typealias Bound = Value.Bound
}
