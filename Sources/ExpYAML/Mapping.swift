package import ExpDiagnostics

/// Keys with values in the order written; each key stands once.
package struct Mapping: Sendable {
    /// One key with its value.
    package struct Entry: Sendable {
        /// The key's text after unquoting; in a file `key+` and `key!` keep their sign here.
        package var key: String

        /// Whether the key was quoted: a quoted key is literal, never an operator.
        package var isKeyQuoted: Bool

        /// Where the key stands.
        package var keyRange: SourceRange

        /// The value.
        package var value: Node

        /// Joins a key with its value.
        package init(
            key: String,
            isKeyQuoted: Bool = false,
            keyRange: SourceRange,
            value: Node
        ) {
            self.key = key
            self.isKeyQuoted = isKeyQuoted
            self.keyRange = keyRange
            self.value = value
        }
    }

    /// The entries in the order written.
    package private(set) var entries: [Entry]

    /// A mapping of entries whose keys differ.
    package init(_ entries: [Entry] = []) {
        self.entries = entries
    }
}
