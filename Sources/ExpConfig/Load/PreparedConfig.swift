package import ExpDiagnostics
package import ExpSchema
package import ExpSystem
package import ExpYAML

/// A config that was read and composed once, from which variants are loaded.
///
/// A variant is what ``ConfigLoader/load(_:into:)`` gives for the same request with more overrides:
/// the same values, origins and problems; only that a message about a choice of the request shows
/// the overrides of the request alone. It costs no reading, and no composing unless one of its
/// overrides chooses an option. Variants may be loaded on several threads at once.
package struct PreparedConfig: Sendable {
    let load: ConfigLoad
    let read: ReadLayers
    let base: ComposedConfig

    init(_ load: ConfigLoad, _ read: ReadLayers, base: ComposedConfig) {
        self.load = load
        self.read = read
        self.base = base
    }

    // MARK: - The base

    /// The task's name; nil without one.
    package var task: String? {
        base.task.name
    }

    /// The composed tree, with the declared defaults underneath.
    ///
    /// It is the tree before the overrides that set values, and before interpolation.
    package var composed: Node {
        base.tree
    }

    /// What the whole config may hold, the keys of `exp` itself included; nil without a known task.
    package var schema: Schema? {
        base.schema
    }

    /// The options and union cases in use, outer ones first.
    package var choices: [Choice] {
        base.composition.choices
    }

    /// The config file, absolute; nil for a task's bare defaults.
    package var path: FilePath? {
        read.path
    }

    /// Whether the config is one that a run recorded, in which all choices are made.
    package var isRecorded: Bool {
        read.isRecorded
    }

    /// Where the names of options start, absolute.
    package var configRoot: FilePath {
        read.root
    }

    // MARK: - Variants

    /// Loads the config with more overrides, as typed after those of the request.
    ///
    /// - Parameters:
    ///   - overrides: The overrides, in order.
    ///   - bag: Takes every problem of the variant, those of the files included.
    /// - Returns: The config, with faulty parts marked where the bag holds errors.
    package func variant(
        _ overrides: [String] = [],
        into bag: inout DiagnosticBag
    ) -> LoadedConfig {
        var load = ConfigLoad(load, adding: overrides)
        return variant(of: &load, load.parseOverrides(), into: &bag)
    }

    /// Loads the config with more overrides that stand in texts of their own, such as the axes of
    /// a sweep.
    package func variant(
        _ overrides: [Override],
        into bag: inout DiagnosticBag
    ) -> LoadedConfig {
        var load = ConfigLoad(load, adding: [])
        load.bag.merge(self.load.bag)
        var config = variant(of: &load, base.overrides.overrides + overrides, into: &bag)
        for override in overrides where !config.files.contains(override.range.file) {
            config.files.append(override.range.file)
        }
        return config
    }

    private func variant(
        of load: inout ConfigLoad,
        _ overrides: [Override],
        into bag: inout DiagnosticBag
    ) -> LoadedConfig {
        var roles = OverrideRoles(overrides)
        load.refuseMeaningless(among: &roles)
        let known = base.overrides.overrides.count
        var composed: ComposedConfig
        if overrides.count >= known, base.isKept(by: roles, from: known) {
            composed = base
            load.files = base.composer.files.forked()
            composed.composer.files = load.files
            for index in 0..<known where base.overrides[index] != .value {
                roles[index] = base.overrides[index]
            }
            composed.overrides = roles
        } else {
            composed = load.compose(read, roles)
        }
        let config = load.finish(composed, of: read)
        bag.merge(load.bag)
        return config
    }
}

extension ComposedConfig {
    /// Whether composing again with more overrides would come to the same: whether none of them is
    /// a choice, is about a slot, or names the task.
    ///
    /// - Parameters:
    ///   - roles: All overrides.
    ///   - start: The place of the first that this composition does not know.
    /// - Returns: Whether this composition stands.
    fileprivate func isKept(by roles: OverrideRoles, from start: Int) -> Bool {
        roles.having(.value).allSatisfy { $0.index < start || isKept(by: $0.override) }
    }

    private func isKept(by override: Override) -> Bool {
        if override.namesTask || override.package != nil { return false }
        if composer.isAboutSlot(override) { return false }
        if let hydra {
            let isSearchPath = override.path == ConfigPath(keys: "hydra", "searchpath")
            let isGroup = override.mayNameGroup && hydra.search.hasGroup(override.group)
            return !isSearchPath && !isGroup
        }
        if override.operation == .add, override.mayNameGroup, override.groupChoice != nil {
            return false
        }
        let candidates = ChoiceCandidates(OverrideRoles([override]))
        if candidates.isEmpty { return true }
        guard case .element(let node)? = override.value, node.scalar != nil,
            override.path.lastKey != "use"
        else { return false }
        let path = override.path.indexed(in: tree)
        let kind = schema?.at(path, in: tree)
        if kind?.scalar != nil { return true }
        // A text chooses where there is a mapping, or nothing. Defaults that a task declares do
        // not count as something.
        guard kind?.hasKeys != true, let value = composition.root[path] else { return false }
        return value.scalar != nil && !value.isNull || value.sequence != nil
    }
}
