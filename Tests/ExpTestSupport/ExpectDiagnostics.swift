package import ExpDiagnostics
package import Testing

/// Compares what was reported with markers that stand as comments in the texts themselves.
///
/// A marker is a comment line under the line it is about (marker lines do not count as lines above
/// one another):
///
///     train:
///       learning_rat: 1e-3
///     # ^^^^^^^^^^^^ unknown-key
///     sed: 1
///     # @0..<3 unknown-key
///     epochs:
///     #      | missing-value
///
/// Carets stand under the characters of the primary label's range, columns counted in characters
/// (code points), `|` under the place of an empty range, and `@3..<7` names columns from 0 where the
/// `#` is in the way. A range over several lines is marked on its first line, to that line's end.
/// Only primary labels are compared; a diagnostic without a place in any text is expected by naming
/// its code in `unplaced`.
package func expectDiagnostics(
    _ bag: DiagnosticBag,
    markedIn files: SourceFile...,
    unplaced: [DiagnosticCode] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let differences = markerDifferences(bag, markedIn: files, unplaced: unplaced)
    guard !differences.isEmpty else { return }
    Issue.record("\(differences.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

/// What differs between a bag and the markers in some texts, a sentence each; empty when they agree.
package func markerDifferences(
    _ bag: DiagnosticBag,
    markedIn files: [SourceFile],
    unplaced: [DiagnosticCode] = []
) -> [String] {
    var differences: [String] = []
    var expected: [DiagnosticMarker] = []
    for file in files {
        for line in 1...file.lines.count {
            switch DiagnosticMarker.parse(line: line, of: file) {
            case .marker(let marker): expected.append(marker)
            case .mistake(let mistake): differences.append(mistake)
            case .none: break
            }
        }
    }
    var unplaced = unplaced
    for diagnostic in bag.ordered {
        if let place = diagnostic.place {
            let marker = DiagnosticMarker(code: diagnostic.code, shownIn: place)
            if let index = expected.firstIndex(of: marker) {
                expected.remove(at: index)
                continue
            }
        } else if let index = unplaced.firstIndex(of: diagnostic.code) {
            unplaced.remove(at: index)
            continue
        }
        differences.append("not expected:\n" + SnippetRenderer().render(diagnostic))
    }
    differences += expected.map { "not reported: \($0)" }
    differences += unplaced.map { "not reported: \($0.rawValue), without a place" }
    return differences
}

/// A code and the place where it is expected: the part of a range on its first line.
private struct DiagnosticMarker: Equatable, CustomStringConvertible {
    enum Parsed {
        case none
        case marker(DiagnosticMarker)
        case mistake(String)
    }

    var code: DiagnosticCode
    var range: SourceRange

    init(code: DiagnosticCode, range: SourceRange) {
        self.code = code
        self.range = range
    }

    init(code: DiagnosticCode, shownIn range: SourceRange) {
        let lines = range.file.lines
        let content = lines.content(ofLine: lines.line(at: range.start))
        let start = min(range.start, content.upperBound)
        let end = max(start, min(range.end, content.upperBound))
        self.init(code: code, range: range.file.range(start, end))
    }

    var description: String {
        let columns = "\(range.position.column - 1)..<\(range.endPosition.column - 1)"
        return "\(code.rawValue) at \(range.place) (@\(columns), `\(range.text)`)"
    }

    static func parse(line: Int, of file: SourceFile) -> Parsed {
        guard let words = words(line: line, of: file) else { return .none }
        let place = "\(file.shownName):\(line)"
        guard words.count == 2, let code = DiagnosticCode(rawValue: words[1].text) else {
            return .mistake(
                "\(place): a marker is carets and a diagnostic code, as `# ^^ unknown-key`"
            )
        }
        var above = line - 1
        while above > 0, Self.words(line: above, of: file) != nil { above -= 1 }
        guard above > 0, let columns = columns(words[0]) else {
            return .mistake("\(place): no line above the marker, or no columns in it")
        }
        let content = file.lines.content(ofLine: above)
        let text = String(decoding: file.bytes[content], as: UTF8.self).unicodeScalars
        guard columns.upperBound <= text.count else {
            return .mistake("\(place): the marker reaches beyond the end of the line above")
        }
        func offset(_ column: Int) -> Int {
            content.lowerBound + String(String.UnicodeScalarView(text.prefix(column))).utf8.count
        }
        let range = file.range(offset(columns.lowerBound), offset(columns.upperBound))
        return .marker(DiagnosticMarker(code: code, range: range))
    }

    /// The words of a marker line with their columns; nil for any other line.
    private static func words(line: Int, of file: SourceFile) -> [(column: Int, text: String)]? {
        let text = String(decoding: file.bytes[file.lines.content(ofLine: line)], as: UTF8.self)
        let characters = Array(text.unicodeScalars)
        guard let hash = characters.firstIndex(where: { $0 != " " }), characters[hash] == "#" else {
            return nil
        }
        var words: [(column: Int, text: String)] = []
        var word = ""
        for column in (hash + 1)...characters.count {
            if column < characters.count, characters[column] != " " {
                word.unicodeScalars.append(characters[column])
            } else if !word.isEmpty {
                words.append((column - word.unicodeScalars.count, word))
                word = ""
            }
        }
        guard let mark = words.first?.text else { return nil }
        let isMark = mark.allSatisfy { $0 == "^" } || mark == "|" || mark.hasPrefix("@")
        return isMark ? words : nil
    }

    private static func columns(_ mark: (column: Int, text: String)) -> Range<Int>? {
        if mark.text == "|" { return mark.column..<mark.column }
        guard mark.text.hasPrefix("@") else {
            return mark.column..<(mark.column + mark.text.count)
        }
        let numbers = mark.text.dropFirst().split(separator: "..<").map { Int($0) }
        guard numbers.count == 2, let lower = numbers[0], let upper = numbers[1], lower <= upper
        else { return nil }
        return lower..<upper
    }
}
