import ExpDiagnostics
import ExpYAML

/// Walks through a config type: names and defaults from a default instance, types from the values
/// that it holds.
struct DeclarationReader {
    /// The text that default values lie in.
    let file: SourceFile

    private(set) var problems: [DeclarationError.Problem] = []

    /// The types being described, outermost first.
    private var open: [any Any.Type] = []

    init(file: SourceFile) {
        self.file = file
    }

    var range: SourceRange {
        file.range(0, 0)
    }

    mutating func report(
        _ reason: DeclarationError.Reason,
        type: any Any.Type,
        property: String?
    ) {
        let problem = DeclarationError.Problem(
            reason: reason,
            typeName: "\(type)",
            property: property,
            declarer: file.name
        )
        if !problems.contains(problem) { problems.append(problem) }
    }

    // MARK: Groups

    mutating func mapping(of type: any TaskConfig.Type) -> MappingSchema {
        open.append(type)
        defer { open.removeLast() }
        let instance = type.init()
        let properties = DeclaredProperty.all(of: instance)
        var fields: [MappingSchema.Field] = []
        for property in properties {
            let place = Place(type: type, property: property.name)
            checkName(property, among: properties, at: place)
            let found = schema(of: property.type, property.declaration, at: place)
            guard let schema = found else { continue }
            let presence = presence(of: property, schema, at: place)
            fields.append(
                MappingSchema.Field(
                    name: property.key,
                    documentation: property.declaration?.documentation ?? "",
                    schema: schema,
                    presence: presence
                )
            )
        }
        // A property of an unsupported type is one mistake, whether it is decoded or not.
        checkDecoding(of: type, properties, reporting: Set(fields.map(\.name)))
        checkRules(of: instance, fields)
        let changes = changes(of: type, properties, fields)
        return MappingSchema(fields: fields, typeName: "\(type)", changes: changes)
    }

    private mutating func presence(
        of property: DeclaredProperty,
        _ schema: Schema,
        at place: Place
    ) -> MappingSchema.Presence {
        guard let value = property.value else { return .required }
        guard let node = node(of: value, at: place) else { return .required }
        // The default keeps to its own type, range and pattern: the validator judges it.
        var bag = DiagnosticBag()
        _ = Validator.validate(
            node,
            against: schema,
            at: ConfigPath(keys: property.key),
            declaredBy: file.name,
            isRequiringEverything: false,
            into: &bag
        )
        for diagnostic in bag.diagnostics {
            report(.invalidDefault(diagnostic.message), place)
        }
        return .defaulted(node)
    }

    private mutating func checkName(
        _ property: DeclaredProperty,
        among others: [DeclaredProperty],
        at place: Place
    ) {
        let key = property.key
        if key.isEmpty || key.hasSuffix("+") || key.hasSuffix("!") || key == "use" {
            report(.invalidKey(key), place)
        }
        for other in others where other.name != property.name {
            // Of two properties with one key, the later one is at fault.
            if other.key == key {
                if other.offset < property.offset { report(.duplicateKey(key), place) }
            } else if other.name == key {
                report(.nameOfOther(key), place)
            }
        }
    }

    /// Reads the type from its own default instance: what is not asked for is not read.
    private mutating func checkDecoding(
        of type: any TaskConfig.Type,
        _ properties: [DeclaredProperty],
        reporting keys: Set<String>
    ) {
        let probe = DeclarationProbe(properties)
        let isReadWhole: Bool
        do {
            _ = try type.init(from: probe)
            isReadWhole = true
        } catch DeclarationProbe.Stop.unknownKey(let key) {
            report(.unknownCodingKey(key), type: type, property: nil)
            return
        } catch {
            isReadWhole = false
        }
        guard isReadWhole else {
            report(.decodesItself, type: type, property: nil)
            return
        }
        for property in properties
        where keys.contains(property.key) && !probe.askedKeys.contains(property.name) {
            report(.notDecoded, type: type, property: property.name)
        }
    }

    /// Rules are asked which keys they name, where a default instance has all its values.
    private mutating func checkRules(of instance: any TaskConfig, _ fields: [MappingSchema.Field]) {
        let schema = Schema(.mapping(MappingSchema(fields: fields, typeName: "")))
        guard schema.isWholeByDefault else { return }
        var rules = Rules()
        instance.validate(&rules)
        for key in rules.namedKeys where !schema.mayHold(key) {
            report(.unknownRuleKey(key), type: type(of: instance), property: nil)
        }
    }

    // MARK: Types

    /// Where in the declaration the reader is.
    struct Place {
        var type: any Any.Type
        var property: String
    }

    mutating func report(_ reason: DeclarationError.Reason, _ place: Place) {
        report(reason, type: place.type, property: place.property)
    }

    /// The schema of a type; nil after reporting why there is none.
    mutating func schema(
        of type: any Any.Type,
        _ declaration: KeyDeclaration?,
        isElement: Bool = false,
        at place: Place
    ) -> Schema? {
        let kind = TypeKind(type)
        switch kind {
        case .optional(let type):
            let wrapped = type.wrappedType
            if case .optional = TypeKind(wrapped) {
                report(.nestedOptional("\(type)"), place)
                return nil
            }
            return schema(of: wrapped, declaration, isElement: isElement, at: place).map {
                Schema($0.shape, isOptional: true)
            }
        case .list(let type):
            return schema(of: type.elementType, declaration, isElement: true, at: place).map {
                Schema(.list(of: $0, count: isElement ? nil : declaration?.count))
            }
        default: break
        }
        if declaration?.count != nil, !isElement {
            report(.countWithoutList("\(type)"), place)
        }
        switch kind {
        case .dictionary(let type):
            guard type.keyType == String.self else {
                report(.dictionaryKey("\(type)"), place)
                return nil
            }
            return schema(of: type.valueType, declaration, isElement: true, at: place).map {
                Schema(.dictionary(of: $0))
            }
        case .scalar(let type):
            return scalar(type.scalarSchema, declaration, at: place)
        default: break
        }
        if declaration?.pattern != nil {
            report(.patternWithoutText("\(type)"), place)
        }
        return group(of: type, kind, at: place)
    }

    private mutating func group(
        of type: any Any.Type,
        _ kind: TypeKind,
        at place: Place
    ) -> Schema? {
        if open.contains(where: { $0 == type }) {
            report(.containsItself("\(type)"), place)
            return nil
        }
        switch kind {
        case .union(let type): return union(type, at: place)
        case .config(let type): return Schema(.mapping(mapping(of: type)))
        default: break
        }
        if let type = type as? any (RawRepresentable<String> & CaseIterable).Type {
            let cases = type.caseNames.map {
                ScalarSchema.EnumerationCase(Scalar($0, .typedString))
            }
            return Schema(.scalar(ScalarSchema(.enumeration(cases), typeName: "\(type)")))
        }
        switch type {
        case is any RawRepresentable<String>.Type: report(.enumWithoutCases("\(type)"), place)
        case is any RawRepresentable.Type, is any CaseIterable.Type:
            report(.enumWithoutStrings("\(type)"), place)
        default: report(.unsupportedType("\(type)"), place)
        }
        return nil
    }

    private mutating func scalar(
        _ scalar: ScalarSchema,
        _ declaration: KeyDeclaration?,
        at place: Place
    ) -> Schema {
        var scalar = scalar
        if let range = declaration?.range {
            if range.isEmpty { report(.emptyRange, place) }
            scalar.range = range
        }
        if let pattern = declaration?.pattern {
            if !scalar.isText {
                report(.patternWithoutText(scalar.typeName), place)
            } else if TextPattern(pattern) == nil {
                report(.invalidPattern(pattern), place)
            } else {
                scalar.pattern = pattern
            }
        }
        return Schema(.scalar(scalar))
    }

    private mutating func union(_ type: any UnionConfig.Type, at place: Place) -> Schema? {
        open.append(type)
        defer { open.removeLast() }
        let variants = type.declaredVariants
        if variants.isEmpty { report(.noVariants, type: type, property: nil) }
        var names: Set<String> = []
        var caseNames: Set<String> = []
        var cases: [UnionSchema.Case] = []
        for variant in variants {
            if !names.insert(variant.name).inserted {
                report(.duplicateVariant(variant.name), type: type, property: nil)
            } else if !caseNames.insert(variant.caseName).inserted {
                report(.duplicateVariantCase(variant.caseName), type: type, property: nil)
            }
            let mapping =
                variant.payload.map { self.mapping(of: $0) }
                ?? MappingSchema(fields: [], typeName: variant.name)
            cases.append(
                UnionSchema.Case(
                    name: variant.name,
                    documentation: variant.documentation,
                    mapping: mapping
                )
            )
        }
        return Schema(.union(UnionSchema(cases: cases, typeName: "\(type)")))
    }
}
