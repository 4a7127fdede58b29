import ExpDiagnostics
import ExpSystem
import ExpYAML

extension ConfigLoad {
    /// What makes layers of the config by Hydra's rules; nil for a config that is read by our own.
    ///
    /// Hydra's rules hold for a config with a list as `defaults`, a `# @package` or settings of
    /// Hydra's, and for one without any word of ours to which the command line adds groups; never
    /// beside `extends`.
    mutating func hydraComposer(
        _ path: FilePath?,
        root: FilePath,
        _ overrides: [Override]
    ) -> HydraComposer? {
        var scratch = DiagnosticBag()
        var primary: (root: Node, text: SourceFile)?
        if let path, case .document(let document, let file) = files.read(path, into: &scratch) {
            primary = (document.root, file)
        }
        let composer = HydraComposer(
            search: HydraSearchPath(files: files, folders: [root]),
            variables: environment.variables,
            arguments: overrides,
            folder: project.folder,
            workingDirectory: environment.workingDirectory
        )
        if primary?.root["extends"] != nil { return nil }
        if primary?.root["defaults"]?.sequence != nil { return composer }
        if let text = primary?.text, PackageHeader.read(text, into: &scratch) != nil {
            return composer
        }
        if let hydra = primary?.root["hydra"]?.mapping, !hydra.isEmpty, isHydras(hydra) {
            return composer
        }
        let isOurs = request.task != nil || primary?.root["task"]?.string != nil
        return overrides.contains { composer.isGroup($0, mayBeOurs: isOurs) } ? composer : nil
    }

    /// Whether the keys of a mapping are those of Hydra's own config.
    private func isHydras(_ mapping: Mapping) -> Bool {
        let known = HydraBuiltins.keys(at: "") ?? []
        return mapping.keys.allSatisfy(known.contains)
    }

    /// Tells of overrides that only a Hydra tree has, and leaves them out.
    mutating func withoutPackages(_ overrides: [Override]) -> [Override] {
        overrides.filter { override in
            guard let package = override.package else { return true }
            bag.report(.overrideWithPackage(override, package))
            return false
        }
    }
}

extension HydraComposer {
    /// Whether an argument adds a group to a config without a defaults list.
    ///
    /// - Parameters:
    ///   - argument: The argument.
    ///   - mayBeOurs: Whether a task is known, so that a plain option is one of ours.
    func isGroup(_ argument: Override, mayBeOurs: Bool) -> Bool {
        guard argument.mayNameGroup, argument.operation == .add, search.hasGroup(argument.group)
        else { return false }
        let options = search.options(of: argument.group)
        if argument.package != nil { return true }
        let names: [String]
        switch argument.groupChoice {
        case .option(let name)?: names = [name]
        case .options(let options)?: names = options.map(\.name)
        case .nothing?, nil: return false
        }
        var reader = HydraConfigReader(search: search)
        return names.contains { name in
            let place = argument.group + "/" + name
            guard case .config(let file) = reader.read(place, namedAt: nil) else {
                return !mayBeOurs && !options.isEmpty
            }
            if file.header != nil || file.defaults != nil { return true }
            return !mayBeOurs && !file.node.hasOwnWords
        }
    }
}

extension Node {
    /// Whether the top says `extends` or `use`.
    fileprivate var hasOwnWords: Bool {
        self["extends"] != nil || self["use"]?.string != nil
    }
}
