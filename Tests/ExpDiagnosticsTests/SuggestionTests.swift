import ExpDiagnostics
import Testing

/// What a mistyped name was meant to be.
@Suite struct SuggestionTests {
    @Test(arguments: [
        ("learning_rat", ["epochs", "learning_rate", "lr"], ["learning_rate"]),
        (
            "Learning-Rate", ["learning_rates", "learning_rate"],
            ["learning_rate", "learning_rates"]
        ),
        ("LR", ["lr", "wd"], ["lr"]),
        ("batch-size", ["batch", "batch_size"], ["batch_size"]),
        ("lss", ["ls", "show", "less"], ["ls", "less"]),
        ("hsow", ["show"], ["show"]),
        ("lr", ["wd", "x"], []),
        ("x", ["y", "z"], []),
        ("xy", ["x"], ["x"]),
        ("", ["a"], []),
        ("conv", ["conv1", "conv2", "conv3", "conv4"], ["conv1", "conv2", "conv3"]),
        ("seed", ["seed"], []),
        ("epoch", ["epochs", "epochs"], ["epochs"]),
        ("momentun", ["momentum", "optimizer"], ["momentum"]),
        ("größe", ["grösse", "größen"], ["größen", "grösse"]),
        ("modle", ["mode", "model"], ["model", "mode"]),
    ])
    func `the nearest names are found`(name: String, candidates: [String], expected: [String]) {
        #expect(Suggestion.nearest(to: name, among: candidates) == expected)
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("ab", "ba", 1), ("abcd", "acbd", 1),
        ("ca", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2),
    ])
    func `the distance counts edits and swaps`(left: String, right: String, distance: Int) {
        #expect(Suggestion.distance(left, right) == distance)
        #expect(Suggestion.distance(right, left) == distance)
    }

    @Test func `the question joins names as in a sentence`() {
        #expect(Suggestion.phrase([]) == nil)
        #expect(Suggestion.phrase(["a"]) == "did you mean `a`?")
        #expect(Suggestion.phrase(["a", "b"]) == "did you mean `a` or `b`?")
        #expect(Suggestion.phrase(["a", "b", "c"]) == "did you mean `a`, `b` or `c`?")
        #expect(Suggestion.list(["a", "b"], joinedBy: "and") == "`a` and `b`")
        #expect(Suggestion.phrase(for: "hsow", among: ["ls", "show"]) == "did you mean `show`?")
    }
}
