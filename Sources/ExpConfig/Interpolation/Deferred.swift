import ExpDiagnostics
import ExpSystem
import ExpYAML

/// Texts with `${run:…}` and `${secret:…}`, which are read only when a run starts.
///
/// A recorded config holds them as written; every other `${` in it is escaped, so that reading it
/// again changes nothing.
enum Deferred {
    /// The texts put in.
    static func delivered(
        _ node: Node,
        _ delivery: Delivery,
        into bag: inout DiagnosticBag
    ) -> Node {
        mapScalars(node) { node, scalar in
            guard scalar.form == .deferred, let text = try? InterpolationParser.parse(scalar.text)
            else { return nil }
            var result = ""
            var isWhole = true
            for part in text.parts {
                switch part {
                case .text(let plain):
                    result += plain
                case .interpolation(let interpolation):
                    let value = value(of: interpolation, in: node, delivery, into: &bag)
                    isWhole = isWhole && value != nil
                    result += value ?? ""
                }
            }
            guard isWhole else { return Node(.faulty, range: node.range) }
            let trace = Trace(.computed(reads: []), previous: node)
            return Node(.scalar(Scalar(result, .typedString)), range: node.range, trace: trace)
        }
    }

    private static func value(
        of interpolation: Interpolation,
        in node: Node,
        _ delivery: Delivery,
        into bag: inout DiagnosticBag
    ) -> String? {
        guard case .call(let call) = interpolation.kind, let name = call.name.plainText,
            let argument = call.arguments.first?.plainText
        else { return nil }
        switch (name, argument) {
        case ("run", "id"): return delivery.runID
        case ("run", "dir"): return delivery.runDirectory.string
        case ("secret", _):
            if let secret = delivery.secret(argument) { return secret }
            bag.report(.missingSecret(argument, in: node, interpolation.bytes))
            return nil
        default:
            bag.report(.unknownRunValue(argument, in: node, interpolation.bytes))
            return nil
        }
    }

    /// The tree as it is recorded: `${` escaped where it is text.
    static func escaped(_ node: Node) -> Node {
        mapScalars(node) { node, scalar in
            guard scalar.form != .deferred,
                InterpolationParser.mayHoldInterpolation(scalar.text)
            else { return nil }
            return node.with(.scalar(Scalar(escaped(scalar.text), .typedString)))
        }
    }

    /// The recorded tree as it was.
    static func unescaped(_ node: Node) -> Node {
        mapScalars(node) { node, scalar in
            guard InterpolationParser.mayHoldInterpolation(scalar.text),
                let text = try? InterpolationParser.parse(scalar.text)
            else { return nil }
            if text.isDeferred { return node.with(.scalar(Scalar(scalar.text, .deferred))) }
            guard let plain = text.plainText else { return nil }
            return node.with(.scalar(Scalar(plain, .typedString)))
        }
    }

    /// A part of a text that may be known only when the run starts.
    enum Piece {
        /// Characters that stand for themselves.
        case plain(String)
        /// `${run:…}` or `${secret:…}`, as written.
        case written(String)
    }

    /// A value as pieces of a text, in YAML's spelling.
    static func pieces(of value: Node) -> [Piece] {
        guard let scalar = value.scalar else { return [.plain(CanonicalWriter.flow(value))] }
        guard scalar.form == .deferred, let text = try? InterpolationParser.parse(scalar.text)
        else { return [.plain(scalar.text)] }
        return text.parts.map { part in
            switch part {
            case .text(let plain): .plain(plain)
            case .interpolation(let interpolation): .written(value.text(interpolation))
            }
        }
    }

    /// The pieces as one text, in which `${` of what is known now is escaped when a part is not.
    static func joined(_ pieces: [Piece]) -> Scalar {
        var plain = ""
        var result = ""
        var isDeferred = false
        for piece in pieces {
            switch piece {
            case .plain(let text):
                plain += text
            case .written(let text):
                // Backslashes in front of `${` count twice.
                let backslashes = plain.reversed().prefix { $0 == "\\" }.count
                result += escaped(plain) + String(repeating: "\\", count: backslashes) + text
                plain = ""
                isDeferred = true
            }
        }
        guard isDeferred else { return Scalar(plain, .typedString) }
        return Scalar(result + escaped(plain), .deferred)
    }

    /// A text in which `${` stands for itself.
    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        var backslashes = 0
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let isStart =
                byte == UInt8(ascii: "$") && index + 1 < bytes.count
                && bytes[index + 1] == UInt8(ascii: "{")
            if isStart { result += repeatElement(UInt8(ascii: "\\"), count: backslashes + 1) }
            backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A tree with some scalars changed; `change` gives nil for one that stays.
    static func mapScalars(
        _ node: Node,
        _ change: (Node, Scalar) -> Node?
    ) -> Node {
        changed(node, change) ?? node
    }

    /// The same; nil for a tree in which nothing changes, which then is not copied.
    private static func changed(_ node: Node, _ change: (Node, Scalar) -> Node?) -> Node? {
        switch node.content {
        case .scalar(let scalar):
            return change(node, scalar)
        case .sequence(var list):
            var isChanged = false
            for index in list.indices {
                guard let value = changed(list[index], change) else { continue }
                list[index] = value
                isChanged = true
            }
            return isChanged ? node.with(.sequence(list)) : nil
        case .mapping(var mapping):
            var isChanged = false
            for place in mapping.entries.indices {
                guard let value = changed(mapping.entries[place].value, change) else { continue }
                mapping.updateValue(at: place) { $0 = value }
                isChanged = true
            }
            return isChanged ? node.with(.mapping(mapping)) : nil
        case .faulty:
            return nil
        }
    }
}
