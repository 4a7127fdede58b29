import ExpDiagnostics
import ExpTestSupport

@testable import ExpYAML

/// Makes random trees with strings and keys that writers get wrong.
struct TreeGenerator {
    var random: SeededGenerator
    private static let range = SourceFile(kind: .declaration, name: "test", text: "").range(0, 0)

    init(seed: Int) {
        random = SeededGenerator(seed: UInt64(seed))
    }

    private static let words = [
        "", "a", "yes", "No", "ON", "y", "n", "null", "~", "true", "False", "1", "-1", "+5", "0o17",
        "0x1F", "012", "1_000", "1:30", "1e3", "1.", ".5", ".inf", "-.INF", ".nan", "nan", "inf",
        "2026-11-24", "=", "<<", "- a", "-", "--- a", "---", "...", "-a", "--x", "?", "? a", "a?b",
        ":", ": a", "a:", "a: b", "a:b", "a :b", "http://x/y?z=1", "a #b", "a#b", "#a", " a", "a ",
        "a\tb", "\ta", "&a", "*a", "!a", "!!int 1", "|", ">", "%a", "@a", "`a`", "'", "\"", "'a'",
        "\"a\"", "it's", "say \"hi\"", "C:\\dir", "\\n", "a\\", "[a]", "{a}", "a,b", "a, b", "[",
        "}",
        "${a.b}", "\\${x}", "key+", "key!", "é", "日本", "😀", "e\u{301}", "\u{A0}", "\u{85}",
        "\u{2028}",
        "\u{FEFF}", "\u{7F}", "\u{0}", "\u{1B}[0m", "\r", "\n", "\r\n", "a\nb", "a\nb\n", "a\n\nb",
        "a\n  b\n", "  a\nb", "a\n\n", "\na", "a \nb", "a\n ", "a\n\tb", "# a\nb", "a\r\nb",
        "a\n---\nb",
        "\u{10FFFF}", "\u{E000}", "a\u{200B}b",
    ]

    mutating func text() -> String {
        let word = Self.words.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return word + (Self.words.randomElement(using: &random) ?? "")
        case 1: return String(repeating: word, count: Int.random(in: 0..<40, using: &random))
        case 2:
            let count = Int.random(in: 0..<12, using: &random)
            let signs = Array(" \n\t:-#'\"\\,[]{}&*!|>%@`?=<abz019.eE+_~$\u{85}é😀")
            return String((0..<count).map { _ in signs.randomElement(using: &random) ?? "a" })
        default: return word
        }
    }

    mutating func float() -> Double {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            [0.0, -0.0, .infinity, -.infinity, .nan, 1, 1e16, 1e-5, .leastNonzeroMagnitude, 0.1]
                .randomElement(using: &random) ?? 0
        case 1: Double.random(in: -1000...1000, using: &random)
        case 2: Double(Int.random(in: -1000...1000, using: &random))
        default: Double(bitPattern: random.next())
        }
    }

    mutating func scalar() -> Node {
        let range = Self.range
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return .null(range)
        case 1: return .bool(Bool.random(using: &random), range)
        case 2: return .int(Int(truncatingIfNeeded: random.next()), range)
        case 3: return .float(float(), range)
        case 4: return Node(.scalar(Scalar("1_000", .typedInt)), range: range)
        case 5:
            return Node(
                .scalar(
                    Scalar(
                        ["1", "inf", "1_0.5", "0x10"].randomElement(using: &random) ?? "1",
                        .typedFloat
                    )
                ),
                range: range
            )
        case 6: return Node(.scalar(Scalar("tRue", .typedBool)), range: range)
        case 7: return Node(.scalar(Scalar("18446744073709551616")), range: range)
        case 8: return Node(.scalar(Scalar(text(), .plain)), range: range)
        case 9: return Node(.scalar(Scalar(text(), .typedString)), range: range)
        default: return .string(text(), range)
        }
    }

    mutating func tree(depth: Int = 4) -> Node {
        guard depth > 0 else { return scalar() }
        let count = Int.random(in: 0..<6, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
            var mapping = Mapping()
            for _ in 0..<count {
                let key = text()
                // A key that needs quotes had them, or it would not have been read.
                let isQuoted =
                    !PlainText.isSyntax(key, in: .flow) || Bool.random(using: &random)
                mapping.set(
                    .init(
                        key: key,
                        isKeyQuoted: isQuoted,
                        keyRange: Self.range,
                        value: tree(depth: depth - 1)
                    )
                )
            }
            return Node(.mapping(mapping), range: Self.range)
        case 2, 3:
            return .sequence((0..<count).map { _ in tree(depth: depth - 1) }, Self.range)
        default:
            return scalar()
        }
    }
}
