package import ExpDiagnostics
package import ExpYAML

/// Single values of the types that a config can hold, outside of any config: what a resolver takes
/// and gives.
package enum SingleValue {
    /// Describes what a value may be.
    ///
    /// - Throws: Why a config cannot hold such a type, `invalid-declaration`.
    package static func schema<Value: ConfigValue>(
        of type: Value.Type,
        declaredBy declarer: String
    ) throws(DeclarationError) -> Schema {
        var reader = reader(declarer)
        let place = DeclarationReader.Place(type: type, property: "\(type)")
        guard let schema = reader.schema(of: type, nil, at: place), reader.problems.isEmpty else {
            throw DeclarationError(problems: reader.problems)
        }
        return schema
    }

    /// Reads a value.
    ///
    /// - Parameters:
    ///   - type: Its type.
    ///   - node: What is given.
    ///   - schema: What ``schema(of:declaredBy:)`` says of the type.
    ///   - declarer: Who takes the value.
    ///   - bag: Takes what ``Validator`` finds wrong with it.
    /// - Returns: The value; nil when something was reported.
    package static func decode<Value: ConfigValue>(
        _ type: Value.Type,
        from node: Node,
        _ schema: Schema,
        declaredBy declarer: String,
        into bag: inout DiagnosticBag
    ) -> Value? {
        var trial = DiagnosticBag()
        let whole = schema.underlay(node)
        let checked = Validator.validate(whole, against: schema, declaredBy: declarer, into: &trial)
        bag.merge(trial)
        if trial.hasErrors { return nil }
        return try? NodeDecoder(checked, at: nil, DecodingPass()).read(type)
    }

    /// The value as a config holds it.
    ///
    /// - Throws: Why a config cannot hold it, `invalid-declaration`.
    package static func node(
        of value: some ConfigValue,
        declaredBy declarer: String
    ) throws(DeclarationError) -> Node {
        _ = try schema(of: type(of: value), declaredBy: declarer)
        var reader = reader(declarer)
        let place = DeclarationReader.Place(type: type(of: value), property: "\(type(of: value))")
        guard let node = reader.node(of: value, at: place), reader.problems.isEmpty else {
            throw DeclarationError(problems: reader.problems)
        }
        return node
    }

    private static func reader(_ declarer: String) -> DeclarationReader {
        DeclarationReader(file: SourceFile(kind: .declaration, name: declarer, text: ""))
    }
}
