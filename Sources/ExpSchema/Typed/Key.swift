/// A config key with its documentation and what its values must keep to.
///
///     @Key("step size", in: .above(0, through: 1)) var learningRate = 1e-3
///     @Key("widths of the hidden layers", in: 1..., count: 1...8) var hidden = [64]
///     @Key("name in the registry", pattern: "[a-z][a-z0-9-]*") var model = "digits"
///     @Key("folder of images", named: "data-folder") var data: DataPath
///     @Key("rows of a batch", was: "batch_size", "batchSize") var batch = 32
///
/// A key without a default must be given in a config, unless its type is optional. For lists,
/// dictionaries and optionals `in:` and `pattern:` hold for each element.
@propertyWrapper
public struct Key<Value: ConfigValue>: ConfigValue {
    private var value: Value?

    /// What was declared; nil in a decoded config.
    package let declaration: KeyDeclaration?

    /// The value: the default before a config is decoded.
    ///
    /// Reading a required key that no config has set is a programming error.
    public var wrappedValue: Value {
        get {
            if let value { return value }
            preconditionFailure("a required config key was read before a config set it")
        }
        set { value = newValue }
    }

    /// Whether reading ``wrappedValue`` is safe.
    package var hasValue: Bool {
        value != nil
    }

    init(_ value: Value?, _ declaration: KeyDeclaration?) {
        // An optional without a default is null.
        self.value = value ?? (Value.self as? any OptionalValue.Type)?.nullValue as? Value
        self.declaration = declaration
    }

    /// Decodes the value alone.
    ///
    /// - Throws: What the value's own decoding throws.
    public init(from decoder: any Decoder) throws {
        // Through the container, so that our decoder sees which type it reads.
        self.init(try decoder.singleValueContainer().decode(Value.self), nil)
    }
}

extension Key {
    /// Declares a key with a default.
    ///
    /// - Parameters:
    ///   - wrappedValue: The default.
    ///   - documentation: One sentence for help, without a full stop.
    ///   - name: The name in a config, when it is not the property's.
    ///   - formerNames: The names that it had in a config, which still load with a warning.
    ///   - pattern: A regular expression that the whole text must match.
    ///   - count: How many elements a list may have: `1...8`, `1...`, or `2...2` for two.
    public init<Count: RangeExpression<Int>>(
        wrappedValue: Value,
        _ documentation: String,
        named name: String? = nil,
        was formerNames: String...,
        pattern: String? = nil,
        count: Count = 0...
    ) {
        let declaration = KeyDeclaration(documentation, name, formerNames, nil, pattern, count)
        self.init(wrappedValue, declaration)
    }

    /// Declares a key that a config must give.
    ///
    /// - Parameters:
    ///   - documentation: One sentence for help, without a full stop.
    ///   - name: The name in a config, when it is not the property's.
    ///   - formerNames: The names that it had in a config, which still load with a warning.
    ///   - pattern: A regular expression that the whole text must match.
    ///   - count: How many elements a list may have: `1...8`, `1...`, or `2...2` for two.
    public init<Count: RangeExpression<Int>>(
        _ documentation: String,
        named name: String? = nil,
        was formerNames: String...,
        pattern: String? = nil,
        count: Count = 0...
    ) {
        self.init(nil, KeyDeclaration(documentation, name, formerNames, nil, pattern, count))
    }
}

extension Key where Value: BoundedValue {
    /// Declares a key with a default and a range.
    ///
    /// - Parameters:
    ///   - wrappedValue: The default.
    ///   - documentation: One sentence for help, without a full stop.
    ///   - name: The name in a config, when it is not the property's.
    ///   - formerNames: The names that it had in a config, which still load with a warning.
    ///   - range: The values allowed: `0...1`, `0..<1`, `1...`, `...1` or `..<1`.
    ///   - count: How many elements a list may have: `1...8`, `1...`, or `2...2` for two.
    public init<Range: RangeExpression, Count: RangeExpression<Int>>(
        wrappedValue: Value,
        _ documentation: String,
        named name: String? = nil,
        was formerNames: String...,
        in range: Range,
        count: Count = 0...
    ) where Range.Bound == Value.Bound {
        let bounds = NumberRange(KeyBounds(range))
        self.init(
            wrappedValue,
            KeyDeclaration(documentation, name, formerNames, bounds, nil, count)
        )
    }

    /// Declares a key with a range that a config must give.
    ///
    /// - Parameters:
    ///   - documentation: One sentence for help, without a full stop.
    ///   - name: The name in a config, when it is not the property's.
    ///   - formerNames: The names that it had in a config, which still load with a warning.
    ///   - range: The values allowed: `0...1`, `0..<1`, `1...`, `...1` or `..<1`.
    ///   - count: How many elements a list may have: `1...8`, `1...`, or `2...2` for two.
    public init<Range: RangeExpression, Count: RangeExpression<Int>>(
        _ documentation: String,
        named name: String? = nil,
        was formerNames: String...,
        in range: Range,
        count: Count = 0...
    ) where Range.Bound == Value.Bound {
        let bounds = NumberRange(KeyBounds(range))
        self.init(nil, KeyDeclaration(documentation, name, formerNames, bounds, nil, count))
    }

    /// Declares a key with a default and bounds of which the lower is not itself allowed.
    ///
    /// - Parameters:
    ///   - wrappedValue: The default.
    ///   - documentation: One sentence for help, without a full stop.
    ///   - name: The name in a config, when it is not the property's.
    ///   - formerNames: The names that it had in a config, which still load with a warning.
    ///   - bounds: The values allowed: `.above(0)`, `.above(0, through: 1)` or
    ///     `.above(0, below: 1)`.
    ///   - count: How many elements a list may have: `1...8`, `1...`, or `2...2` for two.
    public init<Count: RangeExpression<Int>>(
        wrappedValue: Value,
        _ documentation: String,
        named name: String? = nil,
        was formerNames: String...,
        in bounds: KeyBounds<Value.Bound>,
        count: Count = 0...
    ) {
        let range = NumberRange(bounds)
        let declaration = KeyDeclaration(documentation, name, formerNames, range, nil, count)
        self.init(wrappedValue, declaration)
    }

    /// Declares a key that a config must give, with bounds of which the lower is not itself
    /// allowed.
    ///
    /// - Parameters:
    ///   - documentation: One sentence for help, without a full stop.
    ///   - name: The name in a config, when it is not the property's.
    ///   - formerNames: The names that it had in a config, which still load with a warning.
    ///   - bounds: The values allowed: `.above(0)`, `.above(0, through: 1)` or
    ///     `.above(0, below: 1)`.
    ///   - count: How many elements a list may have: `1...8`, `1...`, or `2...2` for two.
    public init<Count: RangeExpression<Int>>(
        _ documentation: String,
        named name: String? = nil,
        was formerNames: String...,
        in bounds: KeyBounds<Value.Bound>,
        count: Count = 0...
    ) {
        let range = NumberRange(bounds)
        self.init(nil, KeyDeclaration(documentation, name, formerNames, range, nil, count))
    }
}

extension Key: Equatable where Value: Equatable {
    /// Whether both hold the same value, whatever was declared.
    public static func == (left: Key, right: Key) -> Bool {
        left.value == right.value
    }
}

extension Key: Hashable where Value: Hashable {
    /// Takes in the value alone.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(value)
    }
}

/// What a ``Key`` declares besides type and default: one object shared by all copies of it.
package final class KeyDeclaration: Sendable {
    /// One sentence for help.
    package let documentation: String
    /// The name in a config, when it is not the property's.
    package let name: String?
    /// The names that it had in a config.
    package let formerNames: [String]
    /// The numbers allowed.
    package let range: NumberRange?
    /// The regular expression that the whole text must match.
    package let pattern: String?
    /// How many elements a list may have; nil for any number.
    package let count: ClosedRange<Int>?

    init(
        _ documentation: String,
        _ name: String?,
        _ formerNames: [String],
        _ range: NumberRange?,
        _ pattern: String?,
        _ count: some RangeExpression<Int>
    ) {
        self.documentation = documentation
        self.name = name
        self.formerNames = formerNames
        self.range = range
        self.pattern = pattern
        let counts = count.relative(to: 0..<Int.max)
        let isEvery = counts == 0..<Int.max
        self.count =
            isEvery ? nil : counts.lowerBound...max(counts.lowerBound, counts.upperBound - 1)
    }
}

/// What the declaration reader sees of a ``Key`` of any type.
protocol AnyKey {
    static var valueType: Any.Type { get }
    var declaration: KeyDeclaration? { get }
    var anyValue: Any? { get }
}

extension Key: AnyKey {
    static var valueType: Any.Type { Value.self }

    var anyValue: Any? {
        hasValue ? wrappedValue : nil
    }
}
