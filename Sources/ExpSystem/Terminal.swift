/// What is known about the terminal behind a descriptor.
package struct Terminal: Sendable {
    /// The descriptor: 1 for standard output, 2 for standard error.
    package let descriptor: Int32

    /// Standard output.
    package static let standardOutput = Terminal(descriptor: 1)

    /// Standard error.
    package static let standardError = Terminal(descriptor: 2)

    /// Looks at a descriptor.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Whether a person is likely to be looking.
    package var isTerminal: Bool {
        isatty(descriptor) == 1
    }

    /// The width in columns; nil where there is no terminal or it does not say.
    package var width: Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
