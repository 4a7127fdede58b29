/// How many columns of a terminal a text takes, and how characters that have no look of their own
/// are shown.
///
/// A character is what Swift calls one, a grapheme cluster (Unicode Standard Annex 29). East Asian
/// wide and fullwidth characters take two columns (UAX 11, Unicode 16.0), and so does an emoji with
/// all that joins it: a skin tone, U+FE0F, a zero-width joiner and what follows, the other half of a
/// flag (Unicode Technical Standard 51). Combining marks take none; ambiguous characters take one.
/// A tab goes to the next multiple of four columns.
package enum DisplayWidth {
    /// Columns from one tab stop to the next.
    package static let tabStop = 4

    /// The columns that a text takes when it begins at `column`, after ``visible(_:)``.
    package static func columns(of text: String, from column: Int = 0) -> Int {
        text.reduce(column) { column, character in
            column + shown(character, at: column).columns
        } - column
    }

    /// The text as it can be printed on one line without moving the cursor or changing colours.
    ///
    /// Control characters become their pictures (`␛`); characters that would be invisible, that
    /// reorder text, or that pass for a plain space become their number (`<U+202E>`); tabs become
    /// spaces; a mark without a letter gets a dotted circle.
    package static func visible(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
        var result = ""
        var column = 0
        for character in text {
            let cell = shown(character, at: column)
            result += cell.text
            column += cell.columns
        }
        return result
    }

    /// How one character is shown at a column, counted from 0, and the columns it takes.
    static func shown(_ character: Character, at column: Int) -> (text: String, columns: Int) {
        if let code = character.asciiValue, code >= 0x20, code < 0x7F {
            return (String(character), 1)
        }
        if character == "\t" {
            let columns = tabStop - column % tabStop
            return (String(repeating: " ", count: columns), columns)
        }
        let scalars = character.unicodeScalars
        let columns = self.columns(ofCluster: scalars)
        if columns == 0, scalars.first.map(isMark) == true { return ("\u{25CC}\(character)", 1) }
        if columns == 0 || scalars.allSatisfy(isHidden) {
            let text = scalars.map(picture).joined()
            return (text, text.unicodeScalars.count)
        }
        return (String(character), columns)
    }

    private static func columns(ofCluster scalars: Character.UnicodeScalarView) -> Int {
        guard let first = scalars.first else { return 0 }
        if scalars.count > 1, first.properties.isEmoji, scalars.contains(where: makesEmoji) {
            return 2
        }
        return scalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// Whether a scalar makes one emoji, two columns wide, of all that it stands with.
    private static func makesEmoji(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE0F, 0x200D, 0x20E3: true
        case 0x1F3FB...0x1F3FF: true
        case 0x1F1E6...0x1F1FF: true
        default: false
        }
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        if isMark(scalar) || scalar.properties.generalCategory == .format { return 0 }
        switch scalar.value {
        // Hangul vowels and finals, which join the syllable that an initial began.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        // Half a flag.
        case 0x1F1E6...0x1F1FF: return 1
        default: return isWide(scalar) ? 2 : 1
        }
    }

    /// Whether a scalar alone takes two columns: `East_Asian_Width` W or F (EastAsianWidth-16.0.0).
    ///
    /// Emoji come from the property `Emoji_Presentation`, which implies W; the table holds the rest,
    /// with the unassigned gaps of East Asian blocks counted as wide, as UAX 11 asks.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= 0x1100 else { return false }
        return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(value) }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initial consonants
        0x2329...0x232A,  // angle brackets
        0x2630...0x2637,  // trigrams
        0x268A...0x268F,  // monograms and digrams
        0x2E80...0x303E,  // radicals, ideographic punctuation
        0x3041...0x3247,  // kana, bopomofo, enclosed letters
        0x3250...0xA4CF,  // CJK ideographs, hexagrams, Yi
        0xA960...0xA97F,  // Hangul extended A
        0xAC00...0xD7A3,  // Hangul syllables
        0xF900...0xFAFF,  // CJK compatibility ideographs
        0xFE10...0xFE19,  // vertical forms
        0xFE30...0xFE6F,  // CJK compatibility and small forms
        0xFF01...0xFF60,  // fullwidth forms
        0xFFE0...0xFFE6,  // fullwidth signs
        0x16FE0...0x18DFF,  // Tangut, Khitan
        0x1AFF0...0x1B2FF,  // kana supplement, Nushu
        0x1D300...0x1D376,  // Tai Xuan Jing symbols, counting rods
        0x1F200...0x1F265,  // enclosed ideographs
        0x20000...0x2FFFD,  // ideographs, plane 2
        0x30000...0x3FFFD,  // ideographs, plane 3
    ]

    /// Whether a scalar is drawn over or around the one before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        let category = scalar.properties.generalCategory
        return category == .nonspacingMark || category == .enclosingMark
    }

    /// Whether a scalar would not be seen, or would be taken for a plain space.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        case .spaceSeparator: scalar != " " && scalar != "\u{3000}"
        default: false
        }
    }

    private static func picture(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x00...0x1F: String(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
        case 0x7F: "\u{2421}"
        default: "<U+" + hexadecimal(scalar.value, digits: 4) + ">"
        }
    }

    /// A number in upper-case hexadecimal, padded with zeros.
    static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
