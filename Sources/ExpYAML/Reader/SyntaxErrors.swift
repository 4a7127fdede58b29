import ExpDiagnostics

extension TreeBuilder {
    /// Says what is wrong where libyaml could not go on, in our words.
    func syntaxError(_ problem: ParserProblem) -> Diagnostic {
        var cursor = cursorFromStart
        let context = cursor.offset(ofCodePoint: problem.contextMark)
        let place = problem.isOfReader ? problem.offset : cursor.offset(ofCodePoint: problem.mark)
        let explainer = SyntaxExplainer(
            lines: LineText(text),
            problem: problem,
            place: min(place, text.count),
            context: min(context, text.count),
            innermost: innermostStart
        )
        let finding = explainer.finding
        return .syntaxError(
            finding.mistake,
            at: file.range(min(finding.start, text.count), min(finding.end, text.count)),
            opening: finding.opening.map { file.range($0, min($0 + 1, text.count)) },
            raw: problem.text
        )
    }
}

/// Finds the mistake behind a problem of libyaml, by its words and by the text around it.
struct SyntaxExplainer {
    let lines: LineText
    let problem: ParserProblem
    /// Where libyaml stopped.
    let place: Int
    /// Where what it was reading began.
    let context: Int
    /// Where the innermost list or mapping begins in flow style; nil outside of any.
    let innermost: Int?

    /// A mistake with its place, and where what it breaks was opened.
    struct Finding {
        var mistake: SyntaxMistake
        var start: Int
        var end: Int
        var opening: Int?
    }

    private var text: UnsafeBufferPointer<UInt8> {
        lines.text
    }

    /// The likeliest mistake.
    var finding: Finding {
        if problem.isMemory { return Finding(mistake: .memory, start: place, end: place) }
        return tab ?? interpolation ?? byWords
    }

    // MARK: Mistakes seen in the text

    /// A tab in the blanks at the start of the line.
    private var tab: Finding? {
        let start = lines.start(of: place)
        let end = lines.endOfBlanks(from: start)
        guard let first = text[start..<end].firstIndex(of: UInt8(ascii: "\t")), place >= first
        else { return nil }
        // In brackets and quotes indentation has no meaning, and a tab is not what is wrong.
        guard innermost == nil, problem.context != "while scanning a quoted scalar" else {
            return nil
        }
        let last = text[first..<end].firstIndex { $0 != UInt8(ascii: "\t") } ?? end
        return Finding(mistake: .tabAsIndentation, start: first, end: last)
    }

    /// `${` without quotes inside brackets, on the line of the problem or the one before.
    private var interpolation: Finding? {
        guard problem.text.contains("','") || problem.text.contains("node content"),
            let opening = innermost ?? flowStart, opening < text.count
        else { return nil }
        let searched = text[opening..<min(lines.end(of: place), text.count)]
        let quoting = FlowQuoting(text: text, from: opening, to: searched.endIndex)
        guard
            let first = quoting.interpolations.first(where: { $0.upperBound + 1 >= place })
                ?? quoting.interpolations.last, first.lowerBound <= place
        else { return nil }
        let line = lines.start(of: first.lowerBound)..<lines.end(of: first.lowerBound)
        return Finding(
            mistake: .interpolationInFlow(line: quoting.quoted(line)),
            start: first.lowerBound,
            end: first.upperBound
        )
    }

    private var flowStart: Int? {
        problem.context?.contains("flow") == true ? context : nil
    }

    // MARK: Mistakes told by libyaml's words

    private var byWords: Finding {
        switch problem.text {
        case "found character that cannot start any token":
            return startOfToken
        case "found unknown escape character" where place + 1 >= text.count,
            "found unexpected end of stream", "found unexpected document indicator":
            let isEnd = !problem.text.contains("document")
            let quote = lines.character(at: context) ?? "\""
            return Finding(
                mistake: isEnd ? .unclosedQuote(quote) : .documentInQuotes,
                start: isEnd ? context : place,
                end: isEnd ? lines.end(of: context) : lines.end(of: place),
                opening: isEnd ? nil : context
            )
        case "found unknown escape character":
            let end = lines.afterCharacter(place + 1)
            return Finding(
                mistake: .unknownEscape(lines.string(place, end)),
                start: place,
                end: end
            )
        case "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            return token(.brokenEscape)
        case "mapping values are not allowed in this context":
            return value
        case "could not find expected ':'":
            return line(of: context, colonMistake(at: context))
        case "did not find expected key", "did not find expected '-' indicator":
            return blockEntry
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return flowEntry
        case "did not find expected node content":
            let isItem = innermost != nil && lines.isItem(at: place)
            return Finding(
                mistake: isItem ? .itemInBrackets : .missingValue,
                start: place,
                end: lines.afterCharacter(place)
            )
        case "did not find expected <document start>":
            return isAfterQuote ?? line(of: place, .textAfterDocument)
        case "block sequence entries are not allowed in this context":
            return Finding(mistake: .listOnLineOfKey, start: place, end: place + 1)
        case "mapping keys are not allowed in this context":
            return Finding(mistake: .keyMarkNotAllowed, start: place, end: place + 1)
        case "found undefined tag handle":
            return token(.undefinedTagHandle)
        case "found a tab character where an indentation space is expected",
            "found a tab character that violates indentation":
            return Finding(mistake: .tabAsIndentation, start: place, end: place + 1)
        case "found an indentation indicator equal to 0":
            return Finding(mistake: .zeroIndentation, start: place, end: place + 1)
        default:
            return byContext
        }
    }

    private var byContext: Finding {
        switch problem.context {
        case "while scanning an alias", "while scanning an anchor":
            let sign = lines.character(at: context) ?? "*"
            let end = lines.endOfPlain(from: context)
            let token = lines.string(context, end)
            return Finding(mistake: .nameMissing(sign, token: token), start: context, end: end)
        case "while scanning a tag", "while parsing a tag":
            return Finding(
                mistake: .tagIncomplete,
                start: context,
                end: lines.endOfToken(from: context)
            )
        case "while scanning a block scalar":
            let sign = lines.character(at: context) ?? "|"
            return Finding(
                mistake: .textAfterBlockSign(sign),
                start: place,
                end: lines.end(of: place),
                opening: context
            )
        case let context? where context.contains("directive"):
            return line(of: self.context, .directive)
        default:
            break
        }
        if problem.text.contains("duplicate %") { return line(of: place, .duplicateDirective) }
        if problem.text.contains("incompatible YAML") { return line(of: place, .version) }
        return Finding(mistake: .other, start: place, end: lines.afterCharacter(place))
    }

    private var startOfToken: Finding {
        guard let sign = lines.character(at: place) else {
            return Finding(mistake: .other, start: place, end: place)
        }
        guard ["%", "@", "`"].contains(sign) else {
            return Finding(
                mistake: .cannotStart(sign),
                start: place,
                end: lines.afterCharacter(place)
            )
        }
        let end =
            innermost == nil ? lines.endOfPlain(from: place) : lines.endOfFlowPlain(from: place)
        let token = lines.string(place, end)
        return Finding(mistake: .reservedStart(sign, token: token), start: place, end: end)
    }

    /// A `:` where no key can be: a second one on the line, or a line deeper than a value above.
    private var value: Finding {
        let start = lines.start(of: place)
        let before = lines.string(start, place)
        if let colon = before.firstRange(of: ": ") {
            let offset = start + before[..<colon.upperBound].utf8.count
            let first = lines.endOfBlanks(from: offset)
            let last = lines.endOfPlain(from: first)
            return Finding(
                mistake: .secondColon(value: lines.string(first, last)),
                start: place,
                end: place + 1
            )
        }
        let first = lines.endOfBlanks(from: start)
        if let above = lines.lineAbove(start) {
            if lines.indentation(of: above) < first - start {
                return Finding(mistake: .indentedUnderValue, start: first, end: place)
            }
            // The line above was taken for the beginning of this one's key.
            let key = lines.endOfBlanks(from: above)
            return line(from: key, colonMistake(at: key))
        }
        return Finding(mistake: .valueNotAllowed, start: place, end: place + 1)
    }

    /// What a line without a key lacks: only the blank after its `:`, or the colon as well.
    private func colonMistake(at start: Int) -> SyntaxMistake {
        let key = lines.string(start, lines.endOfToken(from: start))
        guard let colon = key.firstIndex(of: ":"), colon != key.startIndex else {
            return .missingColon
        }
        let after = key[key.index(after: colon)...]
        return after.isEmpty || after.hasPrefix("//") ? .missingColon : .missingSpaceAfterColon
    }

    /// A line of a block list or mapping that is no entry of it.
    private var blockEntry: Finding {
        if let quote = isAfterQuote { return quote }
        let isMapping = problem.text.contains("key")
        let first = lines.endOfBlanks(from: lines.start(of: place))
        if first < place { return line(from: place, .textAfterValue) }
        let isItem = lines.isItem(at: place)
        let mistake: SyntaxMistake =
            isMapping && isItem
            ? .itemAmongKeys
            : !isMapping && !isItem && lines.column(of: place) == lines.column(of: context)
                ? .keyAmongItems : .indentationFitsNothing
        return Finding(
            mistake: mistake,
            start: place,
            end: lines.endOfPlain(from: place),
            opening: context
        )
    }

    /// A list or mapping in brackets that goes on wrongly: never closed, or without a comma.
    private var flowEntry: Finding {
        if let quote = isAfterQuote { return quote }
        let opening = innermost ?? context
        let bracket = lines.character(at: opening) ?? "["
        let isLater = lines.start(of: opening) != lines.start(of: place)
        let isAtEnd = lines.endOfBlankLines(from: place) == text.count
        let isKey = isLater && lines.character(at: place) == ":"
        if isAtEnd || isKey {
            return Finding(
                mistake: .unclosedBracket(bracket),
                start: opening,
                end: opening + 1
            )
        }
        return Finding(
            mistake: .missingComma(bracket == "[" ? "]" : "}"),
            start: place,
            end: lines.afterCharacter(place),
            opening: opening
        )
    }

    /// Text right after a closing quote: a quote inside the text ended it early.
    private var isAfterQuote: Finding? {
        guard place > 0, place < text.count, !lines.isBlank(text[place]),
            let quote = lines.character(at: place - 1), quote == "'" || quote == "\""
        else { return nil }
        if let opening = openingAbove(quote) {
            let end = lines.end(of: opening)
            return Finding(mistake: .unclosedQuote(quote), start: opening, end: end)
        }
        return line(from: place, .textAfterQuote(quote))
    }

    /// The quote on a line above that the closing one before the place really belongs to; nil when
    /// both stand on one line.
    private func openingAbove(_ quote: Character) -> Int? {
        guard let byte = quote.asciiValue else { return nil }
        var line = lines.start(of: place)
        guard text[line..<place].count(where: { $0 == byte }) % 2 == 1 else { return nil }
        while let above = lines.lineAbove(line) {
            let part = text[above..<lines.end(of: above)]
            if part.count(where: { $0 == byte }) % 2 == 1 { return part.lastIndex(of: byte) }
            line = above
        }
        return nil
    }

    // MARK: Places

    private func line(of offset: Int, _ mistake: SyntaxMistake) -> Finding {
        let first = lines.endOfBlanks(from: lines.start(of: offset))
        return line(from: max(first, min(offset, lines.end(of: offset))), mistake)
    }

    private func line(from start: Int, _ mistake: SyntaxMistake) -> Finding {
        Finding(mistake: mistake, start: start, end: max(start, lines.endOfPlain(from: start)))
    }

    private func token(_ mistake: SyntaxMistake) -> Finding {
        Finding(mistake: mistake, start: place, end: lines.endOfToken(from: place))
    }
}
