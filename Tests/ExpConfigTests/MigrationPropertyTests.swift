import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// Random old configs in random layouts: what is rewritten means the same, and nothing else of the
/// text is touched.
@Suite struct MigrationPropertyTests {
    static let cases = Int(ProcessEnvironment.variables["EXP_PROPERTY_CASES"] ?? "") ?? 200

    @Test func `a rewritten file loads to the same values, other lines byte for byte`() {
        var rewritten = 0
        for seed in 0..<UInt64(Self.cases) {
            var layout = OldConfig(seed: seed)
            let text = layout.text()
            let project = TestProject.moved(["configs/main.yaml": text])
            let (before, told) = project.load()
            guard !told.hasErrors, let before else {
                Issue.record("seed \(seed): \(project.rendered(told))\n\(text)")
                continue
            }
            let (result, refusals) = FileMigrationTests.migrated(project)
            guard let result else {
                Issue.record("seed \(seed): \(refusals)\n\(text)")
                continue
            }
            if result != text { rewritten += 1 }
            let new = TestProject.moved(["configs/main.yaml": result])
            let (after, left) = new.load()
            #expect(left.diagnostics.isEmpty, "seed \(seed): \(new.rendered(left))\n\(result)")
            #expect(
                after?.resolved.isEqualValue(to: before.resolved) == true,
                "seed \(seed):\n\(text)\n----\n\(result)"
            )
            // As many of each line as before, and all in the order in which they stood.
            let untouched = Set(layout.untouched)
            #expect(
                result.wholeLines.filter(untouched.contains)
                    == text.wholeLines.filter(untouched.contains),
                "seed \(seed):\n\(text)\n----\n\(result)"
            )
            #expect(
                FileMigrationTests.migrated(new).text == result,
                "seed \(seed): rewriting twice changes more"
            )
        }
        #expect(rewritten > Self.cases / 2)
    }

    @Test func `random bytes in an old config never crash the rewriting`() {
        for seed in 0..<UInt64(Self.cases) {
            var layout = OldConfig(seed: seed)
            var bytes = Array(layout.text().utf8)
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &layout.generator)
                bytes[place] =
                    Array(" \n:{}[]#'\"&*-|>?,!\r".utf8)
                    .randomElement(using: &layout.generator) ?? 32
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let project = TestProject.moved(["configs/main.yaml": text])
            let before = project.load()
            let (result, _) = FileMigrationTests.migrated(project)
            guard let result, !before.bag.hasErrors, let config = before.config else { continue }
            let after = TestProject.moved(["configs/main.yaml": result]).load()
            #expect(
                after.config?.resolved.isEqualValue(to: config.resolved) == true,
                "seed \(seed):\n\(text)\n----\n\(result)"
            )
        }
    }
}

extension String {
    /// The lines without what stands behind the last line end, if nothing does.
    fileprivate var wholeLines: [String] {
        utf8Lines.last == "" ? utf8Lines.dropLast() : utf8Lines
    }

    /// The lines with their carriage returns, which are no characters of their own.
    fileprivate var utf8Lines: [String] {
        utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Writes a config with old and new keys, its layout and comments left to chance.
private struct OldConfig {
    var generator: SeededGenerator
    /// Lines that no change is about.
    private(set) var untouched: [String] = []
    private var newline = "\n"

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }

    private mutating func comment() -> String {
        chance(30) ? pick([" # c", "   # {a: 1}", "  # -", "\t# tab: x"]) : ""
    }

    private mutating func key(_ name: String) -> String {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: "'\(name)'"
        case 1: "\"\(name)\""
        default: name
        }
    }

    private mutating func number() -> String {
        pick(["1", "0.50", "2e-1", "3", "10"])
    }

    /// The whole file.
    mutating func text() -> String {
        newline = chance(20) ? "\r\n" : "\n"
        if chance(15) { return "{\(flowEntries().joined(separator: pick([", ", ",", " , "])))}\n" }
        let step = pick([1, 2, 3, 4])
        var groups = [keep("task: train\(comment())")]
        let group = optimizer(step)
        groups += [group, model(step), callbacks(step), settings(step)].filter { !$0.isEmpty }
        if !group.contains("lr"), !group.contains("step"), !group.contains("learning_rate"),
            chance(70)
        {
            groups.append("\(key("lr")): \(number())\(comment())")
        }
        if chance(40) {
            groups.append("\(key("warmup")):  \(pick(["90", "15s", "2.5"]))\(comment())")
        }
        if chance(30) {
            groups.append("mixed_precision: \(pick(["true", "[1, 2]", "|\n  a\n  b"]))")
        }
        if chance(30) { groups.append("backend: cuda\(comment())") }
        groups.shuffle(using: &generator)
        var lines: [String] = []
        for group in groups {
            if chance(30) { lines.append(keep(pick(["", "# about what follows", "#"]))) }
            lines.append(group)
        }
        let text = lines.joined(separator: "\n") + (chance(85) ? "\n" : "")
        // The last line may have no line end, which it gets when another comes after it.
        let last = text.utf8Lines.last
        untouched.removeAll { $0 == last }
        guard newline == "\r\n" else { return text }
        untouched = untouched.map { $0 + "\r" }
        return text.utf8Lines.joined(separator: newline)
    }

    private mutating func keep(_ line: String) -> String {
        untouched.append(line)
        return line
    }

    private mutating func optimizer(_ step: Int) -> String {
        let indent = String(repeating: " ", count: step)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return ""
        case 1: return "optimizer: {momentum: \(number())}\(comment())"
        case 2:
            return "optimizer: {\(key(pick(["learning_rate", "step"]))): \(number()) }\(comment())"
        case 3:
            return "optimizer:\(comment())\n" + keep("\(indent)momentum: \(number())\(comment())")
        default:
            let name = key(pick(["learning_rate", "step", "lr"]))
            return "optimizer:\n\(indent)\(name): \(number())\(comment())\n"
                + keep("\(indent)momentum:   \(number())")
        }
    }

    private mutating func model(_ step: Int) -> String {
        let indent = String(repeating: " ", count: step)
        let name = key(pick(["net", "model"]))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return ""
        case 1:
            return
                "\(name): {use: cnn, \(key("filters")): \(pick(["3", "[4]"]).filter(\.isNumber))}"
        case 2:
            return "\(name):\n" + keep("\(indent)use: mlp\(comment())")
                + "\n\(indent)\(key("hidden")): 7\(comment())\n" + keep("\(indent)dropout: 0.1")
        default: return "\(name):\(comment())\n\(indent)\(key("filters")): 3\n\(indent)use:  cnn"
        }
    }

    private mutating func callbacks(_ step: Int) -> String {
        if chance(40) { return "" }
        let indent = String(repeating: " ", count: pick([0, step]))
        var text = "callbacks:"
        for name in ["a", "b \(pick(["", "c"]))x"].prefix(pick([1, 2])) {
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: text += "\n\(indent)- {\(key("interval")): 3, name: '\(name)'}\(comment())"
            case 1:
                text += "\n\(indent)-  \(key("interval")): 3\(comment())\n"
                text += keep("\(indent)   name: \"\(name)\"\(comment())")
            default: text += "\n" + keep("\(indent)- name: '\(name)'") + "\n\(indent)  interval: 2"
            }
        }
        return text
    }

    private mutating func settings(_ step: Int) -> String {
        let indent = String(repeating: " ", count: step)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return "regularization:\n\(indent)dropout_percent: 35\(comment())"
        case 1: return "regularization: {dropout_percent: 5}\(comment())"
        case 2: return "labels:\n" + keep("\(indent)a b: 1 # dropout_percent: 3")
        default: return ""
        }
    }

    private mutating func flowEntries() -> [String] {
        var entries = ["task: train"]
        if chance(60) { entries.append("\(key("lr")): \(number())") }
        if chance(60) { entries.append("optimizer: {momentum: 0.1}") }
        if chance(60) { entries.append("net: {use: cnn, filters: 3}") }
        if chance(40) { entries.append("regularization: {dropout_percent: 5}") }
        if chance(40) { entries.append("mixed_precision: {}") }
        if chance(40) { entries.append("warmup: 90") }
        entries.shuffle(using: &generator)
        return entries
    }
}
