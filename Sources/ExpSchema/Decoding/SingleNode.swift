import ExpYAML

/// One value.
struct SingleNode: SingleValueDecodingContainer {
    let decoder: NodeDecoder

    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool {
        decoder.node.isNull
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try decoder.read(type)
    }

    func decode(_ type: Bool.Type) throws -> Bool {
        try decoder.bool()
    }

    func decode(_ type: String.Type) throws -> String {
        try decoder.text()
    }

    func decode(_ type: Double.Type) throws -> Double {
        try decoder.double()
    }

    func decode(_ type: Float.Type) throws -> Float {
        try decoder.float()
    }

    func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
        try decoder.integer(type)
    }
}
