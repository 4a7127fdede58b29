import ExpDiagnostics
import ExpSystem
import ExpYAML

/// A mapping under construction whose values no text holds.
struct RecordFields {
    /// The place of every value that the store itself makes.
    static let range = SourceFile(kind: .declaration, name: "the run store", bytes: []).range(0, 0)

    private var mapping = Mapping()

    /// The mapping built so far.
    var node: Node {
        Node(.mapping(mapping), range: Self.range)
    }

    mutating func set(_ key: String, _ value: Node) {
        mapping.set(key, to: value)
    }

    /// Sets a text; nothing at all for nil.
    mutating func set(_ key: String, _ value: String?) {
        if let value { set(key, Node.string(value, Self.range)) }
    }

    /// Sets a whole number; nothing at all for nil.
    mutating func set(_ key: String, _ value: Int?) {
        if let value { set(key, Node.int(value, Self.range)) }
    }

    mutating func set(_ key: String, _ value: Double) {
        set(key, Node.float(value, Self.range))
    }

    mutating func set(_ key: String, _ value: Bool) {
        set(key, Node.bool(value, Self.range))
    }

    mutating func set(_ key: String, _ values: [String]) {
        set(key, values.map { Node.string($0, Self.range) })
    }

    mutating func set(_ key: String, _ values: [Node]) {
        set(key, Node.sequence(values, Self.range))
    }

    mutating func set(_ key: String, _ value: Timestamp?) {
        set(key, value?.description)
    }

    mutating func setNull(_ key: String) {
        set(key, Node.null(Self.range))
    }
}

extension Node {
    /// A number, or the text that stands in JSON for one that JSON lacks.
    var recordedDouble: Double? {
        if let double { return double }
        return switch string {
        case "nan": .nan
        case "inf": .infinity
        case "-inf": -.infinity
        default: nil
        }
    }

    /// The texts of a list, other elements left out.
    var recordedTexts: [String] {
        sequence?.compactMap(\.string) ?? []
    }

    /// The tree as the text of a JSON file, with a newline at its end.
    var jsonFile: [UInt8] {
        Array((JSONWriter.json(self, pretty: true) + "\n").utf8)
    }
}

/// Reads a JSON file of a run's folder.
enum RecordFile {
    /// The most bytes that a record may have; more is no record.
    static let limitBytes = 64 << 20

    /// The tree in a file's bytes; nil when they are no JSON.
    static func parse(_ bytes: [UInt8], name: String) -> Node? {
        var bag = DiagnosticBag()
        let file = SourceFile(kind: .file, name: name, bytes: bytes)
        let node = JSONReader.read(file, into: &bag)
        return bag.hasErrors ? nil : node
    }
}
