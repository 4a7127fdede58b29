import ExpReport
import ExpTestSupport
import Testing

/// Differences of texts, in the format that `patch` reads.
@Suite struct UnifiedDiffTests {
    @Test func `equal texts differ nowhere`() {
        #expect(UnifiedDiff(old: "a\nb", new: "a\nb", name: "f").text == "")
        #expect(UnifiedDiff(old: "", new: "", name: "f").text == "")
    }

    @Test func `a change stands between three lines of context`() {
        let old = (1...9).map { "\($0)\n" }.joined()
        let new = old.replacingLine("5", by: "five")
        #expect(
            UnifiedDiff(old: old, new: new, name: "f").text == """
                --- f
                +++ f
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8

                """
        )
    }

    @Test func `a missing last line end is said`() {
        #expect(
            UnifiedDiff(old: "a", new: "a\n", name: "f").text == """
                --- f
                +++ f
                @@ -1,1 +1,1 @@
                -a
                \\ No newline at end of file
                +a

                """
        )
    }

    @Test func `what patch makes of the old text is the new one`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            let old = (0..<30).map { _ in "\(Int.random(in: 0..<6, using: &generator))\n" }
            var lines = old
            for _ in 0..<5 {
                let place = Int.random(in: lines.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: lines.remove(at: place)
                case 1: lines.insert("x\n", at: place)
                default: lines[place] = "y\n"
                }
            }
            let directory = TemporaryDirectory()
            directory.write("f", old.joined())
            let diff = UnifiedDiff(old: old.joined(), new: lines.joined(), name: "f").text
            directory.write("d", diff)
            let result = ChildProcess(
                "/usr/bin/git",
                ["apply", "-p0", "--unidiff-zero", "d"],
                in: directory.path
            ).run()
            #expect(result.status == 0, "\(result.errors)\n\(diff)")
            #expect(directory.read("f") == lines.joined())
        }
    }
}

extension String {
    fileprivate func replacingLine(_ line: String, by new: String) -> String {
        split(separator: "\n").map { ($0 == line ? new : String($0)) + "\n" }.joined()
    }
}
