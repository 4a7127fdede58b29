import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// A config with ten mistakes of different kinds, over two files and the command line: all are told
/// at once, and any subset of them tells exactly its own.
struct TenMistakesTests {
    /// A line that is right, and what it looks like with a mistake in it.
    struct Mistake: Sendable {
        var place: Place
        var right: String?
        var wrong: String
        var code: DiagnosticCode
        /// The text that the caret points at.
        var caret: String
    }

    enum Place: Sendable {
        case base
        case main
        case commandLine
    }

    static let mistakes = [
        Mistake(
            place: .base,
            right: "classes: 10",
            wrong: "classes: ten",
            code: .typeMismatch,
            caret: "ten"
        ),
        Mistake(
            place: .base,
            right: "layers: [64, 32]",
            wrong: "layers: {a: 1}",
            code: .typeMismatch,
            caret: "{a: 1}"
        ),
        Mistake(
            place: .base,
            right: "exp: {retries: 1}",
            wrong: "exp: {retrys: 1}",
            code: .unknownKey,
            caret: "retrys"
        ),
        Mistake(
            place: .base,
            right: "labels: {cat: 1}",
            wrong: "labels: {cat: 1, cat: 2}",
            code: .duplicateKey,
            caret: "cat"
        ),
        Mistake(place: .main, right: nil, wrong: "lerning: 3", code: .unknownKey, caret: "lerning"),
        Mistake(
            place: .main,
            right: "model: {use: vit}",
            wrong: "model: {use: vti}",
            code: .unknownChoice,
            caret: "vti"
        ),
        Mistake(
            place: .main,
            right: "head: {size: \"${classes}\"}",
            wrong: "head: {size: \"${clases}\"}",
            code: .missingReference,
            caret: "clases"
        ),
        Mistake(
            place: .commandLine,
            right: "lr=0.5",
            wrong: "lr=500",
            code: .outOfRange,
            caret: "500"
        ),
        Mistake(
            place: .commandLine,
            right: "head.act=relu",
            wrong: "head.act=[a",
            code: .invalidOverride,
            caret: "["
        ),
        Mistake(
            place: .commandLine,
            right: "seed=3",
            wrong: "seed=1,2",
            code: .ambiguousOverride,
            caret: "1,2"
        ),
    ]

    @Test func `all ten are told at once, each with its place and a next step`() {
        let (bag, project) = load(Set(Self.mistakes.indices))
        #expect(
            bag.diagnostics.filter { $0.severity == .error }.count == 10,
            "\(project.rendered(bag))"
        )
        for diagnostic in bag.diagnostics where diagnostic.severity == .error {
            #expect(!diagnostic.labels.isEmpty, "\(diagnostic.message)")
            #expect(diagnostic.help?.isEmpty == false, "\(diagnostic.message)")
        }
    }

    @Test func `any subset tells exactly its own`() {
        var random = SeededGenerator(seed: 9)
        var subsets: [Set<Int>] = [[]]
        subsets += Self.mistakes.indices.map { [$0] }
        for _ in 0..<propertyCases {
            subsets.append(Set(Self.mistakes.indices.filter { _ in Bool.random(using: &random) }))
        }
        for subset in subsets {
            let (bag, project) = load(subset)
            let told = bag.diagnostics.filter { $0.severity == .error }
                .map { "\($0.code.rawValue) at \($0.labels.first?.range.text ?? "nowhere")" }
            let expected = subset.map {
                "\(Self.mistakes[$0].code.rawValue) at \(Self.mistakes[$0].caret)"
            }
            #expect(
                told.sorted() == expected.sorted(),
                "\(subset.sorted()): \(project.rendered(bag))"
            )
            if told.sorted() != expected.sorted() { return }
        }
    }

    private func load(_ wrong: Set<Int>) -> (DiagnosticBag, TestProject) {
        var base = "task: train\n"
        var main = "extends: base.yaml\n"
        var overrides: [String] = []
        for (index, mistake) in Self.mistakes.enumerated() {
            let text = wrong.contains(index) ? mistake.wrong : mistake.right
            guard let text else { continue }
            switch mistake.place {
            case .base: base += text + "\n"
            case .main: main += text + "\n"
            case .commandLine: overrides.append(text)
            }
        }
        let project = TestProject(["configs/base.yaml": base, "configs/main.yaml": main])
        return (project.load("configs/main.yaml", overrides).bag, project)
    }
}
