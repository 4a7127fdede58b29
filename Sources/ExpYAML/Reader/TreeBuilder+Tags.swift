import ExpDiagnostics

extension TreeBuilder {
    /// Skips tag, anchor and what may stand after them; the byte where the value itself begins.
    func startOfValue(_ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end {
            switch text[position] {
            case UInt8(ascii: "!"), UInt8(ascii: "&"):
                position = endOfProperty(position, end)
            case UInt8(ascii: "#"):
                while position < end, !isLineEnd(text[position]) { position += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                position += 1
            default:
                return position
            }
        }
        return end
    }

    /// The place of the tag among the properties in front of a value.
    func rangeOfTag(_ start: Int, _ end: Int) -> SourceRange {
        var position = start
        while position < end, text[position] != UInt8(ascii: "!") {
            switch text[position] {
            case UInt8(ascii: "&"):
                position = endOfProperty(position, end)
            case UInt8(ascii: "#"):
                while position < end, !isLineEnd(text[position]) { position += 1 }
            default:
                position += 1
            }
        }
        return file.range(position, endOfProperty(position, end))
    }

    private func endOfProperty(_ start: Int, _ end: Int) -> Int {
        var position = start
        if position + 1 < end, text[position + 1] == UInt8(ascii: "<") {
            // A verbatim tag may hold the characters that end a tag in flow style.
            while position < end, text[position] != UInt8(ascii: ">") { position += 1 }
        }
        while position < end, text[position] != UInt8(ascii: " "), !isLineEnd(text[position]),
            text[position] != UInt8(ascii: "\t")
        {
            switch text[position] {
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
                UInt8(ascii: "}"):
                return position
            default:
                position += 1
            }
        }
        return position
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// The end of a block scalar without the line ends after its last line.
    func trimmedEnd(_ start: Int, _ end: Int) -> Int {
        var position = end
        while position > start {
            let byte = text[position - 1]
            guard isLineEnd(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else {
                break
            }
            position -= 1
        }
        return position
    }

    /// Does what a tag on a scalar says; false when the text does not fit it.
    mutating func obey(
        _ tag: String,
        on bytes: UnsafeBufferPointer<UInt8>,
        form: inout Scalar.Form,
        at tagRange: SourceRange,
        _ start: Int,
        _ end: Int
    ) -> Bool {
        let range = file.range(start, end)
        let value = CoreSchema.value(ofPlain: String(decoding: bytes, as: UTF8.self))
        switch CoreTag(rawValue: tag) {
        case .nonSpecific, .string:
            if form == .plain { form = .single }
            return true
        case .null:
            form = .taggedNull
            if value == .null { return true }
        case .bool:
            form = .taggedBool
            if case .bool = value { return true }
        case .int:
            form = .taggedInt
            switch value {
            case .int, .bigInt: return true
            case .null, .bool, .float, .string: break
            }
        case .float:
            form = .taggedFloat
            switch value {
            case .int, .bigInt, .float: return true
            case .null, .bool, .string: break
            }
        case .sequence, .mapping:
            break
        case nil:
            unknownTags.append(TagUse(range: tagRange, text: tagRange.text))
            return true
        }
        let isEmpty = start == end
        diagnostics.append(
            .tagMismatch(tagRange, at: isEmpty ? tagRange : range, text: isEmpty ? "" : range.text)
        )
        return false
    }

    /// Does what a tag on a list or mapping says; false when it is for the other or for scalars.
    mutating func obey(_ tag: String, onMapping isMapping: Bool, at tagRange: SourceRange) -> Bool {
        switch CoreTag(rawValue: tag) {
        case .nonSpecific:
            return true
        case .sequence where !isMapping:
            return true
        case .mapping where isMapping:
            return true
        case nil:
            unknownTags.append(TagUse(range: tagRange, text: tagRange.text))
            return true
        default:
            diagnostics.append(.tagMismatch(tagRange, onMapping: isMapping))
            return false
        }
    }
}

/// The tags of the core schema (YAML 1.2.2 §10.1 to §10.3).
enum CoreTag: String {
    case string = "tag:yaml.org,2002:str"
    case int = "tag:yaml.org,2002:int"
    case float = "tag:yaml.org,2002:float"
    case bool = "tag:yaml.org,2002:bool"
    case null = "tag:yaml.org,2002:null"
    case sequence = "tag:yaml.org,2002:seq"
    case mapping = "tag:yaml.org,2002:map"
    /// `!` alone: a scalar is a string, anything else is what it is.
    case nonSpecific = "!"
}
