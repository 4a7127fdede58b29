package import ExpDiagnostics

/// What was read from a YAML file.
package struct YAMLDocument: Sendable {
    /// The tree; an empty mapping for an empty document.
    package var root: Node

    /// Tags outside the core schema, in the order of the text: `!!python/tuple`, `!apply:f`.
    ///
    /// The tagged values are in the tree as if they had no tag; whether such a tag is an error is
    /// for a later stage to judge.
    package var unknownTags: [TagUse]

    /// Joins a tree with the tags that nobody understood.
    package init(root: Node, unknownTags: [TagUse] = []) {
        self.root = root
        self.unknownTags = unknownTags
    }
}

/// A tag at its place.
package struct TagUse: Hashable, Sendable {
    /// Where the tag stands.
    package var range: SourceRange

    /// The tag as written.
    package var text: String

    /// Marks a tag.
    package init(range: SourceRange, text: String) {
        self.range = range
        self.text = text
    }
}

/// How much a config file may hold.
package struct YAMLLimits: Hashable, Sendable {
    /// The size of the text in bytes.
    package var bytes: Int

    /// The number of lists and mappings inside each other.
    package var depth: Int

    /// The number of nodes that aliases and merge keys may add to those written out.
    package var aliasedNodes: Int

    /// Sets limits.
    package init(bytes: Int, depth: Int, aliasedNodes: Int) {
        self.bytes = bytes
        self.depth = depth
        self.aliasedNodes = aliasedNodes
    }

    /// What no config that a person wrote comes near: 64 MiB, 256 levels, a million nodes.
    package static let standard = YAMLLimits(
        bytes: 64 << 20,
        depth: 256,
        aliasedNodes: 1_000_000
    )
}
