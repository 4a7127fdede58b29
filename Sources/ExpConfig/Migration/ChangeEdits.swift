import ExpDiagnostics
import ExpSchema
import ExpYAML

/// The edits of a file's text that do what a change says of one mapping.
struct ChangeEdits {
    /// The text.
    let text: YAMLText

    /// The tree that was read from it.
    let root: Node

    /// The mapping from which the change's paths start.
    let mapping: Node

    /// The type of the mapping.
    let schema: MappingSchema

    /// The edits; none where the mapping has no such key.
    ///
    /// - Throws: Why the text cannot be edited so.
    func edits(_ change: KeyChange) throws(EditRefusal) -> [TextEdit] {
        guard let fields = mapping.mapping, let place = FormerPlace(of: change.old, in: fields)
        else {
            return []
        }
        switch change.outcome {
        case .converted(let conversion):
            return try conversions(of: place.entry.value, conversion)
        case .removed(let reason, _):
            let (entry, holder) = try cutPlace(of: place)
            let isRoot = holder.range == root.range
            let remark = ConfigMessages.removedRemark(reason)
            let comment = text.commentedOut(entry, in: holder, isRoot: isRoot, remark: remark)
            if let comment { return comment }
            return try text.cut(entry, from: holder, isRoot: isRoot)
        case .moved(let target, let conversion):
            return try move(place, to: target.keyTexts, conversion)
        }
    }

    // MARK: - Moving

    private func move(
        _ place: FormerPlace,
        to target: [String],
        _ conversion: ValueConversion?
    ) throws(EditRefusal) -> [TextEdit] {
        let entry = place.entry
        var inner: [TextEdit] = []
        if let conversion { inner = try conversions(of: entry.value, conversion) }
        let destination = try destination(of: target)
        let isSameMapping =
            destination.trail.count == place.keys.count - 1
            && zip(destination.trail, place.keys).allSatisfy(==)
        if isSameMapping, !destination.isChoice {
            let keys = spelled(destination.rest, entry)
            return try text.rename(entry, in: destination.node, to: keys) + inner
        }
        let source = node(at: place.keys.dropLast())
        guard text.isOwn(entry, of: source) else { throw .alias }
        var moved = try text.text(
            of: entry,
            in: source,
            keys: spelled(destination.rest, entry),
            edits: inner
        )
        let (gone, holder) = try cutPlace(of: place)
        if gone.keyRange != entry.keyRange, holder.range == destination.node.range {
            // The whole group goes, and what is left of it takes its place.
            return try replace(gone, in: holder, with: moved)
        }
        let isRoot = holder.range == root.range
        var remains: [UInt8] = []
        let isIntoFlow = text.isFlow(destination.node)
        if !moved.comment.isEmpty, isIntoFlow {
            guard !text.isFlow(source) else { throw .layout }
            let blanks = String(repeating: " ", count: text.column(gone.keyRange.start))
            let comment = moved.comment.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            // A sign alone says nothing.
            if comment.count > 1 { remains = Array(blanks.utf8) + comment + text.newline }
        }
        if text.isFlow(source) || isIntoFlow { moved.comment = [] }
        if isIntoFlow, !text.isFlow(source), let scalar = entry.value.scalar, scalar.form == .plain,
            inner.isEmpty, case .string? = entry.value.scalarValue
        {
            moved.value = Array(CanonicalWriter.flow(entry.value).utf8)
        }
        let cut = try text.cut(gone, from: holder, isRoot: isRoot, leaving: remains)
        if destination.isChoice, let choice = destination.choice {
            return cut + (try text.insert(moved, besideChoice: choice, in: destination.node))
        }
        // Out of a group it comes to stand behind the group.
        let isUpwards = place.keys.starts(with: destination.trail)
        let behind =
            isUpwards
            ? destination.node.mapping?.entry(place.keys[destination.trail.count]) : nil
        return cut + (try text.insert(moved, into: destination.node, after: behind))
    }

    /// Writes an entry where another one stands.
    private func replace(
        _ gone: Mapping.Entry,
        in holder: Node,
        with entry: EntryText
    ) throws(EditRefusal) -> [TextEdit] {
        guard text.isOwn(gone, of: holder) else { throw .alias }
        let range = gone.keyRange.start..<text.end(of: gone)
        guard !text.isFlow(holder) else {
            let keys = entry.keys.joined(separator: ": {")
            let closing = String(repeating: "}", count: entry.keys.count - 1)
            guard !entry.value.contains(UInt8(ascii: "\n")) else { throw .layout }
            let whole = Array("\(keys): ".utf8) + entry.value + Array(closing.utf8)
            return [TextEdit(range, whole)]
        }
        guard let comment = text.comment(after: range.upperBound),
            text.isFirstOnLine(range.lowerBound)
        else { throw .layout }
        let indent = text.column(range.lowerBound)
        let lines = try text.block(entry, indent: indent).dropFirst(indent)
        return [TextEdit(range.lowerBound..<comment.upperBound, Array(lines))]
    }

    /// The entry to take out, with the mapping that holds it: the key itself, or the outermost
    /// group that nothing reads and that would be left empty.
    private func cutPlace(
        of place: FormerPlace
    ) throws(EditRefusal) -> (entry: Mapping.Entry, holder: Node) {
        var keys = place.keys[...]
        if let first = place.keys.first, place.keys.count > 1 {
            let name = mapping.mapping?.entry(first)?.operatorKey ?? first
            let isMeaningless = schema.field(name) == nil && schema.additional == nil
            while isMeaningless, keys.count > 1, node(at: keys.dropLast()).mapping?.count == 1 {
                keys = keys.dropLast()
            }
        }
        let holder = node(at: keys.dropLast())
        guard let last = keys.last, let entry = holder.mapping?.entry(last),
            text.isOwn(entry, of: holder)
        else { throw .alias }
        return (entry, holder)
    }

    // MARK: - The new place

    /// The mapping that takes a value.
    private struct Destination {
        /// The mapping.
        var node: Node
        /// The keys that lead to it, as written.
        var trail: [String]
        /// The keys from there to the value, the value's own last.
        var rest: [String]
        /// The string that chooses an option where the value belongs.
        var choice: Mapping.Entry?

        var isChoice: Bool { choice != nil }
    }

    private func destination(of target: [String]) throws(EditRefusal) -> Destination {
        var place = Destination(node: mapping, trail: [], rest: target)
        while place.rest.count > 1 {
            guard let entry = place.node.mapping?.plainOrOperator(place.rest[0]) else { break }
            if case .alias? = entry.value.trace?.step { throw .alias }
            guard text.isOwn(entry, of: place.node) else { throw .alias }
            place.rest.removeFirst()
            guard entry.value.mapping != nil else {
                place.choice = entry
                break
            }
            place.node = entry.value
            place.trail.append(entry.key)
        }
        return place
    }

    private func node(at keys: ArraySlice<String>) -> Node {
        keys.reduce(mapping) { node, key in node[key] ?? node }
    }

    /// The keys as they are to be written, the last with the operator that the entry has.
    private func spelled(_ keys: [String], _ entry: Mapping.Entry) -> [String] {
        keys.enumerated().map { index, key in
            let sign = index == keys.count - 1 ? entry.operatorSign : ""
            return text.spelling(of: key, sign: sign, like: entry.keyRange)
        }
    }

    // MARK: - Units

    /// The edits that convert the scalars of a value.
    private func conversions(
        of node: Node,
        _ conversion: ValueConversion
    ) throws(EditRefusal) -> [TextEdit] {
        if case .alias? = node.trace?.step { throw .alias }
        switch node.content {
        case .scalar(let scalar):
            guard !node.isNull, !scalar.mustBeGiven,
                !InterpolationParser.mayHoldInterpolation(scalar.text),
                let new = conversion.convert(scalar), new != scalar
            else { return [] }
            guard scalar.form != .block else { throw .layout }
            let spelled = CanonicalWriter.flow(Node(.scalar(new), range: node.range))
            return [TextEdit(node.range.start..<node.range.end, spelled)]
        case .sequence(let elements):
            var edits: [TextEdit] = []
            for element in elements { edits += try conversions(of: element, conversion) }
            return edits
        case .mapping(let mapping):
            var edits: [TextEdit] = []
            for entry in mapping.entries {
                edits += try conversions(of: entry.value, conversion)
            }
            return edits
        case .faulty:
            return []
        }
    }
}
