/// Keeps secret text out of what renderers show.
struct Redaction {
    /// What stands in place of a secret.
    static let mask = "<secret>"

    private var ranges: [SourceFile: [Range<Int>]] = [:]
    private var texts: [String] = []

    /// Secrets shorter than this are hidden where they stand, but not looked for in sentences.
    private static let shortestText = 4

    /// Hides the text at some places, and that same text wherever else it would be shown.
    init(_ places: some Sequence<SourceRange>) {
        for place in places where !place.isEmpty {
            ranges[place.file, default: []].append(place.start..<place.end)
            let text = place.text.trimming { $0.isWhitespace || $0 == "\"" || $0 == "'" }
            if text.count >= Self.shortestText { texts.append(text) }
        }
        for file in ranges.keys { ranges[file]?.sort { $0.lowerBound < $1.lowerBound } }
        texts.sort { $0.count > $1.count }
    }

    /// The secret places of a text, in order.
    func ranges(in file: SourceFile) -> [Range<Int>] {
        ranges[file] ?? []
    }

    /// The text at a place, secret parts hidden.
    func text(of range: SourceRange) -> String {
        let isSecret = ranges(in: range.file).contains { $0.overlaps(range.start..<range.end) }
        return isSecret ? Self.mask : mask(range.text)
    }

    /// A sentence with every secret text in it hidden.
    func mask(_ sentence: String) -> String {
        texts.reduce(sentence) { $0.replacing($1, with: Self.mask) }
    }

    /// The same secrets for a text in which `file` was edited into `edited`.
    func following(_ edits: [Edit], from file: SourceFile, to edited: SourceFile) -> Redaction {
        var result = self
        result.ranges[edited] = ranges(in: file).map { range in
            var lower = range.lowerBound
            var upper = range.upperBound
            for edit in edits {
                let change = edit.replacement.utf8.count - (edit.range.end - edit.range.start)
                if edit.range.end <= range.lowerBound { lower += change }
                if edit.range.start < range.upperBound { upper += change }
            }
            return lower..<max(lower, upper)
        }
        return result
    }
}

extension String {
    fileprivate func trimming(_ isEdge: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isEdge(first) { text.removeFirst() }
        while let last = text.last, isEdge(last) { text.removeLast() }
        return String(text)
    }

    fileprivate func replacing(_ part: String, with replacement: String) -> String {
        var result = ""
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(part) {
                result += replacement
                rest = rest.dropFirst(part.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }
}
