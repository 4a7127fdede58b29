import ExpDiagnostics
import ExpSystem
import ExpYAML

/// Where a layer's text stands, which decides where the options that it names are looked for.
final class LayerSource: Sendable {
    /// What the layer is.
    enum Kind: Sendable {
        /// A config file, or one that it extends.
        case file
        /// A file chosen with `use`.
        case option
        /// The overrides.
        case commandLine
    }

    /// What the layer is.
    let kind: Kind

    /// The folder of the file, absolute.
    let folder: FilePath

    /// The absolute path of the file; nil for the command line.
    let path: FilePath?

    /// Where in the config the file's top lies.
    let mount: ConfigPath

    /// The files by which the file was reached, itself included.
    let way: Way

    /// Describes a layer's place.
    init(kind: Kind, folder: FilePath, path: FilePath?, mount: ConfigPath, way: Way = Way()) {
        self.kind = kind
        self.folder = folder
        self.path = path
        self.mount = mount
        self.way = way
    }
}

/// What one layer says about one path.
struct Statement: Sendable {
    /// What is done with the value.
    enum Operation: Sendable {
        /// `key:`, merged by the rules.
        case merge
        /// `key+:`
        case append
        /// `key!:`
        case replace
    }

    /// The value.
    var node: Node

    /// The key as it stands in the text; nil at the top of a file.
    var keyRange: SourceRange?

    /// What is done with the value.
    var operation = Operation.merge

    /// The layer.
    var source: LayerSource

    /// Whether `key+` and `key!` mean something inside: in a file that extends another, or under a
    /// `use`.
    var allowsOperators: Bool
}
