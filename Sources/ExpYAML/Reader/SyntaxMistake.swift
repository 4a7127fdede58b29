/// What a text that is no YAML gets wrong, as the explainer sees it; the wording is in the
/// messages.
///
/// Each case is a mistake that people make, not a rule of the grammar.
enum SyntaxMistake: Equatable {
    case tabAsIndentation
    /// `{x: ${a.b}}`; the line with the quotes that it needs.
    case interpolationInFlow(line: String)
    case reservedStart(Character, token: String)
    case cannotStart(Character)
    case unclosedQuote(Character)
    case documentInQuotes
    case textAfterQuote(Character)
    case textAfterValue
    case textAfterDocument
    case unclosedBracket(Character)
    case missingComma(Character)
    /// `[1, 2}`: the bracket that is open.
    case wrongBracket(open: Character)
    /// `[1, 2]]`
    case extraBracket(Character)
    case missingValue
    case itemInBrackets
    case secondColon(value: String)
    case indentedUnderValue
    case valueNotAllowed
    case missingSpaceAfterColon
    case missingColon
    case indentationFitsNothing
    case itemAmongKeys
    case keyAmongItems
    case listOnLineOfKey
    case keyMarkNotAllowed
    case nameMissing(Character, token: String)
    case tagIncomplete
    case undefinedTagHandle
    case unknownEscape(String)
    case brokenEscape
    case textAfterBlockSign(Character)
    case zeroIndentation
    case directive
    case version
    case duplicateDirective
    case memory
    case other
}
