import ExpYAML

/// Decodes one node of a validated tree.
final class NodeDecoder: Decoder {
    let node: Node
    let link: PathLink?
    let pass: DecodingPass

    /// The config that is being read from the node; its properties may rename keys.
    var config: (any TaskConfig.Type)?

    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(_ node: Node, at link: PathLink?, _ pass: DecodingPass) {
        self.node = node
        self.link = link
        self.pass = pass
    }

    /// Messages take paths from ``path``.
    var codingPath: [any CodingKey] { [] }

    var path: ConfigPath {
        ConfigPath(link?.components ?? [])
    }

    /// Reads the node as a type; the rules of a config are checked at once.
    func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        pass.last = self
        guard let config = type as? any TaskConfig.Type else { return try Value(from: self) }
        let outer = self.config
        self.config = config
        defer { self.config = outer }
        let value = try Value(from: self)
        if let config = value as? any TaskConfig { pass.check(config, from: node, at: path) }
        return value
    }

    var failure: DecodingFailure {
        DecodingFailure(path: path, range: node.range)
    }

    // MARK: Decoder

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .mapping(let mapping) = node.content else { throw failure }
        return KeyedDecodingContainer(KeyedNodes<Key>(decoder: self, mapping: mapping))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .sequence(let elements) = node.content else { throw failure }
        return ListedNodes(decoder: self, elements: elements)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        SingleNode(decoder: self)
    }

    // MARK: Scalars

    func bool() throws -> Bool {
        guard case .scalar(let scalar) = node.content, !scalar.form.isString,
            let value = CoreSchema.boolean(scalar.text)
        else { throw failure }
        return value
    }

    func text() throws -> String {
        guard case .scalar(let scalar) = node.content, !node.isNull else { throw failure }
        return scalar.text
    }

    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
        guard case .scalar(let scalar) = node.content else { throw failure }
        if let value = Integer(scalar.text) { return value }
        guard let value = CoreSchema.wide(scalar.text), let integer = Integer(exactly: value) else {
            throw failure
        }
        return integer
    }

    func double() throws -> Double {
        guard case .scalar(let scalar) = node.content,
            let value = CoreSchema.float(scalar.text)
        else { throw failure }
        return value
    }

    /// A float is read from its text where that is possible: by way of a double it would be rounded
    /// twice.
    func float() throws -> Float {
        let value = try double()
        guard case .scalar(let scalar) = node.content else { throw failure }
        return Float(scalar.text) ?? Float(value)
    }
}
