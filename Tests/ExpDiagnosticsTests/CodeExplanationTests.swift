import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import Testing

/// Every code is explained, and the documentation says the same as `exp explain --code`.
@Suite struct CodeExplanationTests {
    private let pages = repositoryRoot() + "/Sources/Exp/Documentation.docc"

    @Test(arguments: DiagnosticCode.allCases)
    func `the page of a code is made from its explanation`(code: DiagnosticCode) {
        expectGolden(
            CodeExplanation.page(for: code),
            matches: "\(pages)/Diagnostics/\(code.rawValue).md"
        )
    }

    @Test func `the list of codes is made from their explanations`() {
        expectGolden(CodeExplanation.index, matches: "\(pages)/Diagnostics.md")
    }

    @Test func `no page is left of a code that is gone`() throws {
        let folder = try #require(opendir("\(pages)/Diagnostics"))
        defer { closedir(folder) }
        var names: Set<String> = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.insert(name) }
        }
        #expect(names == Set(DiagnosticCode.allCases.map { $0.rawValue + ".md" }))
    }

    @Test(arguments: DiagnosticCode.allCases)
    func `an explanation keeps to its form`(code: DiagnosticCode) {
        let explanation = code.explanation
        let sentences = [explanation.meaning, explanation.reason, explanation.remedy]
        for text in sentences {
            #expect(text.hasSuffix("."), "ends in a full stop: \(text)")
            #expect(text.first?.isLowercase == false, "begins a sentence: \(text)")
        }
        #expect(!explanation.title.hasSuffix("."))
        #expect(!explanation.report.hasSuffix("."), "a message has no full stop")
        #expect(!explanation.example.isEmpty)
        // A message is as long as it is; nothing else may be too long for a terminal.
        for line in CodeExplanation.text(for: code).split(separator: "\n")
        where !line.contains("[\(code.rawValue)]: ") {
            #expect(line.count <= 96, "too long for a terminal: \(line)")
        }
    }

    @Test func `two codes never share an explanation`() {
        let titles = Set(DiagnosticCode.allCases.map(\.explanation.title))
        #expect(titles.count == DiagnosticCode.allCases.count)
    }

    @Test func `an explanation reads as a page of its own`() {
        #expect(
            CodeExplanation.text(for: .unknownKey) == """
                unknown-key: A key that the task does not declare

                The config sets a key that the task's config has no field for. The keys that
                exist, and the nearest to this one, are named in the report.

                Why it matters
                  A misspelt key changes nothing: the task would train with the default value
                  while you believe that you set another.

                Example
                    task: digits
                    optimizer:
                      learning_rat: 0.01

                    error[unknown-key]: `optimizer` has no key `learning_rat`

                What to do
                  Correct the key, or remove it. `exp task digits` lists all keys with their
                  types and defaults. When the key belongs to another case of a choice, choose
                  that case with `use`.

                """
        )
    }
}
