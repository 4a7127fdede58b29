import ExpDiagnostics

/// The words for each fault in the text of an override.
struct OverrideWords {
    let fault: OverrideFault
    let token: SourceRange

    /// Where the key begins, after a sign.
    private var keyStart: Int {
        token.start + token.text.prefix { "+~".contains($0) }.utf8.count
    }

    /// The text between the token's start and the fault.
    private var before: String {
        token.file.range(token.start, fault.range.start).text
    }

    /// Whether a step of a path was begun and did not come.
    private var isAfterPoint: Bool {
        before.hasSuffix(".") || before.hasSuffix("/")
    }

    private var isBlank: Bool {
        fault.range.text == " " || fault.range.text == "\t"
    }

    /// Whether what is wrong is a blank between key and `=`.
    private var isBlankAroundSign: Bool {
        let rest = token.file.range(fault.range.start, token.end).text
        let sign = rest.drop { $0 == " " }
        return rest.hasPrefix(" ") && [":=", "+=", "="].contains { sign.hasPrefix($0) }
    }

    var message: String {
        switch fault.kind {
        case .noEqualsSign: "`\(token.text)` is no override: it has no `=`"
        case .invalidKey where fault.range.start == keyStart:
            "`\(token.text)` does not begin with a key"
        case .invalidKey where isAfterPoint: "a key is missing before `\(fault.range.text)`"
        case .invalidKey where isBlank: "a blank cannot stand in a key without quotes"
        case .invalidKey: "`\(fault.range.text)` cannot stand in a key without quotes"
        case .unclosed(let bracket): "`\(bracket)` is never closed"
        case .unexpectedCharacter where fault.range.isEmpty: "the value ends too early"
        case .unexpectedCharacter: "`\(fault.range.text)` cannot stand here without quotes"
        case .missingElement: "a value is missing"
        case .quotedKey: "a key in `{…}` cannot be quoted"
        case .missingColon: "the key `\(fault.range.text)` has no value"
        case .duplicateKey(let key): "the key `\(key)` stands twice"
        case .tooDeep: "brackets are nested more than 256 deep"
        case .unknownFunction(let name): "there is no function `\(name)`"
        case .invalidArguments(let function): "`\(function)` does not take these arguments"
        case .invalidCast(let function, let value):
            "`\(value)` cannot be turned into \(Self.type(function))"
        case .nestedSweep: "several values cannot stand within another value"
        case .notANumber(let function): "`\(function)` takes numbers, not `\(fault.range.text)`"
        case .zeroStep: "a step of zero never reaches the end"
        case .invalidCount: "the count is a whole number from 1 to 100,000"
        case .notPositive: "`logspace` needs ends above zero"
        case .zipNeedsLists: "`zip` takes a list for each key, not `\(fault.range.text)`"
        case .zipLengths(let first, let other):
            "the lists of `zip` have \(first) and \(other) values"
        case .zipKeys(let keys, let lists):
            "`zip` has \(lists == 1 ? "1 list" : "\(lists) lists") for \(keys) keys"
        case .severalKeys: "several keys need a `zip`"
        case .zipOfOneKey: "`zip` takes the values of several keys together, and this is one key"
        case .unsortable: "these values have no order"
        case .shuffledList: "a list in one run has one order"
        case .misplacedStars where token.text.contains("**."): "`**` stands only in front of a key"
        case .misplacedStars: "`**` needs a key after it"
        case .everyDepthOnlyChanges: "`**` changes keys, and neither adds nor removes them"
        case .everyDepthChooses: "`**` cannot choose options"
        }
    }

    var label: String {
        switch fault.kind {
        case .unclosed: "opened here"
        default: ""
        }
    }

    var help: String? {
        switch fault.kind {
        case .noEqualsSign: "write `KEY=VALUE`, or `~KEY` to remove a key"
        case .invalidKey where isBlankAroundSign: "write it without blanks, as `KEY=VALUE`"
        case .invalidKey: "write `KEY=VALUE`, as `optimizer.lr=0.1` or `layers.0.size=64`"
        case .unclosed("'"), .unclosed("\""):
            "close the quote; a shell takes quotes away unless others stand around them"
        case .unclosed("${"): "close it with `}`"
        case .unclosed("("): inQuotes
        case .unclosed(let bracket):
            "close it, and quote the whole for the shell: `\(closed(bracket))`"
        case .missingElement: "write the value, or `''` for an empty text"
        case .quotedKey: "write the key without quotes; a backslash keeps a special character"
        case .missingColon: "write `{key: value}`"
        case .duplicateKey: "leave one of them out"
        case .tooDeep: "put this value in a config file"
        case .unknownFunction(let name): unknownFunctionHelp(name)
        case .invalidArguments("range"):
            "write `range(STOP)`, `range(START,STOP)` or `range(START,STOP,STEP)`"
        case .invalidArguments(let function)
        where SweepCall.functions[function]?.isEmpty == false:
            "write \(Self.usage(of: function)), or quote the whole value to make it text"
        case .invalidArguments(let function):
            "write `\(function)(VALUE)`, or quote the whole value to make it text"
        case .invalidCast: "give a value that reads as \(castType)"
        case .nestedSweep: "put the commas outermost: `[1,2],[3,4]` tries two lists"
        case .unexpectedCharacter: inQuotes
        default: sweepHelp
        }
    }

    /// The token with the text around the fault in quotes, as one types it.
    private var inQuotes: String {
        let bytes = Array(token.text.utf8)
        let place = fault.range.start - token.start
        guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")), sign < place else {
            return "put the text in quotes: `\"key='value'\"`"
        }
        var (start, end) = (sign + 1, bytes.count)
        if start < bytes.count, "[{".utf8.contains(bytes[start]) {
            let opening = "[{,:".utf8
            start = bytes[..<place].lastIndex { opening.contains($0) }.map { $0 + 1 } ?? start
            end = bytes[place...].firstIndex { ",]}".utf8.contains($0) } ?? end
        }
        while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
        while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let quote = text.contains("\"") ? "'" : "\""
        let whole =
            String(decoding: bytes[..<start], as: UTF8.self) + quote + text + quote
            + String(decoding: bytes[end...], as: UTF8.self)
        return "put the text in quotes: `\(ShellText.quoted(whole))`"
    }

    /// The token with the bracket closed at its end, as one types it.
    private func closed(_ bracket: String) -> String {
        let end = ["[": "]", "{": "}", "(": ")"][bracket] ?? bracket
        return ShellText.quoted(token.text + end)
    }

    /// The next step for what is wrong with several values or several keys.
    private var sweepHelp: String? {
        switch fault.kind {
        case .notANumber(let function): "write \(Self.usage(of: function))"
        case .zeroStep: "give another step, or leave it out for 1"
        case .invalidCount: "write the number of values, as `linspace(0,1,5)`"
        case .notPositive:
            "the ends are the values themselves, not exponents: `logspace(1e-4,1e-1,4)`"
        case .zipNeedsLists, .zipLengths, .zipKeys, .severalKeys:
            "write it as `'a,b=zip([1,2],[3,4])'`: a list for each key, all of one length"
        case .zipOfOneKey: "write the values with commas: `key=1,2`"
        case .unsortable: "sort numbers or texts, not both"
        case .shuffledList: "write the list in its order, or `shuffle(a,b,seed=1)` to sweep"
        case .misplacedStars: "write `'**.KEY=VALUE'`, as `'**.dropout=0.1'`"
        case .everyDepthOnlyChanges: "write `'**.KEY=VALUE'`, or name each key"
        case .everyDepthChooses: "choose where it is: `KEY=OPTION`"
        default: nil
        }
    }

    private static func usage(of function: String) -> String {
        let names = SweepCall.functions[function] ?? []
        return "`\(function)(\(names.joined(separator: ",").uppercased()))`"
    }

    private var castType: String {
        guard case .invalidCast(let function, _) = fault.kind else { return "one" }
        return Self.type(function)
    }

    private func unknownFunctionHelp(_ name: String) -> String {
        let all = FunctionCall.casts + SweepCall.functions.keys.sorted()
        return Suggestion.phrase(for: name, among: all)
            ?? "put the text in quotes: `\"key='value'\"`"
    }

    private static func type(_ function: String) -> String {
        switch function {
        case "int": "an integer"
        case "float": "a number"
        case "bool": "`true` or `false`"
        default: "text"
        }
    }
}
