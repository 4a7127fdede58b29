import ExpDiagnostics
import ExpYAML

extension Diagnostic {
    /// A resolver that does not exist.
    static func unknownResolver(
        _ name: String,
        _ known: [String],
        _ range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .unknownResolver,
            message: "there is no resolver `\(name)`",
            labels: [Label(range)],
            help: Suggestion.phrase(for: name, among: known)
                ?? "use \(Suggestion.list(known, joinedBy: "or"))"
        )
    }

    /// A resolver with too few or too many arguments.
    static func invalidResolverArguments(_ resolver: Resolver, _ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "`\(resolver.name)` does not take these arguments",
            labels: [Label(range)],
            help: "write `\(resolver.usage)`"
        )
    }

    /// An argument that is no text.
    static func resolverNeedsText(
        _ call: ResolverInvocation,
        argument: Int,
        usage: String
    ) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "`\(call.name)` takes a text here, not \(call.arguments[argument].kindName)",
            labels: [Label(call.range(ofArgument: argument))],
            help: call.arguments[argument].scalar == nil
                ? "write `\(usage)`" : "put it in quotes, or write `\(usage)`"
        )
    }

    /// An argument that is no way to a key.
    static func invalidResolverKey(
        _ text: String,
        _ call: ResolverInvocation,
        argument: Int
    ) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "`\(text)` is no key path",
            labels: [Label(call.range(ofArgument: argument))],
            help: "write it as `a.b`, `.x` or `a[0]`"
        )
    }

    /// A reference whose computed steps give no way to a key.
    static func computedKeyUnreadable(_ text: String, _ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .missingReference,
            message: "this names the key `\(text)`, which is no key path",
            labels: [Label(range)],
            help: "the values within must make a path as `a.b`, `.x` or `a[0]`"
        )
    }

    /// `oc.dict.keys` or `oc.dict.values` of something without keys.
    static func resolverNeedsMapping(_ call: ResolverInvocation, found: Node?) -> Diagnostic {
        let argument = call.arguments[0]
        let what = found?.kindName ?? argument.kindName
        return Diagnostic(
            .invalidInterpolation,
            message: found == nil
                ? "`\(call.name)` takes the path of a mapping, not \(what)"
                : "`\(call.name)` takes a mapping, and `\(argument.scalar?.text ?? "")` is \(what)",
            labels: [Label(call.range(ofArgument: 0))],
            help: "name the mapping by its path, without `${}`: `${\(call.name):a.b}`"
        )
    }

    /// A value that `oc.create` has nothing to make of.
    static func nothingToCreate(_ call: ResolverInvocation) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "`oc.create` takes a list or a mapping, not \(call.arguments[0].kindName)",
            labels: [Label(call.range(ofArgument: 0))],
            help: "write `${oc.create:[1, 2]}`, or the value without a resolver"
        )
    }

    /// A text that `oc.decode` cannot read.
    static func undecodableText(
        _ text: String,
        _ fault: InterpolationFault,
        _ call: ResolverInvocation
    ) -> Diagnostic {
        let inner = Node(.scalar(Scalar(text, .typedString)), range: call.range)
        let reason = Diagnostic.invalidInterpolation(fault, in: inner).message
        return Diagnostic(
            .invalidInterpolation,
            message: "`oc.decode` cannot read the text `\(text)`",
            labels: [Label(call.range(ofArgument: 0))],
            notes: text.isEmpty ? ["it is empty"] : [reason],
            help: "give it a number, a boolean, a list as `[1, 2]` or a text in quotes"
        )
    }

    /// Resolvers whose results hold interpolations that hold such resolvers, and so on.
    static func resolverTooDeep(_ call: ResolverInvocation) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "what `\(call.name)` makes is to be resolved more than "
                + "\(Resolution.maximumDepth) times in a row",
            labels: [Label(call.range)],
            help: "name the value itself"
        )
    }

    /// A reference of a resolver with more dots than its place has levels.
    static func referenceAboveRoot(_ call: ResolverInvocation) -> Diagnostic {
        referenceAboveRoot(call.range(ofArgument: 0))
    }

    /// `${git:branch}`: a resolver that does not know the value asked for.
    static func unknownResolverValue(_ call: ResolverInvocation, known: [String]) -> Diagnostic {
        let text = call.arguments[0].scalar?.text ?? ""
        let ways = known.map { "${\(call.name):\($0)}" }
        return Diagnostic(
            .unknownResolver,
            message: "`\(call.name)` has no value `\(text)`",
            labels: [Label(call.range(ofArgument: 0))],
            help: "write \(Suggestion.list(ways, joinedBy: "or"))"
        )
    }

    /// `${project:dir}` of a text that no project holds.
    static func noProject(_ call: ResolverInvocation) -> Diagnostic {
        Diagnostic(
            .missingReference,
            message: "there is no project folder here",
            labels: [Label(call.range)]
        )
    }

    /// `${git:sha}` outside of a repository.
    static func noRepository(_ call: ResolverInvocation) -> Diagnostic {
        Diagnostic(
            .missingReference,
            message: "the project does not lie in a git repository",
            labels: [Label(call.range)],
            help: "run `git init` and commit, or leave this value out"
        )
    }

    /// `${git:sha}` before the first commit.
    static func noCommit(_ call: ResolverInvocation, _ folder: String) -> Diagnostic {
        Diagnostic(
            .missingReference,
            message: "the git repository has no commit yet",
            labels: [Label(call.range)],
            notes: ["it lies in `\(folder)`"],
            help: "commit something"
        )
    }

    /// What only the run knows, within what must be known before.
    static func deferredWithin(_ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "this value is known only when the run starts",
            labels: [Label(range)],
            help: "`${run:…}` and `${secret:…}` can stand in a text, and not within `${…}`"
        )
    }

    /// The name of a key or resolver that only the run knows.
    static func deferredName(_ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidInterpolation,
            message: "a name within `${…}` is known only when the run starts",
            labels: [Label(range)],
            help: "`${run:…}` and `${secret:…}` can stand in a text, and not within `${…}`"
        )
    }

    /// `${run:…}` or `${secret:…}` with anything but one name.
    static func invalidDeferredArguments(_ call: ResolverCall, _ range: SourceRange) -> Diagnostic {
        let isRun = call.name.plainText == "run"
        return Diagnostic(
            .invalidInterpolation,
            message: "`\(isRun ? "run" : "secret")` takes one name, without `${}` in it",
            labels: [Label(range)],
            help: isRun ? "write `${run:id}` or `${run:dir}`" : "write `${secret:NAME}`"
        )
    }

    /// A value that is read by its old name.
    static func deprecatedKey(
        _ old: ConfigPath,
        _ deprecation: Deprecation,
        readBy reader: Node
    ) -> Diagnostic {
        let new = deprecation.new
        let text = deprecation.message?.replacingNames(old: "\(old)", new: "\(new)")
        return Diagnostic(
            .deprecatedReference,
            severity: .warning,
            message: text ?? "`\(old)` is deprecated: it is called `\(new)`",
            labels: [
                Label(reader.range, "reads it"),
                Label(deprecation.declared, "is deprecated here"),
            ],
            help: "write `\(new)` in the place of `\(old)`"
        )
    }

    /// What a registered resolver said when it failed.
    static func resolverFailed(
        _ call: ResolverInvocation,
        _ reason: String,
        argument: Int?
    ) -> Diagnostic {
        Diagnostic(
            .resolverFailed,
            message: "`\(call.name)`: \(reason)",
            labels: [Label(argument.map(call.range(ofArgument:)) ?? call.range)],
            help: "the resolver is one of the program's own; correct its arguments"
        )
    }

    /// An argument of a registered resolver that is not of its type.
    static func resolverArgumentType(
        _ call: ResolverInvocation,
        argument: Int,
        type: String
    ) -> Diagnostic {
        Diagnostic(
            .typeMismatch,
            message: "`\(call.name)` takes \(type) here, not \(call.arguments[argument].kindName)",
            labels: [Label(call.range(ofArgument: argument))]
        )
    }

    /// A resolver that a program cannot register.
    static func invalidResolverName(_ name: String, isTaken: Bool) -> Diagnostic {
        Diagnostic(
            .invalidDeclaration,
            message: isTaken
                ? "two resolvers have the name `\(name)`"
                : "`\(name)` cannot be the name of a resolver",
            notes: isTaken && ResolverTable.isBuiltIn(name)
                ? ["one of them comes with the program"] : [],
            help: isTaken
                ? "register it under another name"
                : "use letters, digits, `_` and `-`, in parts joined by dots"
        )
    }
}

extension String {
    /// The text of a deprecation with `$OLD_KEY` and `$NEW_KEY` put in, as OmegaConf has it.
    fileprivate func replacingNames(old: String, new: String) -> String {
        var result = ""
        var rest = self[...]
        while let sign = rest.firstIndex(of: "$") {
            result += rest[..<sign]
            rest = rest[sign...]
            let names = [
                ("$OLD_KEY", old), ("$NEW_KEY", new), ("${OLD_KEY}", old), ("${NEW_KEY}", new),
            ]
            if let (name, value) = names.first(where: { rest.hasPrefix($0.0) }) {
                result += value
                rest = rest.dropFirst(name.count)
            } else {
                result.append("$")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
