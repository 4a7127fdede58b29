import ExpDiagnostics

extension SyntaxExplainer {
    /// A character that no value begins with.
    var startOfToken: Finding {
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
    var value: Finding {
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
    func colonMistake(at start: Int) -> SyntaxMistake {
        let key = lines.string(start, lines.endOfToken(from: start))
        guard let colon = key.firstIndex(of: ":"), colon != key.startIndex else {
            return .missingColon
        }
        let after = key[key.index(after: colon)...]
        return after.isEmpty || after.hasPrefix("//") ? .missingColon : .missingSpaceAfterColon
    }

    /// A line of a block list or mapping that is no entry of it.
    var blockEntry: Finding {
        if let quote = isAfterQuote { return quote }
        let isMapping = problem.text.contains("key")
        let first = lines.endOfBlanks(from: lines.start(of: place))
        if first < place, let bracket = closingBracket(at: place) {
            return Finding(mistake: .extraBracket(bracket), start: place, end: place + 1)
        }
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
    var flowEntry: Finding {
        if let quote = isAfterQuote { return quote }
        let opening = innermost ?? context
        let bracket = lines.character(at: opening) ?? "["
        let isLater = lines.start(of: opening) != lines.start(of: place)
        let isAtEnd = lines.endOfBlankLines(from: place) == text.count
        let isKey = isLater && lines.character(at: place) == ":"
        if isAtEnd || isKey || isLater && isLineOfKey(from: place, under: opening) {
            return Finding(
                mistake: .unclosedBracket(bracket),
                start: opening,
                end: opening + 1
            )
        }
        if closingBracket(at: place) != nil {
            return Finding(
                mistake: .wrongBracket(open: bracket),
                start: place,
                end: place + 1,
                opening: opening
            )
        }
        return Finding(
            mistake: .missingComma(bracket == "[" ? "]" : "}"),
            start: place,
            end: lines.afterCharacter(place),
            opening: opening
        )
    }

    private func closingBracket(at place: Int) -> Character? {
        lines.character(at: place).flatMap { "]}".contains($0) ? $0 : nil }
    }

    /// Whether a line begins here that goes on with the keys around an open bracket: `key: …`, not
    /// indented more than the line of the bracket.
    private func isLineOfKey(from place: Int, under opening: Int) -> Bool {
        let first = lines.endOfBlanks(from: lines.start(of: place))
        let indentation = lines.indentation(of: lines.start(of: opening))
        guard first == place, lines.column(of: place) <= indentation else { return false }
        let line = lines.string(place, lines.end(of: place))
        return line.contains(": ") || line.hasSuffix(":")
    }

    /// Text right after a closing quote: a quote inside the text ended it early.
    var isAfterQuote: Finding? {
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
}
