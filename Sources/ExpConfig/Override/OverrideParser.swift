package import ExpDiagnostics
import ExpYAML

/// Reads one override: a sign, a key path, `=` and a value.
///
///     override : sign keys ("=" | "+=" | ":=") value | "~" key
///     sign     : "" | "+" | "++" | "~"
///     keys     : key ("," key)*            several only before `zip(…)`
///     key      : "**."? step (("." | "/") step | "[" index "]")* ("@" package)?
///
/// The grammar is Hydra 1.3's ("Override grammar" in its documentation) with additions:
/// `a.list+=v`, `a.map:=v`, `**.a=v`, `a,b=zip(…)`, `layers[0].size=3` and `a."b.c"=v`, the last
/// two so that a path can be typed as it is printed. A value that Hydra's grammar rejects is taken as it is when it begins
/// with no quote, bracket, brace or call and holds no comma.
package struct OverrideParser {
    private let range: SourceRange
    private var scanner: ByteScanner

    private init(_ range: SourceRange) {
        self.range = range
        scanner = ByteScanner(range)
    }

    /// Reads the token in a range, reporting what is wrong with it.
    ///
    /// - Returns: nil when the token is no override.
    package static func parse(
        _ range: SourceRange,
        into diagnostics: inout DiagnosticBag
    ) -> Override? {
        var parser = OverrideParser(range)
        do throws(OverrideFault) {
            return try parser.override()
        } catch {
            diagnostics.report(.invalidOverride(error, in: range))
            return nil
        }
    }

    private mutating func override() throws(OverrideFault) -> Override {
        let sign = sign()
        let keyStart = scanner.position
        let path = try key()
        var others: [ZippedKey] = []
        let comma = scanner.position
        while scanner.peek == UInt8(ascii: ","), !path.isEveryDepth {
            scanner.position += 1
            scanner.skipBlanks()
            let key = try key()
            others.append(ZippedKey(path: key.path, pathRanges: key.ranges))
        }
        var override = Override(
            operation: sign,
            path: path.path,
            pathRanges: path.ranges,
            isGroup: path.isGroup,
            package: path.package,
            value: nil,
            range: range,
            keyRange: range.file.range(keyStart, scanner.position)
        )
        override.isEveryDepth = path.isEveryDepth
        override.zippedKeys = others
        if scanner.isAtEnd {
            guard sign == .delete else {
                throw OverrideFault(kind: .noEqualsSign, range: override.keyRange)
            }
            try checkStars(override)
            return override
        }
        if sign == .change, scanner.skip("+=") {
            override.operation = .append
        } else if sign == .change, scanner.skip(":=") {
            override.operation = .replace
        } else if !scanner.skip("=") {
            throw fault(.invalidKey, at: scanner.position)
        }
        try checkStars(override)
        override.value = try value()
        try checkZip(override, comma: range.file.range(comma, comma + 1))
        return override
    }

    private mutating func key() throws(OverrideFault) -> KeyParser.Key {
        var parser = KeyParser(scanner)
        let key = try parser.path()
        scanner.position = parser.scanner.position
        return key
    }

    /// Refuses what `**.key` cannot do.
    private func checkStars(_ override: Override) throws(OverrideFault) {
        guard override.isEveryDepth else { return }
        guard override.operation == .change else {
            throw OverrideFault(kind: .everyDepthOnlyChanges, range: override.keyRange)
        }
        if override.path.lastKey == "use" {
            throw OverrideFault(kind: .everyDepthChooses, range: override.keyRange)
        }
    }

    /// Sees that `zip` has a list for each key, and that several keys have a `zip`.
    private func checkZip(_ override: Override, comma: SourceRange) throws(OverrideFault) {
        var lists: [[Node]]?
        if case .sweep(let form)? = override.value, case .zip(let found) = form.kind {
            lists = found
        }
        let keys = override.zippedKeys.count + 1
        guard let lists else {
            if keys > 1 { throw OverrideFault(kind: .severalKeys, range: comma) }
            return
        }
        let place = override.value?.range ?? override.range
        if keys == 1 { throw OverrideFault(kind: .zipOfOneKey, range: place) }
        guard lists.count == keys else {
            throw OverrideFault(kind: .zipKeys(keys, lists.count), range: place)
        }
    }

    private mutating func sign() -> Override.Operation {
        if scanner.skip("++") { return .forceAdd }
        if scanner.skip("+") { return .add }
        return scanner.skip("~") ? .delete : .change
    }

    private mutating func value() throws(OverrideFault) -> OverrideValue {
        var parser = ValueParser(scanner)
        do throws(OverrideFault) {
            return try parser.whole()
        } catch {
            guard let text = literal() else { throw error }
            return text
        }
    }

    /// The rest of the token as text, where the author can only have meant that.
    private func literal() -> OverrideValue? {
        var rest = scanner
        rest.skipBlanks()
        let first = rest.peek
        guard let first, !"'\"[{".utf8.contains(first) else { return nil }
        var call = rest
        if call.identifier() != nil {
            call.skipBlanks()
            if call.peek == UInt8(ascii: "(") { return nil }
        }
        var end = scanner.end
        while end > rest.position, ByteScanner.isBlank(range.file.bytes[end - 1]) { end -= 1 }
        let place = range.file.range(rest.position, end)
        let text = place.text
        guard !text.utf8.contains(UInt8(ascii: ",")) else { return nil }
        return .element(Node(.scalar(Scalar(text, .plain)), range: place))
    }

    private func fault(_ kind: OverrideFault.Kind, at start: Int) -> OverrideFault {
        let end = min(max(start + 1, start), scanner.end)
        return OverrideFault(kind: kind, range: range.file.range(min(start, end), end))
    }
}
