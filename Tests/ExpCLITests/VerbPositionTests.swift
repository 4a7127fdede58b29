import Testing

@testable import ExpCLI

@Suite struct VerbPositionTests {
    @Test(arguments: [
        ("config show -c a x=1", "ConfigShowCommand", "-c a x=1"),
        ("ls --json", "ListCommand", "--json"),
        ("run -c a", "RunCommand", "-c a"), ("-c a x=1", "RunCommand", "-c a x=1"),
        ("x=1", "RunCommand", "x=1"),
        ("--help", "RunCommand", "--help"), ("task task", "TaskCommand", "task"),
        ("run help", "RunCommand", "help"),
    ])
    func `a verb has the arguments after its words`(
        _ typed: String,
        _ name: String,
        _ rest: String
    ) throws {
        let found = try #require(
            VerbPosition.verb(of: typed.split(separator: " ").map(String.init))
        )
        #expect("\(found.0)" == name)
        #expect(found.rest.joined(separator: " ") == rest)
    }

    @Test(arguments: [
        ("-c a x=1 -c b", [0, 3]), ("ls --limit=2 -n 3", [1, 2]), ("-c a --tag x --tag y", nil),
        ("-c a -- --config b", nil), ("config show --config a", nil),
    ])
    func `an option that takes one value is given once`(_ typed: String, _ places: [Int]?) {
        let found = VerbPosition.repeatedOption(typed.split(separator: " ").map(String.init))
        #expect(found.map { [$0.0, $0.1] } == places)
    }

    @Test(arguments: [
        (["x=1", "show"], "show"), (["lss"], "ls"), (["show=1", "~ls", "x"], nil), ([], nil),
    ])
    func `a verb among overrides is seen`(_ overrides: [String], _ verb: String?) {
        #expect(VerbPosition.verb(among: overrides)?.verb == verb)
    }

    @Test(arguments: ["help", "help run", "config", "config -c a"])
    func `what speaks of several verbs is left to the root`(_ typed: String) {
        let found = VerbPosition.verb(of: typed.split(separator: " ").map(String.init))
        #expect(found?.rest == nil)
    }
}
