import ExpDiagnostics
import ExpSystem
package import ExpYAML

extension ResolverTable {
    /// The resolvers that read the world around the config.
    static let environmental: [Resolver] = [
        Resolver("env", usage: "${env:NAME,default}", argumentCount: 1...2) {
            call,
            resolution throws(Diagnostic) in
            guard let name = call.arguments[0].scalar?.text else {
                throw .resolverNeedsText(call, argument: 0, usage: "${env:NAME,default}")
            }
            if let value = resolution.variable(name) { return .value(value) }
            guard call.arguments.count > 1 else { throw .missingVariable(name, call) }
            return .value(call.arguments[1])
        },
        Resolver("choice", usage: "${choice:PATH}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            let path = call.arguments[0].scalar.flatMap { ConfigPath.parse($0.text) }
            guard let path, let choice = resolution.choices[path] else {
                throw .noChoice(at: path ?? call.path, in: call.node, call.interpolation.bytes)
            }
            return .key(path, Node(.scalar(Scalar(choice, .typedString)), range: call.node.range))
        },
        Resolver("project", usage: "${project:dir}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            guard call.string(0) == "dir" else {
                throw .unknownResolverValue(call, known: ["dir"])
            }
            guard let project = resolution.project else { throw .noProject(call) }
            return .value(text(project.string, call))
        },
        Resolver("git", usage: "${git:sha}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            guard call.string(0) == "sha" else {
                throw .unknownResolverValue(call, known: ["sha"])
            }
            guard let project = resolution.project,
                let repository = GitRepository(
                    containing: project,
                    environment: resolution.variables
                )
            else { throw .noRepository(call) }
            guard let commit = repository.commit else {
                throw .noCommit(call, repository.root.string)
            }
            return .value(text(commit, call))
        },
        Resolver("now", usage: "${now:%Y-%m-%d}", argumentCount: 1...1) {
            call,
            resolution throws(Diagnostic) in
            guard let pattern = call.arguments[0].scalar?.text else {
                throw .resolverNeedsText(call, argument: 0, usage: "${now:%Y-%m-%d}")
            }
            return .value(text(resolution.time.local(pattern), call))
        },
    ]

    private static func text(_ text: String, _ call: ResolverInvocation) -> Node {
        Node(.scalar(Scalar(text, .typedString)), range: call.node.range)
    }
}

extension Resolution {
    /// An environment variable, with its text as the place it came from; nil when it is not set.
    package mutating func variable(_ name: String) -> Node? {
        guard let value = variables[name] else { return nil }
        let file = environment[name] ?? SourceFile(kind: .environment, name: name, text: value)
        environment[name] = file
        // A variable that is set and empty is an empty text, not null.
        let scalar = Scalar(value, value.isEmpty ? .typedString : .plain)
        return Node(.scalar(scalar), range: file.range(0, file.bytes.count))
    }
}
