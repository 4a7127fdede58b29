import ExpDiagnostics

extension Diagnostic {
    static func invalidDeclaration(_ problem: DeclarationError.Problem) -> Diagnostic {
        let subject = ([problem.typeName] + (problem.property.map { [$0] } ?? []))
            .joined(separator: ".")
        let (fact, help) = problem.reason.wording
        return Diagnostic(
            .invalidDeclaration,
            message: "`\(subject)` \(fact)",
            notes: ["in the config that \(problem.declarer) declares"],
            help: help
        )
    }
}

extension DeclarationError.Reason {
    /// The fact, as it follows the name of the property, and the next step.
    fileprivate var wording: (String, String?) {
        switch self {
        case .unsupportedType(let type):
            (
                "has the type `\(type)`, which no config value can have",
                "use a number, Bool, String, ConfigDuration, DataPath, Secret, an enum with string cases, a TaskConfig, a UnionConfig, or arrays, optionals and dictionaries of them"
            )
        case .enumWithoutStrings(let type):
            (
                "has the type `\(type)`, an enum whose cases have no text",
                "declare it as `enum \(type): String, ConfigValue, CaseIterable`"
            )
        case .enumWithoutCases(let type):
            (
                "has the type `\(type)`, which does not list its cases",
                "add `CaseIterable` to the declaration of `\(type)`"
            )
        case .dictionaryKey(let type):
            (
                "has the type `\(type)`, but the keys of a config are text",
                "use a dictionary with `String` keys"
            )
        case .nestedOptional(let type):
            ("has the type `\(type)`, but a config knows only one null", "use one optional")
        case .containsItself(let type):
            ("contains `\(type)` within itself", "use a type that does not lead back to itself")
        case .secretDefault:
            (
                "is a secret with a default",
                "declare it without one, as `@Key(\"…\") var token: Secret` or `Secret?`"
            )
        case .countWithoutList(let type):
            ("bounds its count, but `\(type)` is no list", "leave `count:` out")
        case .patternWithoutText(let type):
            ("has a pattern, but `\(type)` is no text", "leave `pattern:` out")
        case .invalidPattern(let pattern):
            ("has the pattern `\(pattern)`, which is no regular expression", nil)
        case .emptyRange:
            ("has a range that holds no value", nil)
        case .invalidDefault(let message):
            ("has a default that its declaration does not allow: \(message)", nil)
        case .notDecoded:
            (
                "is never read from a config",
                "make it a `var` that `CodingKeys` does not leave out, or `static`"
            )
        case .unknownCodingKey(let key):
            (
                "reads the key `\(key)`, which is the name of no property",
                "rename a key by `@Key(\"…\", named: \"\(key)\")`, without `CodingKeys`"
            )
        case .decodesItself:
            (
                "decodes itself in its own way, so that its keys cannot be known",
                "leave `init(from:)` to the compiler"
            )
        case .reservedKey(let key):
            (
                "has the key `\(key)`, which means something else at the top of a config",
                "rename it, or put it into a group"
            )
        case .invalidKey(let key):
            (
                "has the key `\(key)`, which means something else in a config",
                "rename it by `named:`"
            )
        case .duplicateKey(let key):
            ("has the key `\(key)`, which another property has too", nil)
        case .nameOfOther(let key):
            ("has the key `\(key)`, which is the name of another property", nil)
        case .duplicateVariant(let name):
            ("has two variants named `\(name)`", nil)
        case .duplicateVariantCase(let name):
            ("has two variants for the case `\(name)`", nil)
        case .unlistedCase(let name):
            ("has the case `\(name)`, which its `variants` do not list", nil)
        case .noVariants:
            ("has no variants", "list its cases in `static let variants`")
        case .unknownRuleKey(let key):
            ("has a rule about `\(key)`, but no such key", nil)
        default: formerKeyWording
        }
    }
}

extension DeclarationError.Reason {
    /// The wording of what is wrong with former keys.
    private var formerKeyWording: (String, String?) {
        switch self {
        case .invalidFormerKey(let key):
            (
                "names the former key `\(key)`, which no config can have",
                "write it as a config does, key by key: `optimizer.learningRate`"
            )
        case .formerKeyIsThere(let key):
            (
                "names the former key `\(key)`, which is a key today",
                "remove the change; where only its unit is another, use `.converted` or a new name"
            )
        case .formerKeyTwice(let key):
            ("says twice what became of the former key `\(key)`", "say it once")
        case .formerKeyWithin(let key, let other):
            (
                "names the former key `\(key)` inside `\(other)`, which is a former key too",
                "say what became of the inner key in the type of the outer one"
            )
        case .formerKeyWithoutTarget(let key, let target):
            (
                "moves `\(key)` to `\(target)`, but has no such key",
                "name the key that holds the value today, from this type's own keys"
            )
        case .changeOfUnknownKey(let key):
            ("converts the values of `\(key)`, but has no such key", nil)
        case .conversionToOther(let key, let needed):
            ("converts values of `\(key)`, which is no \(needed)", nil)
        case .conversionNotRecognising(let key):
            (
                "converts the values of `\(key)`, but cannot tell old ones from new ones",
                "give the new unit a new key and use `.moved`, or decide by `.number { … }`"
            )
        default: preconditionFailure("the wording of \(self) stands above")
        }
    }
}
