import ExpYAML

extension Scalar {
    /// Whether it is `???`, quoted or not: the mark of a value that must be given.
    var mustBeGiven: Bool {
        text == "???"
    }
}

extension Node {
    /// The value with a note of what it replaced.
    func replacing(_ replaced: Node?) -> Node {
        guard let replaced else { return self }
        var node = self
        guard let trace else {
            node.trace = Trace(.replaced, previous: replaced)
            return node
        }
        // The story so far was about this value: the other lies behind all of it.
        var earlier = trace.previous ?? self
        if trace.previous == nil { earlier.trace = nil }
        node.trace = Trace(trace.step, previous: earlier.replacing(replaced))
        return node
    }

    /// Whether the value, given to a mapping, names an option: a string without interpolation.
    var isChoiceName: Bool {
        guard let text = string else { return false }
        return !InterpolationParser.mayHoldInterpolation(text)
    }
}
