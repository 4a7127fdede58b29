import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct CanonicalWriterTests {
    @Test func `a config is written as a person would`() throws {
        let text = """
            task: digits
            model:
              use: mlp
              hidden: [64, 32]
              extra: {}
            optimizer:
              lr: 5e-4
              momentum: 0.
              schedule:
                - name: warmup
                  steps: 500
                - name: cosine
            flag: True
            nothing: ~
            quoted: "yes"
            time: "1:30"
            path: C:\\data
            note: |
              two
                lines
            matrix:
              - [1, 2]
              - [3, 4]

            """
        let root = try #require(Reading(text).root)
        #expect(CanonicalWriter.yaml(root) == text)
    }

    @Test(arguments: [
        ("'abc'", "abc"), ("yes", "\"yes\""), ("'1'", "\"1\""), ("1_0", "\"1_0\""), ("''", "\"\""),
        ("0x1F", "0x1F"), ("'a, b'", "\"a, b\""), ("\"a\\\\b\"", "a\\b"), ("'a: \\b'", "'a: \\b'"),
        ("!!float 1", "1.0"), ("!!str 1", "\"1\""), ("!!int '7'", "7"), ("!!null ''", "null"),
        ("2026-11-24", "\"2026-11-24\""), ("\"\\0\\e\\u2028\"", #""\0\x1B\u2028""#),
    ])
    func `scalars on one line`(source: String, written: String) throws {
        let value = try #require(Reading("a: " + source)["a"])
        #expect(CanonicalWriter.flow(value) == written)
    }

    @Test(arguments: [
        (Scalar("1_000", .typedInt), "1000"), (Scalar("1e3", .typedInt), "1000"),
        (Scalar("0x10", .typedInt), "0x10"), (Scalar("1", .typedFloat), "1.0"),
        (Scalar("inf", .typedFloat), ".inf"), (Scalar("1e-3", .typedFloat), "1e-3"),
        (Scalar("TRUE", .typedBool), "TRUE"), (Scalar("tRUE", .typedBool), "true"),
        (Scalar("5", .typedString), "\"5\""), (Scalar("${run:id}/x", .deferred), "${run:id}/x"),
    ])
    func `a typed value keeps its spelling where that reads back`(scalar: Scalar, written: String) {
        #expect(CanonicalWriter.spelling(of: scalar) == written)
    }

    @Test func `operators stay operators and quoted keys stay keys`() throws {
        let root = try #require(Reading("a+: [1]\n'b+': [2]\nc!: {}\n\"d!\": 1\n").root)
        #expect(CanonicalWriter.flow(root) == #"{a+: [1], "b+": [2], c!: {}, "d!": 1}"#)
    }

    @Test func `a key too long for one line is read back`() throws {
        for length in [999, 1_000, 1_001, 5_000] {
            let key = String(repeating: "k", count: length)
            let range = SourceFile(kind: .declaration, name: "test", text: "").range(0, 0)
            let root = Node.mapping(["a": .mapping([:], range), "b": .null(range)], range)
            var tree = root
            tree.update(ConfigPath(keys: "a", key)) { $0 = .int(1, range) }
            for text in [CanonicalWriter.yaml(tree), CanonicalWriter.flow(tree)] {
                #expect(Reading(text).root?.isEqualValue(to: tree) == true, "\(length)")
            }
        }
    }

    @Test func `JSON keeps integers and floats apart`() throws {
        let text =
            "{a: 1, b: 1.0, c: 1., d: 1e400, e: [-.inf, .nan], f: \"\\u0001\\\"é\", g: 007, h: ~}"
        let root = try #require(Reading(text).root)
        #expect(
            JSONWriter.json(root)
                == #"{"a":1,"b":1.0,"c":1.0,"d":"inf","e":["-inf","nan"],"f":"\u0001\"é","g":7,"h":null}"#
        )
        #expect(
            JSONWriter.json(try #require(Reading("{a: [1, {}], b: []}").root), pretty: true) == """
                {
                  "a": [
                    1,
                    {}
                  ],
                  "b": []
                }
                """
        )
    }

    @Test func `the hash leaves out what differs from run to run`() {
        let range = SourceFile(kind: .declaration, name: "test", text: "").range(0, 0)
        let deferred = { Node(.scalar(Scalar($0, .deferred)), range: range) }
        let hash = { CanonicalHash.sha256(of: deferred($0)) }
        #expect(hash("${run:id}/x") == hash("${run:dir}/x"))
        #expect(hash("${run:id}/x") != hash("${run:id}/y"))
        #expect(hash("${secret:A}") != hash("${secret:B}"))
    }

    /// The digest of a text that other tools make too: `printf '{"a":1,"b":1.0}' | sha256sum`.
    @Test func `the hash is that of the canonical JSON`() throws {
        let root = try #require(Reading("b: 1.\na: 0o1\n").root)
        #expect(JSONWriter.canonical(root) == #"{"a":1,"b":1.0}"#)
        var digest = SHA256()
        digest.update(Array(#"{"a":1,"b":1.0}"#.utf8))
        #expect(CanonicalHash.sha256(of: root) == digest.finish())
    }
}
