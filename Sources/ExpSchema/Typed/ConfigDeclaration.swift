package import ExpDiagnostics
import ExpYAML

/// Reads from a config type what its values may be.
package enum ConfigDeclaration {
    /// Keys that mean something else at the top of a config.
    package static let reservedKeys = [
        "task", "extends", "use", "defaults", "seed", "sweep", "exp",
    ]

    /// Describes what a config of a task may hold.
    ///
    /// - Parameters:
    ///   - type: The config's type.
    ///   - declarer: Who declares it, as messages say it: ``task `digits` ``. Default values have
    ///     their ranges in a declaration of that name.
    /// - Returns: The schema of the whole config, without the reserved keys.
    /// - Throws: Everything in the declaration that cannot be, `invalid-declaration`.
    package static func schema<Config: TaskConfig>(
        of type: Config.Type,
        declaredBy declarer: String
    ) throws(DeclarationError) -> Schema {
        var reader = DeclarationReader(
            file: SourceFile(kind: .declaration, name: declarer, text: "")
        )
        let mapping = reader.mapping(of: type)
        // `use` was refused already: it may be a key nowhere.
        for field in mapping.fields where field.name != "use" && reservedKeys.contains(field.name) {
            reader.report(.reservedKey(field.name), type: type, property: field.name)
        }
        for change in mapping.changes {
            guard case .key(let key)? = change.old.components.first, reservedKeys.contains(key)
            else { continue }
            reader.report(.reservedKey(key), type: type, property: nil)
        }
        guard reader.problems.isEmpty else { throw DeclarationError(problems: reader.problems) }
        return Schema(.mapping(mapping))
    }
}

/// What is wrong with the declaration of a config, all of it.
package struct DeclarationError: Error, Sendable {
    /// What was found, in the order of the declaration; never empty.
    package var diagnostics: [Diagnostic] {
        problems.map(Diagnostic.invalidDeclaration)
    }

    /// What was found, in the order of the declaration; never empty.
    let problems: [Problem]

    /// One thing that cannot be.
    struct Problem: Hashable, Sendable {
        var reason: Reason
        /// The type that declares it.
        var typeName: String
        /// The property; nil for the type as a whole.
        var property: String?
        var declarer: String
    }

    /// What cannot be.
    enum Reason: Hashable, Sendable {
        case unsupportedType(String)
        case enumWithoutStrings(String)
        case enumWithoutCases(String)
        case dictionaryKey(String)
        case nestedOptional(String)
        case containsItself(String)
        case secretDefault
        case countWithoutList(String)
        case patternWithoutText(String)
        case invalidPattern(String)
        case emptyRange
        case invalidDefault(String)
        case notDecoded
        case unknownCodingKey(String)
        case decodesItself
        case reservedKey(String)
        case invalidKey(String)
        case duplicateKey(String)
        case nameOfOther(String)
        case duplicateVariant(String)
        case duplicateVariantCase(String)
        case unlistedCase(String)
        case noVariants
        case unknownRuleKey(String)
        case invalidFormerKey(String)
        case formerKeyIsThere(String)
        case formerKeyTwice(String)
        case formerKeyWithin(String, other: String)
        case formerKeyWithoutTarget(String, target: String)
        case changeOfUnknownKey(String)
        case conversionToOther(String, needed: String)
        case conversionNotRecognising(String)
    }
}
