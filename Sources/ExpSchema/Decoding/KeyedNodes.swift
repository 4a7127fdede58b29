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
}
