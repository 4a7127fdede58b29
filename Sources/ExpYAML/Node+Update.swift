extension Node {
    /// Changes, adds or takes away the value at a path, in place.
    ///
    /// Nothing is copied that this node alone holds. Where the path leads through keys that are
    /// missing, `body` gets nil, and when it sets a value, mappings are made on the way, at the
    /// range of that value. A path that leads through a scalar, outside a list, or through a faulty
    /// value has no place: `body` gets nil, and what it sets is lost.
    ///
    /// - Parameters:
    ///   - path: The way to the value from here.
    ///   - body: Changes the value; nil stands for none.
    package mutating func update(_ path: ConfigPath, body: (inout Node?) -> Void) {
        guard path.components.isEmpty else {
            change(path.components[...], body)
            return
        }
        var value: Node? = self
        content = .faulty
        trace = nil
        body(&value)
        if let value { self = value }
    }

    fileprivate mutating func change(
        _ path: ArraySlice<ConfigPath.Component>,
        _ body: (inout Node?) -> Void
    ) {
        guard let step = path.first else { return }
        let rest = path.dropFirst()
        // The storage is moved out of the enumeration and back, so that it stays unshared.
        switch (step, content) {
        case (.key(let key), .mapping(var mapping)):
            content = .faulty
            mapping.change(key, rest, body)
            content = .mapping(mapping)
        case (.index(let index), .sequence(var elements)) where elements.indices.contains(index):
            content = .faulty
            if rest.isEmpty {
                var value: Node? = elements[index]
                elements[index].content = .faulty
                elements[index].trace = nil
                body(&value)
                if let value {
                    elements[index] = value
                } else {
                    elements.remove(at: index)
                }
            } else {
                elements[index].change(rest, body)
            }
            content = .sequence(elements)
        default:
            var nothing: Node?
            body(&nothing)
        }
    }
}

extension Mapping {
    fileprivate mutating func change(
        _ key: String,
        _ rest: ArraySlice<ConfigPath.Component>,
        _ body: (inout Node?) -> Void
    ) {
        guard let position = position(of: key) else {
            var value: Node?
            body(&value)
            guard let value, let node = Self.wrapped(value, rest) else { return }
            set(key, to: node)
            return
        }
        guard rest.isEmpty else {
            updateValue(at: position) { $0.change(rest, body) }
            return
        }
        let isRemoved = updateValue(at: position) { place in
            var value: Node? = place
            place.content = .faulty
            place.trace = nil
            body(&value)
            guard let value else { return true }
            place = value
            return false
        }
        if isRemoved { remove(key) }
    }

    /// The value inside new mappings for the keys of a path; nil when the path has an index.
    private static func wrapped(_ value: Node, _ path: ArraySlice<ConfigPath.Component>) -> Node? {
        var node = value
        for step in path.reversed() {
            guard case .key(let key) = step else { return nil }
            let entry = Entry(key: key, keyRange: value.range, value: node)
            node = Node(.mapping(Mapping([entry])), range: value.range)
        }
        return node
    }
}
