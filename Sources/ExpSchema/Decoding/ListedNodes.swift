import ExpYAML

/// The elements of a list, one after the other.
struct ListedNodes: UnkeyedDecodingContainer {
    let decoder: NodeDecoder
    let elements: [Node]
    private(set) var currentIndex = 0

    init(decoder: NodeDecoder, elements: [Node]) {
        self.decoder = decoder
        self.elements = elements
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd else { throw decoder.failure }
        guard elements[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next().read(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        try next()
    }

    private mutating func next() throws -> NodeDecoder {
        guard !isAtEnd else { throw decoder.failure }
        defer { currentIndex += 1 }
        let link = PathLink(decoder.link, .index(currentIndex))
        return NodeDecoder(elements[currentIndex], at: link, decoder.pass)
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool {
        try next().bool()
    }

    mutating func decode(_ type: String.Type) throws -> String {
        try next().text()
    }

    mutating func decode(_ type: Double.Type) throws -> Double {
        try next().double()
    }

    mutating func decode(_ type: Float.Type) throws -> Float {
        try next().float()
    }

    mutating func decode(_ type: Int.Type) throws -> Int {
        try next().integer(Int.self)
    }

    mutating func decode(_ type: Int8.Type) throws -> Int8 {
        try next().integer(Int8.self)
    }

    mutating func decode(_ type: Int16.Type) throws -> Int16 {
        try next().integer(Int16.self)
    }

    mutating func decode(_ type: Int32.Type) throws -> Int32 {
        try next().integer(Int32.self)
    }

    mutating func decode(_ type: Int64.Type) throws -> Int64 {
        try next().integer(Int64.self)
    }

    mutating func decode(_ type: UInt.Type) throws -> UInt {
        try next().integer(UInt.self)
    }

    mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
        try next().integer(UInt8.self)
    }

    mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
        try next().integer(UInt16.self)
    }

    mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
        try next().integer(UInt32.self)
    }

    mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
        try next().integer(UInt64.self)
    }
}
