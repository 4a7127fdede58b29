import ExpDiagnostics
import ExpSchema
import ExpTestSupport
import ExpYAML
import Testing

@Suite struct RandomSchemaTests {
    @Test func `a value made for a schema is valid, written and read again as well`() throws {
        for seed in 0..<UInt64(propertyCases) {
            var maker = Maker(random: SeededGenerator(seed: seed))
            let schema = maker.mapping(depth: 3)
            let text = maker.value(for: schema)
            let first = Checked(text, against: schema)
            try #require(first.messages == [], "seed \(seed): \(text)")
            let written = CanonicalWriter.yaml(first.node)
            let second = Checked(written, against: schema)
            try #require(second.messages == [], "seed \(seed): \(text)\n--- written\n\(written)")
            #expect(second.node.isEqualValue(to: first.node), "seed \(seed): \(text)")
        }
    }

    @Test func `one value of a wrong kind is one error at its place`() throws {
        for seed in 0..<UInt64(propertyCases) {
            var maker = Maker(random: SeededGenerator(seed: seed))
            let schema = maker.mapping(depth: 3)
            maker.mistakeAt = Int.random(in: 0..<4, using: &maker.random)
            let text = maker.value(for: schema)
            let checked = Checked(text, against: schema)
            let expected = maker.hasMadeMistake ? [Maker.mistake] : []
            let places = checked.bag.diagnostics.map { $0.labels[0].range.text }
            #expect(places == expected, "seed \(seed): \(text)\n\(checked.messages)")
        }
    }
}

/// Makes schemas, and texts that suit them.
private struct Maker {
    /// Suits no schema but the one of anything.
    static let mistake = "[{wrong: [here]}, {wrong: again}]"

    var random: SeededGenerator
    /// Which of the values to come is to be wrong; nil for none.
    var mistakeAt: Int?
    private(set) var hasMadeMistake = false

    init(random: SeededGenerator) {
        self.random = random
    }

    private static let scalars: [(schema: ScalarSchema, texts: [String])] = [
        (.integer, ["1", "-7", "1_000", "2e3", "0x1f"]),
        (.number, ["1", "0.5", "1e-3", ".inf", "1_0.5", ".nan"]),
        (.boolean, ["true", "False"]),
        (.string, ["abc", "1", "null x", "'~'", "yes", "\"a\\nb\"", "1e3", "a: b".quoted]),
        (.duration, ["90s", "0", "1h30m"]),
        (.path, ["a/b", "~/x", "1"]),
        (
            ScalarSchema(.integer(0...255), typeName: "UInt8", range: NumberRange(lower: 1)),
            ["1", "255", "1e2"]
        ),
        (ScalarSchema(.string, typeName: "String", pattern: "[a-z]+"), ["abc", "'no'", "off"]),
        (
            ScalarSchema(
                .enumeration([.init(Scalar("on", .typedString)), .init(Scalar("1", .typedString))]),
                typeName: "Choice"
            ), ["on", "1", "'1'"]
        ),
    ]

    mutating func mapping(depth: Int) -> Schema {
        Schema(.mapping(fields(depth: depth)))
    }

    private mutating func fields(depth: Int) -> MappingSchema {
        let count = Int.random(in: 0...4, using: &random)
        let fields = (0..<count).map { index -> MappingSchema.Field in
            let name = ["a", "b c", "d.e", "f"][index]
            let isOptional = Bool.random(using: &random)
            let schema = schema(depth: depth - 1, isOptional: isOptional)
            return .init(name: name, schema: schema, presence: isOptional ? .optional : .required)
        }
        return MappingSchema(fields: fields, typeName: "Group")
    }

    private mutating func schema(depth: Int, isOptional: Bool) -> Schema {
        switch depth <= 0 ? 0 : Int.random(in: 0...4, using: &random) {
        case 1:
            return Schema(
                .list(of: schema(depth: depth - 1, isOptional: false), count: 0...3),
                isOptional: isOptional
            )
        case 2:
            return Schema(
                .dictionary(of: schema(depth: depth - 1, isOptional: false)),
                isOptional: isOptional
            )
        case 3:
            return Schema(.mapping(fields(depth: depth)), isOptional: isOptional)
        case 4:
            let cases = ["one", "two"].map {
                UnionSchema.Case(name: $0, mapping: fields(depth: depth - 1))
            }
            return Schema(.union(UnionSchema(cases: cases, typeName: "U")), isOptional: isOptional)
        default:
            let scalar = Self.scalars.randomElement(using: &random)?.schema ?? .integer
            return Schema(.scalar(scalar), isOptional: isOptional)
        }
    }

    /// A flow text of a value, wrong where it is this value's turn.
    mutating func value(for schema: Schema) -> String {
        if schema.isOptional, Int.random(in: 0...3, using: &random) == 0 { return "null" }
        switch schema.shape {
        case .any:
            return "null"
        case .scalar(let scalar):
            if isMistake { return Self.mistake }
            let texts = Self.scalars.first { $0.schema.isSame(as: scalar) }?.texts ?? []
            return texts.randomElement(using: &random) ?? "1"
        case .list(let element, _):
            let count = Int.random(in: 0...3, using: &random)
            return "[\((0..<count).map { _ in value(for: element) }.joined(separator: ", "))]"
        case .dictionary(let element):
            if isMistake { return Self.mistake }
            let keys = ["x", "'y z'", "1"].prefix(Int.random(in: 0...3, using: &random))
            return "{\(keys.map { "\($0): \(value(for: element))" }.joined(separator: ", "))}"
        case .mapping(let mapping):
            return "{\(entries(of: mapping).joined(separator: ", "))}"
        case .union(let union):
            if isMistake { return Self.mistake }
            let chosen = union.cases[Int.random(in: 0...1, using: &random)]
            let entries = ["use: \(chosen.name)"] + entries(of: chosen.mapping)
            return "{\(entries.shuffled(using: &random).joined(separator: ", "))}"
        }
    }

    private mutating func entries(of mapping: MappingSchema) -> [String] {
        var entries: [String] = []
        for field in mapping.fields.shuffled(using: &random) {
            if case .optional = field.presence, Bool.random(using: &random) { continue }
            entries.append("\"\(field.name)\": \(value(for: field.schema))")
        }
        return entries
    }

    /// Whether it is this value's turn to be wrong.
    private var isMistake: Bool {
        mutating get {
            guard let place = mistakeAt else { return false }
            mistakeAt = place - 1
            if place == 0 { hasMadeMistake = true }
            return place == 0
        }
    }
}

extension ScalarSchema {
    fileprivate func isSame(as other: ScalarSchema) -> Bool {
        typeName == other.typeName && pattern == other.pattern && range == other.range
    }
}

extension String {
    fileprivate var quoted: String { "\"\(self)\"" }
}
