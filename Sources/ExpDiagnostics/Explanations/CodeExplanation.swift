/// What a diagnostic code means, why it is reported, and what to do: the truth behind
/// `exp explain --code CODE` and behind the page of each code in the documentation.
///
/// A new code gets a text in the file of its group and a line in ``DiagnosticCode/explanation``.
package struct CodeExplanation: Sendable {
    /// What an example is written in.
    package enum Language: String, Sendable {
        case yaml
        case console
        case swift
    }

    /// The kind of problem, as a heading.
    package let title: String

    /// What the input is or does.
    package let meaning: String

    /// Why that matters to somebody who runs experiments.
    package let reason: String

    /// What the example is written in.
    package let language: Language

    /// A short input that is reported.
    package let example: String

    /// How grave the report usually is.
    package let severity: Severity

    /// The essence of the message about the example.
    package let report: String

    /// What to do about it.
    package let remedy: String

    init(
        title: String,
        meaning: String,
        reason: String,
        language: Language = .yaml,
        example: String,
        severity: Severity = .error,
        report: String,
        remedy: String
    ) {
        self.title = title
        self.meaning = meaning
        self.reason = reason
        self.language = language
        self.example = example
        self.severity = severity
        self.report = report
        self.remedy = remedy
    }
}

extension DiagnosticCode {
    /// What the code means.
    package var explanation: CodeExplanation {
        switch self {
        case .syntaxError: .syntaxError
        case .invalidCharacter: .invalidCharacter
        case .duplicateKey: .duplicateKey
        case .invalidKey: .invalidKey
        case .undefinedAlias: .undefinedAlias
        case .severalDocuments: .severalDocuments
        case .tooDeep: .tooDeep
        case .tooManyAliases: .tooManyAliases
        case .tooLarge: .tooLarge
        case .unknownTag: .unknownTag
        case .tagMismatch: .tagMismatch
        case .invalidMergeKey: .invalidMergeKey
        case .ambiguousScalar: .ambiguousScalar
        case .fileNotFound: .fileNotFound
        case .fileUnreadable: .fileUnreadable
        case .notAFile: .notAFile
        case .compositionCycle: .compositionCycle
        case .unknownChoice: .unknownChoice
        case .invalidComposition: .invalidComposition
        case .mergeConflict: .mergeConflict
        case .invalidOperator: .invalidOperator
        case .suspectKey: .suspectKey
        case .droppedValue: .droppedValue
        case .unreachableFile: .unreachableFile
        case .overriddenKey: .overriddenKey
        case .repeatedValue: .repeatedValue
        case .invalidOverride: .invalidOverride
        case .ambiguousOverride: .ambiguousOverride
        case .duplicateOverride: .duplicateOverride
        case .matchedKeys: .matchedKeys
        case .unknownVerb: .unknownVerb
        case .invalidArgument: .invalidArgument
        case .missingArgument: .missingArgument
        case .noRepository: .noRepository
        case .unknownRevision: .unknownRevision
        case .gitFailed: .gitFailed
        case .invalidInterpolation: .invalidInterpolation
        case .interpolationCycle: .interpolationCycle
        case .missingReference: .missingReference
        case .unknownResolver: .unknownResolver
        case .missingVariable: .missingVariable
        case .invalidArithmetic: .invalidArithmetic
        case .resolverFailed: .resolverFailed
        case .deprecatedReference: .deprecatedReference
        case .unknownTask: .unknownTask
        case .unknownKey: .unknownKey
        case .missingValue: .missingValue
        case .typeMismatch: .typeMismatch
        case .outOfRange: .outOfRange
        case .patternMismatch: .patternMismatch
        case .unknownCase: .unknownCase
        case .ruleViolation: .ruleViolation
        case .secretLiteral: .secretLiteral
        case .invalidDeclaration: .invalidDeclaration
        case .renamedKey: .renamedKey
        case .removedKey: .removedKey
        case .changedUnit: .changedUnit
        case .conflictingKeys: .conflictingKeys
        case .migrationRefused: .migrationRefused
        case .unknownRun: .unknownRun
        case .ambiguousRun: .ambiguousRun
        case .unreadableRun: .unreadableRun
        case .unsupportedSetting: .unsupportedSetting
        case .storeWriteFailed: .storeWriteFailed
        case .metricLogTruncated: .metricLogTruncated
        case .unknownCode: .unknownCode
        }
    }
}
