/// The name of a kind of problem: permanent, documented, and asked for by
/// `exp explain --code NAME`.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
    // Reading text.
    case syntaxError = "syntax-error"
    case invalidCharacter = "invalid-character"
    case duplicateKey = "duplicate-key"
    case invalidKey = "invalid-key"
    case undefinedAlias = "undefined-alias"
    case severalDocuments = "several-documents"
    case tooDeep = "too-deep"
    case tooManyAliases = "too-many-aliases"
    case tooLarge = "too-large"
    case unknownTag = "unknown-tag"
    case tagMismatch = "tag-mismatch"
    case invalidMergeKey = "invalid-merge-key"
    case ambiguousScalar = "ambiguous-scalar"

    // Files and choices.
    case fileNotFound = "file-not-found"
    case fileUnreadable = "file-unreadable"
    case notAFile = "not-a-file"
    case compositionCycle = "composition-cycle"
    case unknownChoice = "unknown-choice"
    case invalidComposition = "invalid-composition"
    case mergeConflict = "merge-conflict"
    case invalidOperator = "invalid-operator"
    case suspectKey = "suspect-key"
    case droppedValue = "dropped-value"

    // What a check of all configs finds.
    case unreachableFile = "unreachable-file"
    case overriddenKey = "overridden-key"
    case repeatedValue = "repeated-value"

    // The command line.
    case invalidOverride = "invalid-override"
    case ambiguousOverride = "ambiguous-override"
    case duplicateOverride = "duplicate-override"
    case matchedKeys = "matched-keys"
    case unknownVerb = "unknown-verb"
    case invalidArgument = "invalid-argument"
    case missingArgument = "missing-argument"

    // Revisions.
    case noRepository = "no-repository"
    case unknownRevision = "unknown-revision"
    case gitFailed = "git-failed"

    // Interpolation.
    case invalidInterpolation = "invalid-interpolation"
    case interpolationCycle = "interpolation-cycle"
    case missingReference = "missing-reference"
    case unknownResolver = "unknown-resolver"
    case missingVariable = "missing-variable"
    case invalidArithmetic = "invalid-arithmetic"
    case resolverFailed = "resolver-failed"
    case deprecatedReference = "deprecated-reference"

    // Validation.
    case unknownTask = "unknown-task"
    case unknownKey = "unknown-key"
    case missingValue = "missing-value"
    case typeMismatch = "type-mismatch"
    case outOfRange = "out-of-range"
    case patternMismatch = "pattern-mismatch"
    case unknownCase = "unknown-case"
    case ruleViolation = "rule-violation"
    case secretLiteral = "secret-literal"
    case invalidDeclaration = "invalid-declaration"

    // Keys of earlier versions.
    case renamedKey = "renamed-key"
    case removedKey = "removed-key"
    case changedUnit = "changed-unit"
    case conflictingKeys = "conflicting-keys"
    case migrationRefused = "migration-refused"

    // Runs.
    case unknownRun = "unknown-run"
    case ambiguousRun = "ambiguous-run"
    case unreadableRun = "unreadable-run"
    case unsupportedSetting = "unsupported-setting"
    case storeWriteFailed = "store-write-failed"
    case metricLogTruncated = "metric-log-truncated"
    case unknownCode = "unknown-code"
}
