import ExpDiagnostics
import ExpYAML

/// An element of a defaults list at its place in the tree of lists.
///
/// Names and packages are relative to the config that holds the list: `group` to its folder,
/// the package to its package. Source: "Packages" of Hydra 1.3's documentation; the package is
/// looked up text by text as Hydra does, so that `__global__` too means the root.
final class DefaultsNode {
    /// The element.
    let entry: DefaultsEntry

    /// The config whose list holds it; nil for the outermost.
    let parent: DefaultsNode?

    /// Whether it is the config that the user named.
    let isPrimary: Bool

    /// What a group is given, when all overrides are known.
    var choice: DefaultsEntry.Choice?

    /// The text that gives it: the list's own, an `override`, or an argument.
    var choiceRange: SourceRange

    /// The config, once it is read.
    var file: HydraConfigFile?

    /// The elements of its own defaults list, low to high; empty for a config without one.
    var children: [DefaultsNode] = []

    /// What keeps it out of the config; nil when nothing does.
    var absence: Absence?

    /// The path, with interpolations put in.
    private var resolvedName: String?

    /// What keeps an element out of the config.
    enum Absence {
        /// It is optional, and there is no such config.
        case missingOptional
        /// `null` was chosen.
        case nothing
        /// An argument takes it out.
        case deleted(by: SourceRange, text: String)
        /// It cannot be read; the reason is reported.
        case broken
    }

    /// Puts an element at its place.
    init(_ entry: DefaultsEntry, in parent: DefaultsNode?, isPrimary: Bool = false) {
        self.entry = entry
        self.parent = parent
        self.isPrimary = isPrimary
        choiceRange = entry.nameRange
        if case .group(_, let choice) = entry.target { self.choice = choice }
    }

    // MARK: - Names

    /// The folder of the group of the config that holds the list, as a path without a leading `/`.
    private var base: String {
        parent?.groupPath ?? ""
    }

    /// The group, or the folder of the config, as written, without a leading `/`.
    private var relativeGroup: String {
        switch entry.target {
        case .own: ""
        case .config(let path): Self.folder(of: Self.withoutSlash(resolvedName ?? path))
        case .group(let group, _): Self.withoutSlash(group)
        }
    }

    /// The group from the root of the search path: `server/db`.
    var groupPath: String {
        switch entry.target {
        case .own: base
        case .config(let path): Self.join(path.hasPrefix("/") ? "" : base, relativeGroup)
        case .group(let group, _): Self.join(group.hasPrefix("/") ? "" : base, relativeGroup)
        }
    }

    /// The name of the option, or of the config in its folder; nil for a group without one.
    var optionName: String? {
        switch entry.target {
        case .own: return nil
        case .config(let path):
            let name = resolvedName ?? path
            return name.split(separator: "/", omittingEmptySubsequences: false).last.map(
                String.init
            )
        case .group:
            if case .option(let name)? = choice { return resolvedName ?? name }
            return nil
        }
    }

    /// The path of the config from the root of the search path; nil for none.
    var configName: String? {
        if entry.isOwn { return parent?.configName }
        return optionName.map { Self.join(groupPath, $0) }
    }

    /// Whether the name is to be put together from other choices.
    var isInterpolated: Bool {
        guard resolvedName == nil else { return false }
        switch entry.target {
        case .own: return false
        case .config(let path): return path.contains("${")
        case .group:
            guard case .option(let name)? = choice else { return false }
            return name.contains("${")
        }
    }

    /// Gives the name that the interpolations in it come to.
    func resolve(to name: String) {
        resolvedName = name
    }

    // MARK: - Packages

    /// The package written in the list, `_group_` and `_here_` put in; nil when none is written.
    private var writtenPackage: String? {
        guard let package = entry.package else { return nil }
        if package == "_here_" { return "" }
        guard package.contains("_group_") else { return package }
        return "_global_." + package.replacing("_group_", with: defaultPackage)
    }

    private var defaultPackage: String {
        groupPath.replacing("/", with: ".")
    }

    /// The header's package: always from the root.
    private var headerPackage: String? {
        guard let name = file?.header?.name else { return nil }
        return name == "_global_" || name.hasPrefix("_global_.") ? name : "_global_." + name
    }

    /// Where in the config the keys go: `server.db`, empty for the root.
    var package: String {
        if entry.isOwn { return parent?.package ?? "" }
        return package(writtenPackage ?? headerPackage)
    }

    private func package(_ own: String?) -> String {
        let own = own ?? relativeGroup.replacing("/", with: ".")
        let above = parent?.package ?? ""
        let joined = above.isEmpty || own.isEmpty ? above + own : above + "." + own
        guard let global = joined.ranges(of: "_global_").last else { return joined }
        return String(joined[global.upperBound...].dropFirst())
    }

    /// How an override names the group: `db`, `db@backup`; nil for what is no group.
    var overrideKey: String? {
        guard case .group = entry.target else { return nil }
        let place = package(writtenPackage)
        if place == defaultPackage { return groupPath }
        return groupPath + "@" + (place.isEmpty ? "_global_" : place)
    }

    /// The path of keys to the package.
    var mount: ConfigPath {
        ConfigPath(package.split(separator: ".").map { .key(String($0)) })
    }

    /// The configs from the outermost to this one.
    var way: [DefaultsNode] {
        (parent?.way ?? []) + [self]
    }

    private static func withoutSlash(_ path: String) -> String {
        path.hasPrefix("/") ? String(path.dropFirst()) : path
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty || name.isEmpty ? folder + name : folder + "/" + name
    }
}
