import ExpTestSupport
import Testing

/// Ten mistakes that users of Hydra and OmegaConf asked for better messages about: each message
/// names the place, the cause and what to write instead.
///
/// The configs and the messages, word for word, are the folders of that name in `Cases`.
struct AskedForMessagesTests {
    /// A mistake with what its message must name.
    struct Mistake: CustomTestStringConvertible, Sendable {
        /// The folder in `Cases`, without its beginning.
        var name: String
        /// Where people asked for it.
        var askedAt: [String]
        /// Places that the message shows.
        var places: [String]
        /// What is wrong, and what to write.
        var words: [String]

        var testDescription: String { name }
    }

    static let mistakes = [
        Mistake(
            name: "typo-in-an-added-key",
            askedAt: ["AshleyLab/OpenMHC#14"],
            places: ["command line:1:9"],
            words: ["`release_dri` is new in `method`", "did you mean `release_dir`?"]
        ),
        Mistake(
            name: "which-interpolation",
            askedAt: ["facebookresearch/hydra#2848"],
            places: ["configs/main.yaml:2:15"],
            words: ["`model` has no key `nmae`", "for `title`", "did you mean `name`?"]
        ),
        Mistake(
            name: "override-in-the-wrong-scope",
            askedAt: ["facebookresearch/hydra#1365"],
            places: ["command line:1:1", "command line:1:8"],
            words: ["did you mean `optimizer.lr`?", "did you mean `train.optim.wd`?"]
        ),
        Mistake(
            name: "comma-outside-a-sweep",
            askedAt: ["Hydra: \"Ambiguous value for argument\""],
            places: ["command line:1:6"],
            words: ["several values", "`'tags=[a,b]'`", "`\"tags='a,b'\"`"]
        ),
        Mistake(
            name: "equals-sign-in-a-value",
            askedAt: ["facebookresearch/hydra#1577"],
            places: ["command line:1:38"],
            words: ["`=` cannot stand here", "`'more=[\"epoch=9-step=8.ckpt\"]'`"]
        ),
        Mistake(
            name: "character-that-needs-quotes",
            askedAt: [
                "facebookresearch/hydra#798", "facebookresearch/hydra#962",
                "facebookresearch/hydra#1843", "facebookresearch/hydra#2705",
            ],
            places: ["command line:1:25", "command line:1:38"],
            words: ["`'` cannot stand here", "`'name=\"a(b\"'`", "put the text in quotes"]
        ),
        Mistake(
            name: "value-of-no-case-of-a-union",
            askedAt: ["omni-us/jsonargparse#695", "omni-us/jsonargparse#838"],
            places: ["configs/main.yaml:2:19", "configs/main.yaml:2:29"],
            words: [
                "`model` with `use: vit`", "`width` is a key of `mlp`", "did you mean `depth`?",
            ]
        ),
        Mistake(
            name: "place-of-a-yaml-error",
            askedAt: ["crystal-lang/crystal#2585"],
            places: ["configs/main.yaml:3:2"],
            words: ["the indentation of this line fits nothing above it", "help: indent it"]
        ),
        Mistake(
            name: "numbers-and-booleans-of-yaml",
            askedAt: ["yaml/pyyaml#173"],
            places: ["configs/base.yaml:2:10", "configs/base.yaml:3:8"],
            words: ["the boolean `false` to YAML 1.1", "the integer 1000 to YAML 1.1"]
        ),
        Mistake(
            name: "missing-file-behind-an-option",
            askedAt: ["ankit373/hydra#1030"],
            places: ["configs/model/resnet.yaml:1:10"],
            words: [
                "there is no file `configs/model/comon.yaml`",
                "`configs/main.yaml` uses `configs/model/resnet.yaml`",
                "did you mean `common.yaml`?",
            ]
        ),
    ]

    @Test(arguments: Self.mistakes)
    func `a message names place, cause and fix`(mistake: Mistake) {
        let (_, problems) = CaseTests.outcome(of: "asked-for-" + mistake.name)
        for place in mistake.places {
            #expect(problems.contains("--> \(place)\n"), "\(place): \(problems)")
        }
        for words in mistake.words {
            #expect(problems.contains(words), "\(words): \(problems)")
        }
        #expect(readText(CaseTests.folder + "/asked-for-\(mistake.name)/expected.err") == problems)
    }

    @Test func `all ten are here, and no case of that name is left out`() {
        let names = CaseTests.cases.filter { $0.hasPrefix("asked-for-") }
        #expect(names == Self.mistakes.map { "asked-for-" + $0.name }.sorted())
        #expect(names.count == 10)
    }
}
