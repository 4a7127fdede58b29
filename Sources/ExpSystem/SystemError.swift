/// A call to the operating system that failed, with all that a message needs.
package struct SystemError: Error, Hashable, Sendable {
    /// What was being done, as a verb: `open`, `rename`.
    package var operation: String

    /// The path that it was done to.
    package var path: String

    /// The value of `errno`.
    package var code: Int32

    /// Describes a failed call; `code` is read from `errno` unless given.
    package init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// The system's own words for the code, such as `No such file or directory`.
    package var reason: String {
        String(cString: strerror(code))
    }
}
