package import ExpDiagnostics

/// The last thing that happened to a value on its way into the tree, and the value before it.
///
/// Traces of one value form a list, the newest first: `node.trace?.previous?.trace` goes back in
/// time.
///
/// **Where a path goes on.** The history of a path is found by walking it from the root. Where a
/// mapping or list on the way was `.replaced`, the rest of the path also goes on in its
/// ``previous``: what stood there is the past of the value at the end.
package final class Trace: Sendable {
    /// The value before the step; nil where there was none.
    package let previous: Node?

    /// What happened.
    package let step: Step

    /// Links a value to the one before.
    package init(_ step: Step, previous: Node? = nil) {
        self.step = step
        self.previous = previous
    }

    /// What can happen to a value.
    package enum Step: Sendable {
        /// A higher layer set another value; ``Trace/previous`` is the lower layer's.
        case replaced
        /// The mapping was put together key by key from mappings at these places, the lowest
        /// first.
        case merged([SourceRange])
        /// The value was computed from the one before, an interpolation as written, which read
        /// these values.
        case computed(reads: [Read])
        /// The value was changed to fit its type: a path made absolute, a default filled in.
        case converted
        /// The value before, a string, chose an option, and this is what it brought.
        case chosen
        /// The value was refused, which was reported; ``Trace/previous`` is what was refused.
        case refused
        /// An alias or merge key at this place brought the value in.
        case alias(SourceRange)
        /// The value went away because a choice at this place named another option.
        case dropped(by: SourceRange, choice: String)
        /// The value was taken out on purpose by what stands at this place: `~key`.
        case removed(by: SourceRange)
        /// The value was written under a key of an earlier version, ``Trace/previous`` as it stood.
        case renamed(from: String)
        /// The value is read back from a record; its story was written there.
        case recorded(ValueHistory)
    }
}

/// One value that a computation read.
package struct Read: Sendable {
    /// The path of the value in the tree; nil for one from outside, such as a variable.
    package var path: ConfigPath?

    /// What named it, as written: `${data.size}`, `${env:HOME}`.
    package var text: String

    /// The value; nil where there was none.
    package var node: Node?

    /// Describes a value read.
    package init(path: ConfigPath?, text: String, node: Node?) {
        self.path = path
        self.text = text
        self.node = node
    }
}
