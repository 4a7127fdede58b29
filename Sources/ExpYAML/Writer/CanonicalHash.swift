/// A digest of the values of a tree: equal trees have equal digests, and a digest never depends on
/// how the tree was spelled.
///
/// It is SHA-256 over the tree as JSON in UTF-8 on one line without blanks, where
/// - the keys of every mapping stand in the order of their UTF-8 bytes: their order in the text
///   does not count, that of list elements does;
/// - integers are decimal, floats have the shortest digits that read back as the same double and
///   always a `.` or an exponent (`1` is not `1.0`), and NaN and infinities are the bare words
///   `nan`, `inf` and `-inf`;
/// - in strings only `"`, `\` and control characters are escaped;
/// - `${run:…}` in a text that is still to be filled in is `${run}`: it differs from run to run.
package enum CanonicalHash {
    /// The digest of a tree as 64 hexadecimal digits.
    package static func sha256(of node: Node) -> String {
        var digest = SHA256()
        digest.update(Array(JSONWriter.canonical(node).utf8))
        return digest.finish()
    }
}

/// Texts that hold `${run:…}` or `${secret:…}`, still to be filled in.
enum DeferredText {
    /// The text with each `${run:…}` told as `${run}`.
    static func withoutRun(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${run:"),
            let end = rest[start.upperBound...].firstIndex(of: "}")
        {
            result += rest[..<start.lowerBound] + "${run}"
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
