package import ExpDiagnostics
package import ExpYAML

/// One change that the command line asks for, as its text says it.
package struct Override: Sendable {
    /// What is done to the key.
    package enum Operation: String, Sendable {
        /// `a.b=v`: the key gets the value.
        case change = ""
        /// `+a.b=v`: a key that is not there yet gets the value.
        case add = "+"
        /// `++a.b=v`: the key gets the value, whether it is there or not.
        case forceAdd = "++"
        /// `~a.b`: the key goes.
        case delete = "~"
        /// `a.b+=v`: the value is added to the list, or merged into the mapping.
        case append = "+="
        /// `a.b:=v`: the value replaces what is there, whole.
        case replace = ":="
    }

    /// What is done.
    package var operation: Operation

    /// The key path as written: a number may mean a key or a list index, which the tree decides.
    package var path: ConfigPath

    /// Where each step of the path stands.
    package var pathRanges: [SourceRange]

    /// Whether the path was written with `/`, as Hydra's groups are.
    package var isGroup: Bool

    /// The package after `@`, which only Hydra trees know.
    package var package: String?

    /// Whether `**.` stands in front: then every key whose path ends like this is meant.
    package var isEveryDepth = false

    /// The keys after the first of `a,b=zip(…)`.
    package var zippedKeys: [ZippedKey] = []

    /// The value; nil for `~a.b` alone.
    package var value: OverrideValue?

    /// The whole token.
    package var range: SourceRange

    /// The key with everything before `=`, without the sign in front.
    package var keyRange: SourceRange

    /// Describes one change.
    package init(
        operation: Operation,
        path: ConfigPath,
        pathRanges: [SourceRange],
        isGroup: Bool = false,
        package: String? = nil,
        value: OverrideValue?,
        range: SourceRange,
        keyRange: SourceRange
    ) {
        self.operation = operation
        self.path = path
        self.pathRanges = pathRanges
        self.isGroup = isGroup
        self.package = package
        self.value = value
        self.range = range
        self.keyRange = keyRange
    }
}

/// One of several keys that `a,b=zip(…)` gives values to.
package struct ZippedKey: Sendable {
    /// The key path.
    package var path: ConfigPath
    /// Where each step of the path stands.
    package var pathRanges: [SourceRange]
}

/// What an override's text gives its key.
package enum OverrideValue: Sendable {
    /// One value. Plain scalars hold their text as written; ``OverrideReading`` says what it is
    /// where no schema does.
    case element(Node)

    /// Several values to try one after the other.
    case sweep(SweepForm)

    /// The text that gives it.
    package var range: SourceRange {
        switch self {
        case .element(let node): node.range
        case .sweep(let sweep): sweep.range
        }
    }
}
