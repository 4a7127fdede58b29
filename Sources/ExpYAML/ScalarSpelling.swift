/// How values are spelled as plain scalars of the core schema.
package enum ScalarSpelling {
    /// The shortest decimal that reads back as the same double and as a float, never an integer:
    /// `1.0`, `1e-05`, `.inf`, `-.inf`, `.nan`.
    package static func float(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        // Swift prints the shortest digits, as `1e-05`, `0.001`, `1.0` or `1e+16`: each is a
        // float of the core schema just as it stands.
        return value.description
    }

    /// The canonical spelling of a value without quotes; of a string, its text.
    package static func spelling(of value: ScalarValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .bigInt(let digits): digits
        case .float(let value): float(value)
        case .string(let text): text
        }
    }
}
