package import ExpDiagnostics
public import ExpSchema
import ExpYAML

/// A resolver of a program's own: what `${name:argument,…}` stands for.
///
///     await ExpCommandLine.main(
///         Train.self,
///         resolvers: [
///             ConfigResolver("steps") { (epochs: Int, batch: Int?) in
///                 guard epochs > 0 else { throw ResolverError("there is no epoch") }
///                 return epochs * 50_000 / (batch ?? 100)
///             }
///         ]
///     )
///
/// Then `total: ${steps:10}` gives 5000. Arguments are read as the closure's types, each of which a
/// task's config could hold as well; those at the end that are optional may be left out. They may
/// hold interpolations, which are resolved before: `${steps:${epochs}}`.
///
/// A resolver is called when a config is loaded, once for each place that names it, and what it
/// gives is recorded with the run. It runs also when a config is only looked at, so it should
/// compute and not act.
public struct ConfigResolver: Sendable {
    /// The name before the colon.
    public let name: String

    let resolver: Resolver

    /// Gives a name to a closure.
    ///
    /// - Parameters:
    ///   - name: Letters, digits, `_` and `-`, in parts joined by dots. A name that is taken or
    ///     cannot be one is reported when the program loads its first config.
    ///   - resolve: Computes the value. An error that it throws is shown at the interpolation, a
    ///     ``ResolverError`` with its text.
    public init<each Argument: ConfigValue, Value: ConfigValue>(
        _ name: String,
        _ resolve: @escaping @Sendable (repeat each Argument) throws -> Value
    ) {
        var types: [String] = []
        var least = 0
        for type in repeat (each Argument).self {
            types.append(Self.text(of: type))
            if !(type is any OptionalArgument.Type) { least = types.count }
        }
        let usage = types.isEmpty ? "${\(name):}" : "${\(name):\(types.joined(separator: ","))}"
        self.name = name
        resolver = Resolver(name, usage: usage, argumentCount: least...max(least, types.count)) {
            call,
            _ throws(Diagnostic) in
            var reader = ArgumentReader(call: call)
            do {
                let value = try resolve(repeat reader.next((each Argument).self))
                return .value(try reader.node(of: value))
            } catch let diagnostic as Diagnostic {
                throw diagnostic
            } catch let error as ResolverError {
                throw .resolverFailed(call, error.text, argument: nil)
            } catch {
                throw .resolverFailed(call, "\(error)", argument: nil)
            }
        }
    }

    /// A type as a user of the resolver reads it: `Int`, `Int?`, `[Double]`, `[String: Int]`.
    fileprivate static func text(of type: Any.Type) -> String {
        switch type {
        case let type as any OptionalArgument.Type: "\(text(of: type.wrappedArgument))?"
        case let type as any ListArgument.Type: "[\(text(of: type.elementArgument))]"
        case let type as any DictionaryArgument.Type: "[String: \(text(of: type.valueArgument))]"
        default: "\(type)"
        }
    }
}

/// Why a ``ConfigResolver`` has no value, in a sentence without a full stop for whoever wrote the
/// config.
public struct ResolverError: Error, Sendable {
    let text: String

    /// Says why.
    public init(_ text: String) {
        self.text = text
    }
}

/// An argument that may be left out.
private protocol OptionalArgument {
    static var wrappedArgument: Any.Type { get }
}

extension Optional: OptionalArgument {
    fileprivate static var wrappedArgument: Any.Type { Wrapped.self }
}

private protocol ListArgument {
    static var elementArgument: Any.Type { get }
}

extension Array: ListArgument {
    fileprivate static var elementArgument: Any.Type { Element.self }
}

private protocol DictionaryArgument {
    static var valueArgument: Any.Type { get }
}

extension Dictionary: DictionaryArgument {
    fileprivate static var valueArgument: Any.Type { Value.self }
}

/// Takes the arguments of a call one after the other as the types of a closure.
private struct ArgumentReader {
    let call: ResolverInvocation
    private var index = 0

    init(call: ResolverInvocation) {
        self.call = call
    }

    private var declarer: String {
        "resolver `\(call.name)`"
    }

    mutating func next<Argument: ConfigValue>(_ type: Argument.Type) throws -> Argument {
        defer { index += 1 }
        let schema = try described { () throws(DeclarationError) in
            try SingleValue.schema(of: type, declaredBy: declarer)
        }
        let isGiven = index < call.arguments.count
        let node = isGiven ? call.arguments[index] : Node.null(call.node.range)
        var bag = DiagnosticBag()
        let value = SingleValue.decode(type, from: node, schema, declaredBy: declarer, into: &bag)
        guard let value else {
            throw Diagnostic.resolverArgumentType(
                call,
                argument: index,
                type: "`\(ConfigResolver.text(of: type))`"
            )
        }
        return value
    }

    func node(of value: some ConfigValue) throws -> Node {
        let node = try described { () throws(DeclarationError) in
            try SingleValue.node(of: value, declaredBy: declarer)
        }
        return Node(node.content, range: call.node.range)
    }

    /// The first thing that is wrong with a type, told at the place that asked for it.
    private func described<Value>(
        _ body: () throws(DeclarationError) -> Value
    ) throws -> Value {
        do throws(DeclarationError) {
            return try body()
        } catch {
            throw error.diagnostics.first ?? .resolverFailed(call, "", argument: nil)
        }
    }
}

extension ResolverTable {
    /// The standard resolvers with those of a program.
    ///
    /// - Parameters:
    ///   - registered: The program's own.
    ///   - bag: Takes `invalid-declaration` for a name that is taken or cannot be one; such a
    ///     resolver is left out.
    package init(adding registered: [ConfigResolver], into bag: inout DiagnosticBag) {
        self = .standard
        for resolver in registered {
            let isTaken = self[resolver.name] != nil || Self.isBuiltIn(resolver.name)
            if isTaken || !Self.isName(resolver.name) {
                bag.report(.invalidResolverName(resolver.name, isTaken: isTaken))
            } else {
                add(resolver.resolver)
            }
        }
    }

    /// Whether a name belongs to the program: OmegaConf's and Hydra's resolvers mean here what they
    /// mean there, or nothing.
    static func isBuiltIn(_ name: String) -> Bool {
        standard[name] != nil || deferred.contains(name) || name == "hydra"
            || name == "oc" || name.hasPrefix("oc.")
    }

    private static func isName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            guard let first = part.first, ByteScanner.isLetter(first) else { return false }
            return part.allSatisfy {
                ByteScanner.isLetter($0) || ByteScanner.isDigit($0) || $0 == UInt8(ascii: "-")
            }
        }
    }
}
