import ExpYAML

/// The values of a mapping by the names that a type asks for.
struct KeyedNodes<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: NodeDecoder
    let mapping: Mapping

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        mapping.entries.compactMap { Key(stringValue: $0.key) }
    }

    func contains(_ key: Key) -> Bool {
        entry(key) != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try value(key).node.isNull
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try inner(key).read(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try inner(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try inner(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        throw decoder.failure
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        try inner(key)
    }

    private func entry(_ key: Key) -> Mapping.Entry? {
        if let entry = mapping.entry(key.stringValue) { return entry }
        guard let config = decoder.config,
            let name = decoder.pass.key(of: key.stringValue, in: config)
        else { return nil }
        return mapping.entry(name)
    }

    private func value(_ key: Key) throws -> (node: Node, name: String) {
        guard let entry = entry(key) else {
            let path = decoder.path.appending(key.stringValue)
            throw DecodingFailure(path: path, range: decoder.node.range)
        }
        return (entry.value, entry.key)
    }

    private func inner(_ key: Key) throws -> NodeDecoder {
        let (node, name) = try value(key)
        return NodeDecoder(node, at: PathLink(decoder.link, .key(name)), decoder.pass)
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try inner(key).bool()
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try inner(key).text()
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try inner(key).double()
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try inner(key).float()
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try inner(key).integer(Int.self)
    }

    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        try inner(key).integer(Int8.self)
    }

    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        try inner(key).integer(Int16.self)
    }

    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        try inner(key).integer(Int32.self)
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try inner(key).integer(Int64.self)
    }

    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        try inner(key).integer(UInt.self)
    }

    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try inner(key).integer(UInt8.self)
    }

    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try inner(key).integer(UInt16.self)
    }

    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try inner(key).integer(UInt32.self)
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try inner(key).integer(UInt64.self)
    }
}
