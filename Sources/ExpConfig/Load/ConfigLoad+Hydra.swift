import ExpDiagnostics
import ExpSystem
import ExpYAML

extension ConfigLoad {
    /// Makes layers of a config by Hydra's rules, where they hold.
    ///
    /// They hold for a config with a list as `defaults`, a `# @package` or settings of Hydra's, and
    /// for one without any word of ours to which the command line adds groups; never beside
    /// `extends`.
    ///
    /// - Parameters:
    ///   - read: What was read of the config.
    ///   - overrides: The overrides; those about groups are taken.
    ///   - bag: Takes the problems.
    /// - Returns: nil for a config that is read by our own rules.
    func composeHydra(
        _ read: ReadLayers,
        _ overrides: inout OverrideRoles,
        into bag: inout DiagnosticBag
    ) -> HydraComposition? {
        if read.isRecorded { return nil }
        var composer = HydraComposer(
            search: HydraSearchPath(files: files, folders: [read.root]),
            variables: environment.variables,
            arguments: overrides,
            folder: project.folder,
            workingDirectory: environment.workingDirectory
        )
        guard isPrimary(read.path) ?? hasGroups(read, overrides, composer) else { return nil }
        let composition = composer.compose(read.path, namedAt: request.configRange)
        overrides.set(composition.usedOverrides, to: .group)
        bag.merge(composer.bag)
        return composition
    }

    /// Whether the text of a config is one for Hydra; nil where it does not say.
    private func isPrimary(_ path: FilePath?) -> Bool? {
        var scratch = DiagnosticBag()
        guard let path, case .document(let document, let text) = files.read(path, into: &scratch)
        else { return nil }
        let root = document.root
        if root["extends"] != nil { return false }
        if root["defaults"]?.sequence != nil || PackageHeader.read(text, into: &scratch) != nil {
            return true
        }
        guard let hydra = root["hydra"]?.mapping, !hydra.isEmpty else { return nil }
        let known = HydraBuiltins.keys(at: "") ?? []
        return hydra.keys.allSatisfy(known.contains) ? true : nil
    }

    /// Whether the command line adds a group to a config that says nothing of how it is composed.
    private func hasGroups(
        _ read: ReadLayers,
        _ overrides: OverrideRoles,
        _ composer: HydraComposer
    ) -> Bool {
        let mayBeOurs =
            request.task != nil || read.config?.slots.isEmpty == false
            || read.layers.contains { $0.node["task"]?.string != nil || $0.node.hasOwnWords }
        return overrides.having(.value).contains {
            composer.addsGroup($0.override, mayBeOurs: mayBeOurs)
        }
    }
}

extension HydraComposer {
    /// Whether an argument adds a group to a config without a defaults list.
    ///
    /// - Parameters:
    ///   - argument: The argument.
    ///   - mayBeOurs: Whether a task is known, or the config has words of ours, so that a plain
    ///     option is one of ours.
    /// - Returns: Whether Hydra's rules hold for it.
    func addsGroup(_ argument: Override, mayBeOurs: Bool) -> Bool {
        guard argument.mayNameGroup, argument.operation == .add, search.hasGroup(argument.group)
        else { return false }
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
            guard case .config(let file) = reader.read(place, namedAt: nil) else { return false }
            if file.header != nil || file.defaults != nil { return true }
            return !mayBeOurs && !file.node.hasOwnWords
        }
    }
}

extension Node {
    /// Whether it says `extends` at its top, or `use` anywhere.
    fileprivate var hasOwnWords: Bool {
        self["extends"] != nil || usesOptions
    }

    private var usesOptions: Bool {
        switch content {
        case .scalar, .faulty: false
        case .sequence(let elements): elements.contains(where: \.usesOptions)
        case .mapping(let mapping):
            mapping["use"]?.string != nil || mapping.entries.contains(where: \.value.usesOptions)
        }
    }
}
