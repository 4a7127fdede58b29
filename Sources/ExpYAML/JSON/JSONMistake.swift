/// What can be wrong with a JSON text, as the scanner sees it; the wording is in the messages.
enum JSONMistake: Equatable {
    case endOfText
    case textAfterValue
    case expectedValue
    case expectedKey
    case expectedColon
    case expectedCommaOr(Character)
    case trailingComma
    case unclosed
    case unclosedString
    case controlCharacter
    case notUTF8
    case notNumber
    case unknownWord
    case unknownEscape
    case loneSurrogate
}
