import ExpDiagnostics
import ExpTestSupport
import Testing

/// Whatever the text and wherever the labels, rendering works and carets line up.
@Suite struct RenderingPropertyTests {
    @Test func `rendering random diagnostics over random bytes never traps`() {
        for seed in 0..<UInt64(propertyCases) {
            var generator = SeededGenerator(seed: seed)
            let bag = randomBag(using: &generator)
            let width = Int.random(in: 0...90, using: &generator)
            let colour = Bool.random(using: &generator)
            let snippet = SnippetRenderer(colour: colour, width: width).render(bag)
            #expect(colour || !snippet.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            for line in snippet.split(separator: "\n") where !colour && isSnippetLine(line) {
                #expect(line.last != " ", "seed \(seed): \(line)")
                let fits = DisplayWidth.columns(of: String(line)) <= max(width, 40)
                #expect(line.first == " " || fits, "seed \(seed): \(line)")
            }
            let lines = bag.diagnostics.count + bag.skippedChecks.count
            #expect(
                ConciseRenderer().render(bag).utf8.count { $0 == 0x0A } == lines,
                "seed \(seed)"
            )
            #expect(JSONRenderer().render(bag).utf8.count { $0 == 0x0A } == lines, "seed \(seed)")
        }
    }

    @Test func `the text before a caret is as wide as the caret's column`() throws {
        var checked = 0
        for seed in 0..<UInt64(propertyCases) {
            var generator = SeededGenerator(seed: seed)
            let file = SourceFile(
                kind: .standardInput,
                name: "-",
                bytes: randomBytes(using: &generator)
            )
            // A place where a character begins, so that the text before it can be measured alone.
            let line = Int.random(in: 1...file.lines.count, using: &generator)
            let content = file.lines.content(ofLine: line)
            let text = String(decoding: file.bytes[content], as: UTF8.self)
            guard !text.isEmpty, !text.unicodeScalars.contains("\u{FFFD}"),
                file.bytes[content] != [0xEF, 0xBB, 0xBF]
            else { continue }
            let count = Int.random(in: 0..<text.count, using: &generator)
            let start = content.lowerBound + text.prefix(count).utf8.count
            let character = text.dropFirst(count).prefix(1)
            let label = Label(file.range(start, start + character.utf8.count))
            let diagnostic = Diagnostic(.unknownKey, message: "m", labels: [label])
            let output = SnippetRenderer(width: 10_000).render(diagnostic).split(separator: "\n")
            let carets = try #require(output.last)
            let gutter = String(line).count + 3
            let before = DisplayWidth.columns(of: String(text.prefix(count)))
            let width = DisplayWidth.columns(of: String(character), from: before)
            #expect(carets.prefix { $0 != "^" }.count == gutter + before, "seed \(seed): \(output)")
            #expect(carets.count { $0 == "^" } == width, "seed \(seed): \(output)")
            checked += 1
        }
        #expect(checked > propertyCases / 4)
    }

    /// Whether a line shows source text (it begins with a number) or marks (with spaces).
    private func isSnippetLine(_ line: Substring) -> Bool {
        line.drop { $0.isNumber || $0 == " " }.first == "|"
    }

    private func randomBag(using generator: inout SeededGenerator) -> DiagnosticBag {
        let kinds: [SourceFile.Kind] = [
            .file, .commandLine, .environment, .standardInput, .declaration,
        ]
        let files = kinds.map { kind in
            SourceFile(kind: kind, name: "f\u{1B}", bytes: randomBytes(using: &generator))
        }
        func range() -> SourceRange {
            let file = files[Int.random(in: 0..<files.count, using: &generator)]
            let ends = [0, 1].map { _ in Int.random(in: 0...file.bytes.count, using: &generator) }
            return file.range(min(ends[0], ends[1]), max(ends[0], ends[1]))
        }
        func text() -> String {
            String(decoding: randomBytes(using: &generator).prefix(20), as: UTF8.self)
        }
        var bag = DiagnosticBag()
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let labels = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                Label(range(), Bool.random(using: &generator) ? text() : "")
            }
            let edits = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                Edit(range(), replacement: text())
            }
            bag.report(
                Diagnostic(
                    DiagnosticCode.allCases.randomElement(using: &generator) ?? .unknownKey,
                    severity: Bool.random(using: &generator) ? .error : .warning,
                    message: text(),
                    labels: labels,
                    notes: [text()],
                    help: text(),
                    fix: Bool.random(using: &generator) ? Fix(edits) : nil
                )
            )
        }
        for _ in 0..<Int.random(in: 0...2, using: &generator) { bag.redact(range()) }
        bag.skip(text())
        return bag
    }
}
