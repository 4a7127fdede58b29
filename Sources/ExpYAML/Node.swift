package import ExpDiagnostics

/// A value of a config tree with its place in the text that set it.
///
/// Trees are values: composition makes new ones and leaves the old as they were. The same type
/// stands for a tree just read, a composed one and a resolved one.
package struct Node: Sendable {
    /// What the node holds.
    package var content: Content

    /// The text that set this value; its file says whether that was a config file, the command
    /// line, an environment variable or a declaration.
    ///
    /// Tag and anchor are not in it. A block list or mapping ends where its last child ends. The
    /// value of an alias has the range of the value that it names.
    package var range: SourceRange

    /// What happened to the value on its way: nil for a value that is just as it was read.
    package var trace: Trace?

    /// Makes a node; values that no text holds get an empty range in a `declaration` file.
    package init(_ content: Content, range: SourceRange, trace: Trace? = nil) {
        self.content = content
        self.range = range
        self.trace = trace
    }

    /// What a node can hold.
    package enum Content: Sendable {
        /// One value; null is a scalar too.
        case scalar(Scalar)
        /// A list.
        case sequence([Node])
        /// Keys with values, in the order written.
        case mapping(Mapping)
        /// Nothing that a later stage could use: the reason was reported already.
        case faulty
    }
}
