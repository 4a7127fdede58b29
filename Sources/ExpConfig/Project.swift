package import ExpSystem

/// Where a project keeps its things.
package struct Project: Sendable, Hashable {
    /// The project folder, absolute: relative `Path` values in files start here.
    package let folder: FilePath

    /// A project in a folder.
    package init(folder: FilePath) {
        self.folder = folder
    }

    /// The project of a working directory.
    ///
    /// It is the nearest folder, upwards, that holds `configs`, `conf` or `runs`, not above the
    /// repository's root or the home folder; else the working directory itself.
    package static func find(from environment: ConfigEnvironment) -> Project {
        for folder in environment.workingDirectory.normalised.selfAndAncestors {
            let isProject = ["configs", "conf", "runs"].contains {
                FileSystem.kind(of: folder.appending($0)) == .folder
            }
            if isProject { return Project(folder: folder) }
            let isTop =
                folder == environment.homeDirectory?.normalised
                || FileSystem.kind(of: folder.appending(".git")) != nil
            if isTop { break }
        }
        return Project(folder: environment.workingDirectory.normalised)
    }

    /// The config root of a config file: the nearest folder above it named `configs` or `conf`,
    /// else its own folder.
    package static func configRoot(of file: FilePath) -> FilePath {
        let folder = file.parent ?? "/"
        let named = folder.selfAndAncestors.first { $0.name == "configs" || $0.name == "conf" }
        return named ?? folder
    }

    /// The config root when there is no config file yet: `configs` or `conf` in the project.
    package var configRoot: FilePath {
        configRoot(in: DiskSource())
    }

    /// The config root when there is no config file yet, among the files of a source.
    package func configRoot(in source: any ConfigSource) -> FilePath {
        let conf = folder.appending("conf")
        let configs = folder.appending("configs")
        let hasOnlyConf = source.kind(of: configs) != .folder && source.kind(of: conf) == .folder
        return hasOnlyConf ? conf : configs
    }

    /// The folder that runs go to.
    ///
    /// - Parameters:
    ///   - option: What `--runs` says, relative to the working directory.
    ///   - environment: Where `EXP_RUNS` is looked up.
    /// - Returns: The folder, absolute; it need not be there.
    package func runs(option: String?, environment: ConfigEnvironment) -> FilePath {
        let named = option ?? environment.variables["EXP_RUNS"].flatMap { $0.isEmpty ? nil : $0 }
        guard let named else { return folder.appending("runs") }
        return FilePath(named).absolute(in: environment.workingDirectory)
    }
}
