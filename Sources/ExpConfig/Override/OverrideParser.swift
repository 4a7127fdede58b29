package import ExpDiagnostics
import ExpYAML

/// Reads one override: a sign, a key path, `=` and a value.
///
/// The grammar is Hydra 1.3's ("Override grammar" in its documentation) with four additions:
/// `a.list+=v`, `a.map:=v`, `layers[0].size=3` and `a."b.c"=v`, the last two so that a path can be
/// typed as it is printed. A value that Hydra's grammar rejects is taken as it is when it begins
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
        var key = KeyParser(scanner)
        let path = try key.path()
        scanner.position = key.scanner.position
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
        if scanner.isAtEnd {
            guard sign == .delete else {
                throw OverrideFault(kind: .noEqualsSign, range: override.keyRange)
            }
            return override
        }
        if sign == .change, scanner.skip("+=") {
            override.operation = .append
        } else if sign == .change, scanner.skip(":=") {
            override.operation = .replace
        } else if !scanner.skip("=") {
            throw fault(.invalidKey, at: scanner.position)
        }
        override.value = try value()
        return override
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
