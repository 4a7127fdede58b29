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

    var text: UnsafeBufferPointer<UInt8> {
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

    // MARK: Places

    /// The rest of the line that a place is on, without the blanks before it.
    func line(of offset: Int, _ mistake: SyntaxMistake) -> Finding {
        let first = lines.endOfBlanks(from: lines.start(of: offset))
        return line(from: max(first, min(offset, lines.end(of: offset))), mistake)
    }

    /// A place with the plain text that begins there.
    func line(from start: Int, _ mistake: SyntaxMistake) -> Finding {
        Finding(mistake: mistake, start: start, end: max(start, lines.endOfPlain(from: start)))
    }

    /// The token where libyaml stopped.
    func token(_ mistake: SyntaxMistake) -> Finding {
        Finding(mistake: mistake, start: place, end: lines.endOfToken(from: place))
    }
}
