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

    @Test(arguments: ["help", "help run", "config", "config -c a"])
    func `what speaks of several verbs is left to the root`(_ typed: String) {
        let found = VerbPosition.verb(of: typed.split(separator: " ").map(String.init))
        #expect(found?.rest == nil)
    }
}
