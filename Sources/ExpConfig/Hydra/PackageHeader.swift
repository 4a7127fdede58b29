import ExpDiagnostics

/// The `# @package NAME` at the beginning of a file.
struct PackageHeader {
    /// The package as written.
    var name: String

    /// Where it is written.
    var range: SourceRange

    /// Reads the header of a file.
    ///
    /// It consists of the lines that begin with `# @`, blank ones between them, up to the first
    /// other line; a later `@package` counts. Hydra reads no more than 512 characters.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - bag: Takes a header line that is no `KEY VALUE`.
    /// - Returns: nil when the file names no package.
    static func read(_ file: SourceFile, into bag: inout DiagnosticBag) -> PackageHeader? {
        var header: PackageHeader?
        var start = 0
        let end = min(file.bytes.count, 512)
        while start < end {
            let line = file.bytes[start..<end].prefix { $0 != UInt8(ascii: "\n") }
            let words = words(of: line)
            defer { start = line.endIndex + 1 }
            if words.isEmpty { continue }
            guard let named = afterHashes(words, in: file) else { break }
            guard named.count == 2 else {
                let last = words[words.count - 1].endIndex
                bag.report(.invalidHeader(file.range(words[0].startIndex, last)))
                continue
            }
            guard file.text(named[0]) == "@package" else { continue }
            header = PackageHeader(
                name: file.text(named[1]),
                range: file.range(named[1].startIndex, named[1].endIndex)
            )
        }
        return header
    }

    /// The words of a header line without its `#`; nil for every other line.
    private static func afterHashes(
        _ words: [ArraySlice<UInt8>],
        in file: SourceFile
    ) -> [ArraySlice<UInt8>]? {
        guard words[0].first == UInt8(ascii: "#") else { return nil }
        var words = words
        words[0] = words[0].drop { $0 == UInt8(ascii: "#") }
        if words[0].isEmpty { words.removeFirst() }
        return words.first?.first == UInt8(ascii: "@") ? words : nil
    }

    private static func words(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 13 }
    }
}

extension SourceFile {
    fileprivate func text(_ slice: ArraySlice<UInt8>) -> String {
        String(decoding: slice, as: UTF8.self)
    }
}
