import ExpDiagnostics
import ExpYAML

extension HydraComposition {
    /// How the config was put together.
    ///
    /// - Parameters:
    ///   - task: The task whose defaults lie below all; nil without one.
    ///   - commandLine: The overrides.
    /// - Returns: The parts, low to high.
    func parts(task: String?, _ commandLine: SourceFile) -> CompositionTree {
        var parts = [part]
        if let task { parts.insert(.init(.schemaDefaults(task: task), name: task), at: 0) }
        if !commandLine.bytes.isEmpty {
            parts.append(.init(.commandLine, name: "command line", text: commandLine))
        }
        return CompositionTree(parts)
    }
}

extension HydraComposer {
    /// A config with those that its defaults list names, for showing.
    func part(_ node: DefaultsNode) -> CompositionTree.Part {
        var role = CompositionTree.Role.config
        if !node.isPrimary {
            var group: String? = node.groupPath
            if case .config = node.entry.target { group = nil }
            role = .default(group: group, package: node.package)
        }
        var part = CompositionTree.Part(
            role,
            name: node.shownName,
            file: node.file?.path.map(search.files.shown),
            text: node.file?.text,
            mount: node.mount,
            namedAt: node.isPrimary ? nil : node.choiceRange,
            state: node.state
        )
        for child in node.children {
            if child.entry.isOwn {
                part.ownPlace = part.children.count
                continue
            }
            if let replaced = replaced(child) { part.children.append(replaced) }
            part.children.append(self.part(child))
        }
        return part
    }

    /// What the list itself gives a group that an override gives something else.
    private func replaced(_ node: DefaultsNode) -> CompositionTree.Part? {
        guard case .group(_, let written) = node.entry.target, let choice = node.choice,
            written.text != choice.text, !node.entry.isAppended, let key = node.overrideKey
        else { return nil }
        return CompositionTree.Part(
            .default(group: node.groupPath, package: node.package),
            name: written.text,
            mount: node.mount,
            namedAt: node.entry.nameRange,
            state: .replaced(by: node.choiceRange, text: "\(key)=\(choice.text)")
        )
    }
}

extension DefaultsNode {
    fileprivate var shownName: String {
        switch entry.target {
        case .own: "_self_"
        case .config(let path): configName ?? path
        case .group: choice?.text ?? "null"
        }
    }

    fileprivate var state: CompositionTree.State {
        switch absence {
        case nil, .broken: .inForce
        case .missingOptional: .missingOptional
        case .nothing: .none
        case .deleted(let range, let text): .replaced(by: range, text: text)
        }
    }
}
