/// A decoder that gives a config type its own default instance back and notes what it asks for.
///
/// So a property that the type's decoding leaves out is found before any config is read.
final class DeclarationProbe: Decoder {
    /// Why the probing ended early.
    enum Stop: Error {
        /// The type asks for a key that is no property.
        case unknownKey(String)
        /// The type decodes in a way of its own.
        case unusual
    }

    /// The names of the properties that were asked for.
    fileprivate(set) var askedKeys: Set<String> = []

    private let properties: [String: DeclaredProperty]

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(_ properties: [DeclaredProperty]) {
        self.properties = Dictionary(
            properties.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ProbeContainer<Key>(probe: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw Stop.unusual
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw Stop.unusual
    }

    fileprivate func stored(for name: String) throws -> Any {
        guard let property = properties[name] else { throw Stop.unknownKey(name) }
        askedKeys.insert(name)
        return property.stored
    }

    fileprivate var names: [String] {
        properties.keys.sorted()
    }
}

private struct ProbeContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let probe: DeclarationProbe

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { probe.names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool {
        true
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        let stored = try probe.stored(for: key.stringValue)
        guard let optional = stored as? any OptionalValue else { return false }
        return optional.wrapped == nil
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        guard let value = try probe.stored(for: key.stringValue) as? Value else {
            throw DeclarationProbe.Stop.unusual
        }
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw DeclarationProbe.Stop.unusual
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw DeclarationProbe.Stop.unusual
    }

    func superDecoder() throws -> any Decoder {
        throw DeclarationProbe.Stop.unusual
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        throw DeclarationProbe.Stop.unusual
    }
}
