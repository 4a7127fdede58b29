import ExpDiagnostics

extension Diagnostic {
    /// A text that is no YAML at a place; `raw` is what libyaml says.
    static func syntaxError(
        _ mistake: SyntaxMistake,
        at range: SourceRange,
        opening: SourceRange?,
        raw: String
    ) -> Diagnostic {
        let words = wording(of: mistake, range)
        var labels = [Label(range, words.label)]
        if let opening, opening.start != range.start {
            labels.append(Label(opening, "begins here"))
        }
        return Diagnostic(
            .syntaxError,
            message: words.message,
            labels: labels,
            notes: mistake == .other ? ["the YAML reader says: \(raw)"] : [],
            help: words.help,
            fix: fix(of: mistake, range)
        )
    }

    private struct Wording {
        var message: String
        var label = ""
        var help: String?

        init(_ message: String, label: String = "", help: String? = nil) {
            self.message = message
            self.label = label
            self.help = help
        }
    }

    private static func fix(of mistake: SyntaxMistake, _ range: SourceRange) -> Fix? {
        guard mistake == .missingSpaceAfterColon,
            let colon = range.text.utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let offset = range.start + range.text.utf8.distance(from: range.text.startIndex, to: colon)
        return Fix(range.file.range(offset + 1, offset + 1), replacement: " ")
    }

    private static func wording(of mistake: SyntaxMistake, _ range: SourceRange) -> Wording {
        switch mistake {
        case .tabAsIndentation, .indentationFitsNothing, .indentedUnderValue, .itemAmongKeys,
            .keyAmongItems, .listOnLineOfKey:
            wordingOfIndentation(mistake)
        case .interpolationInFlow, .reservedStart, .cannotStart, .nameMissing, .unclosedQuote,
            .documentInQuotes, .textAfterQuote, .unknownEscape, .brokenEscape:
            wordingOfQuotes(mistake, range)
        case .unclosedBracket, .wrongBracket, .extraBracket, .missingComma, .missingValue,
            .itemInBrackets, .secondColon, .valueNotAllowed, .missingSpaceAfterColon,
            .missingColon, .keyMarkNotAllowed:
            wordingOfEntries(mistake, range)
        case .textAfterValue, .textAfterDocument, .tagIncomplete, .undefinedTagHandle,
            .textAfterBlockSign, .zeroIndentation, .directive, .version, .duplicateDirective,
            .memory, .other:
            wordingOfTheRest(mistake, range)
        }
    }

    private static func wordingOfIndentation(_ mistake: SyntaxMistake) -> Wording {
        switch mistake {
        case .tabAsIndentation:
            Wording("YAML does not allow a tab as indentation", help: "indent with blanks")
        case .indentedUnderValue:
            Wording(
                "this line is indented under one that already has a value",
                help: "indent it like the line above, or take the value off that line"
            )
        case .itemAmongKeys:
            Wording(
                "a list item stands where the mapping goes on with a key",
                help: "put the list under a key of its own"
            )
        case .keyAmongItems:
            Wording(
                "this line stands in a list, but does not begin with `- `",
                help: "begin it with `- `, or indent it less than the list"
            )
        case .listOnLineOfKey:
            Wording(
                "a list cannot begin here",
                help: "put each item on a line of its own below the key, or write `[a, b]`"
            )
        default:
            Wording(
                "the indentation of this line fits nothing above it",
                help: "indent it just as the lines that it belongs to"
            )
        }
    }

    private static func wordingOfQuotes(_ mistake: SyntaxMistake, _ range: SourceRange) -> Wording {
        switch mistake {
        case .interpolationInFlow(let line):
            Wording(
                "`\(range.text)` needs quotes inside `{}` and `[]`",
                help: "write `\(line)`"
            )
        case .reservedStart(let sign, let token):
            Wording(
                "a value without quotes cannot begin with \(sign == "`" ? "a backtick" : "`\(sign)`")",
                help: "put it in quotes: `\(PlainText.quoted(token))`"
            )
        case .cannotStart(let sign):
            Wording(
                "no value can begin with `\(sign)` here",
                help: "put quotes around text that begins with it"
            )
        case .nameMissing(let sign, let token):
            Wording(
                "`\(sign)` begins \(sign == "*" ? "an alias" : "an anchor"), but no name follows",
                help: "put text in quotes: `\(PlainText.quoted(token))`"
            )
        case .unclosedQuote(let quote):
            Wording(
                "the quote is never closed",
                label: "opened here",
                help: "close it with `\(quote)`"
            )
        case .documentInQuotes:
            Wording(
                "a line of `---` or `...` cannot stand in quotes",
                help: "close the quote before it, or indent the line"
            )
        case .textAfterQuote(let quote):
            Wording(
                "text follows a closing quote",
                help: quote == "'"
                    ? "write a `'` inside the text twice, as `''`"
                    : "write a `\"` inside the text as `\\\"`"
            )
        case .unknownEscape(let escape):
            Wording(
                "`\(escape)` is no escape in double quotes",
                help: "write `\\\\` for a backslash, or use single quotes"
            )
        default:
            Wording(
                "the escape names no character",
                help: "write `\\xXX`, `\\uXXXX` or `\\UXXXXXXXX` with hexadecimal digits"
            )
        }
    }

    private static func wordingOfEntries(
        _ mistake: SyntaxMistake,
        _ range: SourceRange
    ) -> Wording {
        switch mistake {
        case .unclosedBracket(let bracket):
            Wording(
                "the `\(bracket)` is never closed",
                label: "opened here",
                help: "close it with `\(bracket == "[" ? "]" : "}")`"
            )
        case .missingComma(let close):
            Wording(
                "a `,` or `\(close)` must stand here",
                help: "put `,` between two values, and `\(close)` after the last"
            )
        case .wrongBracket(let open):
            Wording(
                "`\(range.text)` cannot close a `\(open)`",
                help: "close it with `\(open == "[" ? "]" : "}")`"
            )
        case .extraBracket(let bracket):
            Wording(
                "this `\(bracket)` closes nothing",
                help: "remove it, or put quotes around the whole value"
            )
        case .missingValue:
            Wording(
                range.isEmpty ? "a value is missing at the end" : "a value is missing here",
                help: "write a value, or `null`"
            )
        case .itemInBrackets:
            Wording(
                "an item with `- ` cannot stand in brackets",
                help: "write `[a, b]`, or take the brackets away"
            )
        case .secondColon(let value):
            Wording(
                "a second `: ` stands on one line",
                help: "put a value that holds `: ` in quotes: `\(PlainText.quoted(value))`"
            )
        case .missingSpaceAfterColon:
            Wording("a blank is missing after the `:`")
        case .missingColon:
            Wording(
                "this line has no `: ` after a key",
                help: "write `key: value`, or put quotes around text of several lines"
            )
        case .keyMarkNotAllowed:
            Wording(
                "a `?` that marks a key cannot stand here",
                help: "put quotes around text that begins with `?`"
            )
        default:
            Wording(
                "a `:` cannot stand here",
                help: "put quotes around text that holds `: `"
            )
        }
    }

    private static func wordingOfTheRest(
        _ mistake: SyntaxMistake,
        _ range: SourceRange
    ) -> Wording {
        switch mistake {
        case .textAfterValue:
            Wording(
                "text follows a value that is complete",
                help: "remove it, or put quotes around the whole value"
            )
        case .textAfterDocument:
            Wording(
                "text follows the value of the document",
                help: "a config is one mapping: write every line as `key: value`"
            )
        case .tagIncomplete:
            Wording(
                "`\(range.text)` is no tag",
                help: "put quotes around text that begins with `!`"
            )
        case .undefinedTagHandle:
            Wording(
                "the beginning of the tag `\(range.text)` is declared nowhere",
                help: "put quotes around text that begins with `!`"
            )
        case .textAfterBlockSign(let sign):
            Wording(
                "`\(sign)` begins a text of several lines, which starts on the next line",
                help: "move the text to the next line, or put quotes around a value with `\(sign)`"
            )
        case .zeroIndentation:
            Wording(
                "the indentation of a text of several lines is 1 to 9",
                help: "leave the number out"
            )
        case .directive:
            Wording(
                "a line that begins with `%` is a directive of YAML, but this is none",
                help: "put quotes around text that begins with `%`"
            )
        case .version:
            Wording("this version of YAML is unknown here", help: "remove the line `%YAML`")
        case .duplicateDirective:
            Wording("the directive stands twice", help: "keep one of the two")
        case .memory:
            Wording("there is not enough memory to read the text")
        default:
            Wording("this is not YAML")
        }
    }
}
