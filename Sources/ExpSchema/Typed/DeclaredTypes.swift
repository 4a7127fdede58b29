import ExpYAML

/// What a type is to the declaration reader.
///
/// The first question whether a type conforms to a protocol searches every conformance in the
/// program, some 20 µs; a start would ask a hundred times. So the scalar types are told by
/// identity, the others are asked what is likely first, and values are cast to the type itself.
enum TypeKind {
    case scalar(any ScalarConfigValue.Type)
    case union(any UnionConfig.Type)
    case config(any TaskConfig.Type)
    case list(any ListValue.Type)
    case optional(any OptionalValue.Type)
    case dictionary(any DictionaryValue.Type)
    /// An enum with string cases, or nothing that a config can hold.
    case other

    init(_ type: any Any.Type) {
        if let type = Self.scalars.first(where: { $0 == type }) {
            self = .scalar(type)
        } else if let type = type as? any UnionConfig.Type {
            self = .union(type)
        } else if let type = type as? any TaskConfig.Type {
            self = .config(type)
        } else if let type = type as? any ListValue.Type {
            self = .list(type)
        } else if let type = type as? any OptionalValue.Type {
            self = .optional(type)
        } else if let type = type as? any DictionaryValue.Type {
            self = .dictionary(type)
        } else {
            self = .other
        }
    }

    /// Every type that is a ``ScalarConfigValue``.
    private static let scalars: [any ScalarConfigValue.Type] = [
        Int.self, Double.self, Bool.self, String.self, Float.self, ConfigDuration.self,
        DataPath.self, Secret.self, Int8.self, Int16.self, Int32.self, Int64.self, UInt.self,
        UInt8.self, UInt16.self, UInt32.self, UInt64.self,
    ]
}

/// The value as the type that it is known to have.
func cast<Value>(_ value: Any, to type: Value.Type) -> Value? {
    value as? Value
}

/// A type whose values are single scalars; ``TypeKind`` lists them.
protocol ScalarConfigValue: ConfigValue {
    static var scalarSchema: ScalarSchema { get }
    /// The value as a config spells it; it reads as the same value with and without the schema.
    var scalar: Scalar { get }
}

extension FixedWidthInteger where Self: ScalarConfigValue {
    static var scalarSchema: ScalarSchema {
        ScalarSchema(.integer(Int128(min)...Int128(max)), typeName: "\(Self.self)")
    }

    var scalar: Scalar {
        Scalar(String(self))
    }
}

extension Int: ScalarConfigValue {}
extension Int8: ScalarConfigValue {}
extension Int16: ScalarConfigValue {}
extension Int32: ScalarConfigValue {}
extension Int64: ScalarConfigValue {}
extension UInt: ScalarConfigValue {}
extension UInt8: ScalarConfigValue {}
extension UInt16: ScalarConfigValue {}
extension UInt32: ScalarConfigValue {}
extension UInt64: ScalarConfigValue {}

extension BinaryFloatingPoint where Self: ScalarConfigValue & CustomStringConvertible {
    static var scalarSchema: ScalarSchema {
        // What lies less than half a step beyond the greatest value is rounded to it.
        let greatest = Double(greatestFiniteMagnitude) + Double(greatestFiniteMagnitude.ulp) / 2
        return ScalarSchema(.number(greatest: greatest.nextDown), typeName: "\(Self.self)")
    }

    var scalar: Scalar {
        Scalar(isFinite ? description : ScalarSpelling.float(Double(self)))
    }
}

extension Double: ScalarConfigValue {}
extension Float: ScalarConfigValue {}

extension Bool: ScalarConfigValue {
    static var scalarSchema: ScalarSchema { .boolean }
    var scalar: Scalar { Scalar(self ? "true" : "false") }
}

extension String: ScalarConfigValue {
    static var scalarSchema: ScalarSchema { .string }
    var scalar: Scalar { Scalar(self, .typedString) }
}

extension ConfigDuration: ScalarConfigValue {
    static var scalarSchema: ScalarSchema { .duration }
    var scalar: Scalar { Scalar(description, .typedString) }
}

extension DataPath: ScalarConfigValue {
    static var scalarSchema: ScalarSchema { .path }
    var scalar: Scalar { Scalar(string, .typedString) }
}

extension Secret: ScalarConfigValue {
    static var scalarSchema: ScalarSchema { .secret }
    /// Stands for the value, which no tree may hold.
    var scalar: Scalar { Scalar(Secret.placeholder, .typedString) }
}

/// An optional of any type, supported or not.
protocol OptionalValue {
    static var wrappedType: Any.Type { get }
    static var nullValue: Any { get }
    var wrapped: Any? { get }
}

extension Optional: OptionalValue {
    static var wrappedType: Any.Type { Wrapped.self }
    static var nullValue: Any { Wrapped?.none as Any }
    var wrapped: Any? { self }
}

/// An array of any type, supported or not.
protocol ListValue {
    static var elementType: Any.Type { get }
    var elements: [Any] { get }
}

extension Array: ListValue {
    static var elementType: Any.Type { Element.self }
    var elements: [Any] { self }
}

/// A dictionary of any types, supported or not.
protocol DictionaryValue {
    static var keyType: Any.Type { get }
    static var valueType: Any.Type { get }
    /// Keys as text with their values, by key.
    var pairs: [(key: String, value: Any)] { get }
}

extension Dictionary: DictionaryValue {
    static var keyType: Any.Type { Key.self }
    static var valueType: Any.Type { Value.self }
    var pairs: [(key: String, value: Any)] {
        map { (key: "\($0.key)", value: $0.value) }.sorted { $0.key < $1.key }
    }
}

/// A case of a union as the declaration reader sees it, whatever the union's type.
struct DeclaredVariant {
    var name: String
    var documentation: String
    var payload: (any TaskConfig.Type)?
    /// The name of the Swift case that it makes.
    var caseName: String
}

extension UnionConfig {
    static var declaredVariants: [DeclaredVariant] {
        variants.map {
            DeclaredVariant(
                name: $0.name,
                documentation: $0.documentation,
                payload: $0.payload,
                caseName: $0.make().declaredCase.name
            )
        }
    }

    /// The name of the Swift case and its settings.
    var declaredCase: (name: String, payload: Any?) {
        guard let child = Mirror(reflecting: self).children.first, let name = child.label else {
            return ("\(self)", nil)
        }
        let payloadType = type(of: child.value)
        if Self.variants.contains(where: { $0.payload.map { $0 == payloadType } ?? false }) {
            return (name, child.value)
        }
        // A labelled payload, `case mlp(settings: MLP)`, comes as a tuple of one.
        let inner = Mirror(reflecting: child.value)
        let isLabelled = inner.displayStyle == .tuple && inner.children.count == 1
        return (name, isLabelled ? inner.children.first?.value : child.value)
    }
}

extension CaseIterable where Self: RawRepresentable<String> {
    /// The raw values in the order declared.
    static var caseNames: [String] {
        allCases.map(\.rawValue)
    }
}
