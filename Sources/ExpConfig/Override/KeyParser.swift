import ExpDiagnostics
import ExpYAML

/// Reads the key of an override: `a.b`, `a/b`, `a.0.b`, `a[0].b`, `a."b.c"`, `**.b`,
/// `group@package`.
struct KeyParser {
    /// Where it stands.
    private(set) var scanner: ByteScanner

    /// A key with the places of its parts.
    struct Key {
        /// The steps.
        var path: ConfigPath
        /// Where each step stands.
        var ranges: [SourceRange]
        /// Whether `/` joins the steps.
        var isGroup: Bool
        /// The package after `@`.
        var package: String?
        /// Whether `**.` stands in front.
        var isEveryDepth = false
    }

    /// Begins where a scanner stands.
    init(_ scanner: ByteScanner) {
        self.scanner = scanner
    }

    /// Reads the whole key, up to `=`, `+=`, `:=` or the end.
    mutating func path() throws(OverrideFault) -> Key {
        var key = Key(path: ConfigPath(), ranges: [], isGroup: false)
        let start = scanner.position
        if scanner.skip("**") {
            let stars = scanner.range(from: start)
            guard scanner.skip(".") else {
                throw OverrideFault(kind: .misplacedStars, range: stars)
            }
            key.isEveryDepth = true
        }
        try step(into: &key)
        while let next = scanner.peek {
            switch next {
            case UInt8(ascii: "."):
                scanner.position += 1
                try step(into: &key)
            case UInt8(ascii: "/"):
                scanner.position += 1
                key.isGroup = true
                try step(into: &key)
            case UInt8(ascii: "["):
                try index(into: &key)
            case UInt8(ascii: "@"):
                scanner.position += 1
                key.package = packageName()
                return key
            default:
                return key
            }
        }
        return key
    }

    private mutating func step(into key: inout Key) throws(OverrideFault) {
        let start = scanner.position
        if let quote = scanner.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let text = try QuotedText.scan(&scanner)
            key.path = key.path.appending(text)
            key.ranges.append(scanner.range(from: start))
            return
        }
        while let byte = scanner.peek, isKeyByte(byte) { scanner.position += 1 }
        guard scanner.position > start else {
            var stars = scanner
            if stars.skip("**") {
                throw OverrideFault(kind: .misplacedStars, range: stars.range(from: start))
            }
            let reason: OverrideFault.Kind =
                scanner.isAtEnd && key.ranges.isEmpty ? .noEqualsSign : .invalidKey
            throw OverrideFault(kind: reason, range: scanner.nextCharacter)
        }
        let range = scanner.range(from: start)
        key.path = key.path.appending(range.text)
        key.ranges.append(range)
    }

    private mutating func index(into key: inout Key) throws(OverrideFault) {
        let start = scanner.position
        scanner.position += 1
        let digits = scanner.position
        while let byte = scanner.peek, ByteScanner.isDigit(byte) { scanner.position += 1 }
        let number = scanner.range(from: digits)
        guard let index = Int(number.text), scanner.skip("]") else {
            throw OverrideFault(kind: .invalidKey, range: scanner.range(from: start))
        }
        key.path = key.path.appending(index)
        key.ranges.append(number)
    }

    private mutating func packageName() -> String {
        let start = scanner.position
        while let byte = scanner.peek,
            isKeyByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
        {
            // `:=` ends the key, a lone `:` belongs to `@from:to`.
            if byte == UInt8(ascii: ":"), scanner.peek(1) == UInt8(ascii: "=") { break }
            scanner.position += 1
        }
        return scanner.range(from: start).text
    }

    /// Letters, digits, `_`, `$` and `-`, as in Hydra, and every character beyond ASCII.
    private func isKeyByte(_ byte: UInt8) -> Bool {
        ByteScanner.isLetter(byte) || ByteScanner.isDigit(byte) || byte >= 0x80
            || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "-")
    }
}

/// Reads a text in quotes by Hydra's rule.
///
/// A backslash is itself unless a run of backslashes ends at a quote of the same kind: then two
/// stand for one, and one left over makes the quote part of the text.
enum QuotedText {
    /// Takes the quoted text that comes next and returns it without quotes.
    static func scan(_ scanner: inout ByteScanner) throws(OverrideFault) -> String {
        let start = scanner.position
        let quote = scanner.file.bytes[start]
        var text: [UInt8] = []
        scanner.position += 1
        while let byte = scanner.peek {
            if byte == quote {
                scanner.position += 1
                return String(decoding: text, as: UTF8.self)
            }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                scanner.position += 1
                continue
            }
            var run = 0
            while scanner.peek == UInt8(ascii: "\\") {
                run += 1
                scanner.position += 1
            }
            guard scanner.peek == quote else {
                text += repeatElement(byte, count: run)
                continue
            }
            text += repeatElement(byte, count: run / 2)
            if run % 2 == 1 {
                text.append(quote)
                scanner.position += 1
            }
        }
        throw OverrideFault(
            kind: .unclosed(String(decoding: [quote], as: UTF8.self)),
            range: scanner.file.range(start, start + 1)
        )
    }
}
