import ExpDiagnostics

// All wording of this target: what reading YAML and JSON says to the user.

extension Diagnostic {
    static func tooLarge(_ file: SourceFile, limit: Int) -> Diagnostic {
        Diagnostic(
            .tooLarge,
            message: "`\(file.name)` has \(file.bytes.count) bytes, more than a config may have",
            labels: [Label(file.range(0, 0))],
            notes: ["a config may have \(limit) bytes"],
            help: "keep data in a file of its own and give its path"
        )
    }

    static func invalidCharacter(_ finding: TextCheck.Finding, in file: SourceFile) -> Diagnostic {
        let range = file.range(finding.start, finding.end)
        switch finding.kind {
        case .notUTF8:
            return Diagnostic(
                .invalidCharacter,
                message: "the text is not UTF-8 here",
                labels: [Label(range)],
                help: "save the file as UTF-8"
            )
        case .character(let scalar):
            return Diagnostic(
                .invalidCharacter,
                message: "\(name(of: scalar)) may not stand in YAML",
                labels: [Label(range)],
                help: scalar.value == 0 ? "save the file as UTF-8 text" : "remove it"
            )
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return switch scalar.value {
        case 0: "a NUL byte"
        case 0x1B: "the escape character (\(code))"
        case 0xFEFF: "a byte order mark (\(code)) inside the text"
        default: "the control character \(code)"
        }
    }

    static func severalDocuments(second: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .severalDocuments,
            message: "a second document begins here, but a config is one document",
            labels: [Label(second)],
            help: "remove the line `---`, or put the second document into a file of its own"
        )
    }

    static func tooDeep(_ range: SourceRange, limit: Int) -> Diagnostic {
        Diagnostic(
            .tooDeep,
            message: "lists and mappings lie more than \(limit) levels deep",
            labels: [Label(range)],
            help: "no config needs that: look for brackets or indentation without an end"
        )
    }

    static func tooManyAliases(_ range: SourceRange, limit: Int) -> Diagnostic {
        Diagnostic(
            .tooManyAliases,
            message: "the aliases bring in more than \(limit) values",
            labels: [Label(range, "with this one")],
            help: "name fewer values through aliases of aliases"
        )
    }

    static func complexKey(_ range: SourceRange, isMapping: Bool) -> Diagnostic {
        Diagnostic(
            .invalidKey,
            message: "a key must be text, but this is \(isMapping ? "a mapping" : "a list")",
            labels: [Label(range)],
            help: "put quotes around it if it is meant as text"
        )
    }

    static func undefinedAlias(
        _ range: SourceRange,
        name: String,
        isInside: Bool,
        known: [String]
    ) -> Diagnostic {
        if isInside {
            return Diagnostic(
                .undefinedAlias,
                message: "`*\(name)` stands inside the value that it names",
                labels: [Label(range)],
                help: "name another value, or write this one out: no value can hold itself"
            )
        }
        let names = known.sorted().map { "`&\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .undefinedAlias,
            message: "`*\(name)` names no anchor above it",
            labels: [Label(range)],
            notes: known.isEmpty ? [] : ["anchors above: \(names)"],
            help: "put quotes around it if the `*` is meant as text"
        )
    }

    static func duplicateKey(
        _ key: String,
        at range: SourceRange,
        first: SourceRange,
        isMerge: Bool
    ) -> Diagnostic {
        Diagnostic(
            .duplicateKey,
            message: "the key `\(key)` stands twice in this mapping",
            labels: [Label(range), Label(first, "first here")],
            help: isMerge ? "write one `<<: [*a, *b]`" : "keep one of the two"
        )
    }

    static func invalidMergeKey(_ value: Node) -> Diagnostic {
        Diagnostic(
            .invalidMergeKey,
            message: "`<<` takes a mapping or a list of mappings, but this is \(value.kindName)",
            labels: [Label(value.range)],
            help: "put quotes around the key, as `\"<<\"`, if it is meant as text"
        )
    }

    static func tagMismatch(_ tag: SourceRange, at range: SourceRange, text: String) -> Diagnostic {
        Diagnostic(
            .tagMismatch,
            message: text.isEmpty
                ? "`\(tag.text)` has no value" : "`\(text)` does not fit its tag `\(tag.text)`",
            labels: range == tag ? [Label(tag)] : [Label(range), Label(tag, "the tag")],
            help: "leave the tag out, or write a value that fits it"
        )
    }

    static func tagMismatch(_ tag: SourceRange, onMapping isMapping: Bool) -> Diagnostic {
        Diagnostic(
            .tagMismatch,
            message: "`\(tag.text)` stands before \(isMapping ? "a mapping" : "a list")",
            labels: [Label(tag)],
            help: "leave the tag out"
        )
    }
}

extension Node {
    /// What the value is, for a message: "a mapping", "the string `ten`", "null".
    package var kindName: String {
        switch content {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .faulty: return "a value that could not be read"
        case .scalar(let scalar):
            return switch CoreSchema.value(of: scalar) {
            case .null: "null"
            case .bool: "the boolean `\(scalar.text)`"
            case .int, .bigInt: "the integer `\(scalar.text)`"
            case .float: "the number `\(scalar.text)`"
            case .string(""): "the empty string"
            case .string(let text): "the string `\(Self.shortened(text))`"
            }
        }
    }

    private static func shortened(_ text: String) -> String {
        let line = text.prefix { !$0.isNewline }.prefix(40)
        return line.endIndex == text.endIndex ? String(line) : line + "…"
    }
}
