import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpReport

@Suite struct ConfigReviewTests {
    private func side(_ texts: [String: String]) throws -> ConfigSide {
        var tree: Node?
        for (file, text) in texts.sorted(by: { $0.key < $1.key }) {
            let part = try #require(ConfigDifferenceTests.tree(text, in: file))
            guard let mapping = part.mapping, tree != nil else {
                tree = part
                continue
            }
            for entry in mapping.entries {
                tree?.update(ConfigPath(keys: entry.key)) { $0 = entry.value }
            }
        }
        return ConfigSide(name: "x", tree: try #require(tree), project: "/project")
    }

    private func changed(
        _ name: String,
        _ old: [String: String],
        _ new: [String: String]
    ) throws -> ReviewedConfig {
        let difference = ConfigDifference(from: try side(old), to: try side(new))
        return ReviewedConfig(
            name: name,
            file: "configs/\(name).yaml",
            fate: .changed(difference, isMended: false)
        )
    }

    private func review(_ configs: [ReviewedConfig]) -> ConfigReview {
        let side = ConfigReview.Side(revision: "main", commit: nil, root: "configs")
        return ConfigReview(
            range: "main..",
            sides: ConfigReview.Sides(old: side, new: side),
            configs: configs
        )
    }

    @Test func `a change of a shared file is told once`() throws {
        let names = (1...30).map { "c\($0)" }
        let configs = try names.map { name in
            let own = ["configs/\(name).yaml": "own: \(name)\n"]
            return try changed(
                name,
                own.merging(["configs/opt.yaml": "lr: 1\n"]) { $1 },
                own.merging(["configs/opt.yaml": "lr: 2\n"]) { $1 }
            )
        }
        let review = review(configs)
        #expect(review.blocks.count == 1)
        #expect(review.blocks.first?.configs == names.sorted())
        #expect(
            ReviewView(review).lines == [
                "main..: 30 changed", "", "all 30 configs", "  lr  1  →  2  configs/opt.yaml:1",
            ]
        )
    }

    @Test func `the same edit in several files is one change`() throws {
        let configs = try ["a", "b", "c"].map { name in
            let file = "configs/\(name).yaml"
            let padding = String(repeating: "\n", count: name == "b" ? 3 : 0)
            return try changed(
                name,
                [file: "\(padding)lr: 1\n"],
                [file: "\(padding)lr: \(name == "c" ? 9 : 2)\n"]
            )
        }
        #expect(
            ReviewView(review(configs)).lines == [
                "main..: 3 changed", "", "2 configs: a, b", "  lr  1  →  2  its own file", "", "c",
                "  lr  1  →  9  configs/c.yaml:1",
            ]
        )
    }

    @Test func `a config with a change of its own beside a shared one stands twice`() throws {
        let configs = try ["a", "b"].map { name in
            let file = "configs/\(name).yaml"
            return try changed(
                name,
                ["configs/base.yaml": "lr: 1\n", file: "own: 1\n"],
                ["configs/base.yaml": "lr: 2\n", file: name == "a" ? "own: 2\n" : "own: 1\n"]
            )
        }
        let untouched = ReviewedConfig(name: "d", file: "configs/d.yaml", fate: .untouched)
        #expect(review(configs + [untouched]).blocks.map(\.configs) == [["a", "b"], ["a"]])
    }

    @Test func `problems that several configs share are shown once`() throws {
        let file = SourceFile(name: "configs/opt.yaml", text: "lr: many\n")
        var bag = DiagnosticBag()
        bag.report(
            Diagnostic(.typeMismatch, message: "no number", labels: [Label(file.range(4, 8))])
        )
        let configs = ["a", "b"].map { name in
            ReviewedConfig(
                name: name,
                file: "configs/\(name).yaml",
                fate: .broken(bag, isNew: false)
            )
        }
        let review = review(configs)
        #expect(review.broken.count == 1)
        #expect(ReviewView(review).lines.count { $0.contains("no number") } == 1)
        #expect(ReviewView(review).markdown.contains("`a`, `b`"))
        #expect(review.hasChanges)
    }

    @Test func `a secret in a problem is not shown`() throws {
        let file = SourceFile(name: "configs/a.yaml", text: "token: hunter22\n")
        var bag = DiagnosticBag()
        let place = file.range(7, 15)
        bag.report(Diagnostic(.secretLiteral, message: "literal hunter22", labels: [Label(place)]))
        bag.redact(place)
        let review = review([
            ReviewedConfig(name: "a", file: "configs/a.yaml", fate: .broken(bag, isNew: true))
        ])
        let view = ReviewView(review)
        let all = view.lines + view.markdown + [view.json]
        #expect(!all.contains { $0.contains("hunter22") })
        #expect(all.contains { $0.contains("<secret>") })
    }

    @Test func `a comment is cut where GitHub would refuse it`() throws {
        let configs = try (0..<1_500).map { index in
            try changed(
                "config-\(index)",
                ["configs/config-\(index).yaml": "lr: 1\nx: \(index)\n"],
                ["configs/config-\(index).yaml": "lr: 1\nx: -\(index + 1)\n"]
            )
        }
        let lines = ReviewView(review(configs)).markdown
        #expect(lines.joined(separator: "\n").count < 65_536)
        #expect(lines.last?.contains("lines are left out; `exp diff main..`") == true)
        let small = try changed("a", ["a": "x: 1"], ["a": "x: 2"])
        #expect(ReviewView(review([small])).markdown.last == "| `x` | `1` | `2` | `a:1` |")
    }

    @Test func `names wrap to the terminal`() throws {
        let configs = try (0..<40).map { index in
            try changed("config-\(index)", ["b": "x: 1\n"], ["b": "x: 2\n"])
        }
        let other = ReviewedConfig(name: "z", file: "configs/z.yaml", fate: .untouched)
        let lines = ReviewView(review(configs + [other]), width: 60).lines
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.contains { $0.contains("config-39") })
    }

    @Test func `nothing changed is no change`() {
        let review = review([
            ReviewedConfig(name: "a", file: "configs/a.yaml", fate: .untouched),
            ReviewedConfig(name: "b", file: "configs/b.yaml", fate: .same),
        ])
        #expect(!review.hasChanges)
        #expect(
            ReviewView(review).lines == [
                "main..: 1 with changed files but the same values, 1 not touched", "",
                "the same values from changed files: b",
            ]
        )
    }
}
