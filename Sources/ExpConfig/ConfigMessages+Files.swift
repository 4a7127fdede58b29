import ExpDiagnostics
import ExpSystem
import ExpYAML

extension Diagnostic {
    /// A file that is there and cannot be read, or is larger than any config.
    static func unreadableFile(
        _ path: FilePath,
        _ error: SystemError,
        namedAt range: SourceRange?,
        _ files: ConfigFiles,
        _ way: Way = Way()
    ) -> Diagnostic {
        let name = files.shown(path)
        let labels = range.map { [Label($0)] } ?? []
        if error.code == EFBIG {
            return Diagnostic(
                .tooLarge,
                message: "`\(name)` is larger than \(YAMLLimits.standard.bytes >> 20) MiB",
                labels: labels,
                help: "keep data out of configs: give the path of a data file instead"
            )
        }
        let isFolder = files.kind(path) == .folder
        return Diagnostic(
            isFolder ? .notAFile : .fileUnreadable,
            message: isFolder
                ? "`\(name)` is a folder, not a file"
                : "`\(name)` cannot be read: \(error.reason)",
            labels: labels,
            notes: way.notes(files),
            help: isFolder
                ? inFolder(path, files) : "check that it is a file and that you may read it"
        )
    }

    /// Which files one may have meant by naming their folder.
    private static func inFolder(_ folder: FilePath, _ files: ConfigFiles) -> String {
        let inside = files.options(in: folder).prefix(3)
            .map { files.shown(folder.appending($0 + ".yaml")) }
        return inside.isEmpty
            ? "name a file" : "name a file in it, as \(Suggestion.list(inside, joinedBy: "or"))"
    }

    /// A file that is not there.
    static func missingFile(
        _ path: FilePath,
        namedAt range: SourceRange?,
        _ files: ConfigFiles,
        _ way: Way = Way()
    ) -> Diagnostic {
        let folder = path.parent ?? "/"
        let near = Suggestion.nearest(to: path.name, among: files.names(in: folder))
        let absence = files.source.absence(of: path)
        let help: String
        if absence != nil {
            help = "end the name in `?` if it may be missing"
        } else if files.names(in: folder).contains(path.name) {
            help = deadLink
        } else if files.kind(folder) != .folder {
            help = "there is no folder `\(files.shown(folder))`"
        } else if files.names(in: folder).contains(path.name + ".yaml") {
            help = "did you mean `\(path.name).yaml`?"
        } else if let phrase = Suggestion.phrase(near) {
            help = phrase
        } else {
            help = "create it, or end the name in `?` if it may be missing"
        }
        return Diagnostic(
            .fileNotFound,
            message: "there is no file `\(files.shown(path))`",
            labels: range.map { [Label($0)] } ?? [],
            notes: (absence.map { [$0] } ?? []) + way.notes(files),
            help: help
        )
    }

    /// A request that names its config by an empty text.
    static func emptyConfigName(_ request: ConfigRequest) -> Diagnostic {
        Diagnostic(
            .fileNotFound,
            message: "the name of the config is empty",
            labels: request.configRange.map { [Label($0)] } ?? [],
            help: "give the path of a config file"
        )
    }

    private static let deadLink = "it is a symbolic link that leads to no file"

    /// A config that a request names and that is not there.
    static func missingConfig(
        _ path: FilePath,
        _ request: ConfigRequest,
        root: FilePath,
        _ files: ConfigFiles
    ) -> Diagnostic {
        let folder = path.parent ?? "/"
        let beside = Suggestion.nearest(to: path.name, among: files.names(in: folder))
            .map { files.shown(folder.appending($0)) }
        let named =
            Suggestion.nearest(to: path.stem, among: files.options(in: root))
            + (files.options(in: root).contains(path.stem) ? [path.stem] : [])
        let inRoot = named.map { files.shown(root.appending($0 + ".yaml")) }
        let near = beside + inRoot.filter { !beside.contains($0) }
        let all = files.options(in: root).map { files.shown(root.appending($0 + ".yaml")) }
        let help: String
        if files.names(in: folder).contains(path.name) {
            help = deadLink
        } else if let phrase = Suggestion.phrase(near) {
            help = phrase
        } else if all.isEmpty {
            help = "give the path of a config file"
        } else {
            let shown = all.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
            help = "there is " + shown + (all.count > 6 ? " and more" : "")
        }
        let revision = files.source.revision.map { $0 + ":" } ?? ""
        let name = request.config.map { revision + $0 } ?? files.shown(path)
        return Diagnostic(
            .fileNotFound,
            message: "there is no config `\(name)`",
            labels: request.configRange.map { [Label($0)] } ?? [],
            notes: files.source.absence(of: path).map { [$0] } ?? [],
            help: help
        )
    }
}
