package import ExpSystem

/// What a load sees of the process: values, so that nothing global is read and tests run side by
/// side.
package struct ConfigEnvironment: Sendable {
    /// The working directory, absolute.
    package var workingDirectory: FilePath

    /// The user's home folder; nil when there is none.
    package var homeDirectory: FilePath?

    /// The environment variables.
    package var variables: [String: String]

    /// The resolvers that a config may use.
    package var resolvers: ResolverTable

    /// Describes what a load sees.
    package init(
        workingDirectory: FilePath,
        homeDirectory: FilePath? = nil,
        variables: [String: String] = [:],
        resolvers: ResolverTable = .standard
    ) {
        self.workingDirectory = workingDirectory
        self.homeDirectory = homeDirectory
        self.variables = variables
        self.resolvers = resolvers
    }

    /// The path as the user would type it: relative when it lies in the working directory, or not
    /// far above it.
    package func shown(_ path: FilePath) -> String {
        let relative = path.relative(to: workingDirectory).string
        return relative.hasPrefix("../../../") ? path.string : relative
    }
}
