import CLibYAML
import ExpDiagnostics

extension TreeBuilder {
    /// Lets aliases name a value from here on.
    mutating func define(
        _ name: UnsafeMutablePointer<UInt8>?,
        _ node: Node,
        nodes: Int,
        height: Int
    ) {
        guard let name else { return }
        anchors[String(cString: name)] = Anchor(node: node, nodes: nodes, height: height)
    }

    /// Puts the value that an alias names in the alias's place; false when that is too much.
    mutating func alias(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
        let name = String(cString: event.pointee.data.alias.anchor)
        let start = cursor.offset(ofCodePoint: event.pointee.start_mark.index)
        let end = cursor.offset(ofCodePoint: event.pointee.end_mark.index)
        let range = SourceRange(file: file, start: start, end: end)
        nodeCount += 1
        guard let anchor = anchors[name], !openAnchors.contains(where: { $0.name == name }) else {
            let isInside = openAnchors.contains { $0.name == name }
            // A list is of use while it is short.
            let names = isInside || anchors.count > 8 ? [] : Array(anchors.keys)
            diagnostics.append(.undefinedAlias(range, name: name, isInside: isInside, known: names))
            attachAlias(Node(.faulty, range: range), at: range)
            return true
        }
        nodeCount += anchor.nodes - 1
        aliasedNodes += anchor.nodes
        guard aliasedNodes <= limits.aliasedNodes else {
            diagnostics.append(.tooManyAliases(range, limit: limits.aliasedNodes))
            return false
        }
        guard frames.count + anchor.height <= limits.depth else {
            diagnostics.append(.tooDeep(range, limit: limits.depth))
            return false
        }
        if frames.count > 0, anchor.height > 0 || anchor.node.scalar == nil {
            let parent = frames.pointer(at: frames.count - 1)
            parent.pointee.height = max(parent.pointee.height, anchor.height + 1)
        }
        var node = anchor.node
        node.trace = Trace(.alias(range), previous: anchor.node)
        attachAlias(node, at: range)
        return true
    }

    private mutating func attachAlias(_ node: Node, at range: SourceRange) {
        guard isAwaitingKey else {
            attach(node)
            return
        }
        guard case .scalar(let scalar) = node.content else {
            if !node.isFaulty {
                diagnostics.append(.complexKey(range, isMapping: node.mapping != nil))
            }
            keys.push(Key(text: "", range: range, hash: 0, isQuoted: false, isUsable: false))
            return
        }
        var text = scalar.text
        let hash = text.withUTF8 { keyHash($0) }
        keys.push(Key(text: scalar.text, range: range, hash: hash, isQuoted: scalar.form != .plain))
    }
}
