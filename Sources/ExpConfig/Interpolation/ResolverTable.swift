package import ExpDiagnostics
package import ExpYAML

/// Computes the value of `${name:argument,…}`.
///
/// A resolver that came with the program and one that a package registers are the same thing:
/// ``ResolverTable`` holds them by name.
package struct Resolver: Sendable {
    /// The name before the colon: `env`, `oc.env`.
    package let name: String

    /// How it is written, for messages: `${env:NAME,default}`.
    package let usage: String

    /// How many arguments it takes.
    package let argumentCount: ClosedRange<Int>

    /// Computes the value.
    ///
    /// Its arguments are resolved already. It may read more of the tree through the resolution. A
    /// thrown diagnostic is reported, and the value counts as faulty.
    package let resolve: Body

    /// What computes a value.
    package typealias Body =
        @Sendable (_ call: ResolverInvocation, _ resolution: inout Resolution) throws(Diagnostic)
        -> ResolverResult

    /// Describes a resolver; arguments of another number are refused before `resolve` is called.
    package init(
        _ name: String,
        usage: String,
        argumentCount: ClosedRange<Int>,
        resolve: @escaping Body
    ) {
        self.name = name
        self.usage = usage
        self.argumentCount = argumentCount
        self.resolve = resolve
    }
}

/// What a resolver comes to.
package enum ResolverResult: Sendable {
    /// A value made by the resolver; its range is the text that gave it: a variable's, or a part of
    /// the interpolation.
    case value(Node)

    /// The value of another key of the tree.
    case key(ConfigPath, Node)

    /// Nothing, for a reason that was reported already.
    case faulty
}

/// One use of a resolver, its arguments resolved.
package struct ResolverInvocation: Sendable {
    /// The resolver's name as written, interpolations in it put in.
    package let name: String

    /// The arguments: an unquoted one is a number, a boolean, null or a text by Hydra's grammar.
    package let arguments: [Node]

    /// The scalar that holds the interpolation.
    package let node: Node

    /// The key that the scalar stands at; relative names start beside it.
    package let path: ConfigPath

    let call: ResolverCall
    let interpolation: Interpolation

    /// The interpolation as written.
    package var text: String {
        node.text(interpolation)
    }

    /// Where the interpolation stands, `${` and `}` included.
    package var range: SourceRange {
        node.place(of: interpolation.bytes)
    }

    /// Where an argument stands.
    package func range(ofArgument index: Int) -> SourceRange {
        node.place(of: call.arguments[index].bytes)
    }

    /// The text of an argument; nil when it is a number, a boolean, null, a list or a mapping.
    package func string(_ index: Int) -> String? {
        arguments[index].string
    }
}

/// The resolvers that a config may use, by name.
package struct ResolverTable: Sendable {
    private var byName: [String: Resolver] = [:]

    /// A table of resolvers; of two of the same name the later counts.
    package init(_ resolvers: [Resolver]) {
        for resolver in resolvers { byName[resolver.name] = resolver }
    }

    /// Adds a resolver, in the place of one of the same name.
    package mutating func add(_ resolver: Resolver) {
        byName[resolver.name] = resolver
    }

    /// The resolver of a name; nil when there is none.
    package subscript(name: String) -> Resolver? {
        byName[name]
    }

    /// The names, sorted, with those that are read only when a run starts.
    package var names: [String] {
        (Array(byName.keys) + Self.deferred).sorted()
    }

    /// The resolvers that come with the program.
    package static let standard = ResolverTable(environmental + omegaConf)

    /// The names of the resolvers that are read only when a run starts.
    static let deferred = ["run", "secret"]
}
