import ExpSystem

/// A program of the machine that some tests need.
package enum InstalledProgram {
    /// The absolute path of a program; nil where it is not installed.
    package static func path(_ name: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
            .first { access($0, X_OK) == 0 }
    }
}
