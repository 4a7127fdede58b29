import ExpDiagnostics

/// What is wrong with the text of an override; ``ConfigMessages`` has the words.
struct OverrideFault: Error, Sendable {
    /// The kinds of faults.
    enum Kind: Sendable {
        /// There is no `=`, and no `~` in front.
        case noEqualsSign
        /// Nothing, or nothing that can be a key, stands where a key belongs.
        case invalidKey
        /// A quote, bracket, brace or parenthesis is never closed; the range is the opening.
        case unclosed(String)
        /// A character that a value may only hold in quotes.
        case unexpectedCharacter
        /// A value is missing between two commas, or before a bracket.
        case missingElement
        /// A dictionary has a quoted key.
        case quotedKey
        /// A dictionary has a key without a value.
        case missingColon
        /// A dictionary has the same key twice.
        case duplicateKey(String)
        /// Brackets nested deeper than any config.
        case tooDeep
        /// A function that does not exist.
        case unknownFunction(String)
        /// A function called with arguments that it does not take.
        case invalidArguments(function: String)
        /// A value that a cast cannot turn into its type.
        case invalidCast(function: String, value: String)
        /// A sweep within a list, a dictionary or another sweep.
        case nestedSweep
        /// A function's argument that is no number.
        case notANumber(function: String)
        /// A range that never moves.
        case zeroStep
        /// A number of values that is none from 1 to 100,000.
        case invalidCount
        /// An end of `logspace` that is zero or below.
        case notPositive
        /// An argument of `zip` that is no list, or an empty one.
        case zipNeedsLists
        /// Lists of `zip` that differ in length.
        case zipLengths(Int, Int)
        /// Another number of lists than of keys: keys, lists.
        case zipKeys(Int, Int)
        /// Several keys with a value that is no `zip`.
        case severalKeys
        /// `zip` with a single key.
        case zipOfOneKey
        /// Values that have no common order.
        case unsortable
        /// One list shuffled by a seed, which is no sweep.
        case shuffledList
        /// `**` without a key after it, or not in front.
        case misplacedStars
        /// `**.key` with another operator than `=`.
        case everyDepthOnlyChanges
        /// `**.use`: choices are made one by one.
        case everyDepthChooses
    }

    /// What is wrong.
    var kind: Kind

    /// Where.
    var range: SourceRange
}
