import ExpDiagnostics
package import ExpSchema
import ExpSystem
package import ExpYAML

extension LoadedConfig {
    /// Why each file took part, as the origins of values name the files.
    package var fileRoles: [FileRole] {
        let project = project.folder.string
        var roles = parts.fileRoles(relativeTo: project)
        for choice in choices {
            guard let path = choice.filePath?.string,
                let text = files.first(where: { $0.path == path })
            else { continue }
            let role = FileRole(
                file: Origin(text.range(0, 0), relativeTo: project).name,
                kind: choice.group == nil ? .option : .default,
                choice: choice.text,
                mount: choice.path,
                namedAt: choice.range.file.hasText
                    ? Origin(choice.range, relativeTo: project) : nil
            )
            let isKnown = roles.contains { $0.file == role.file && $0.mount == role.mount }
            if !isKnown { roles.append(role) }
        }
        return roles
    }

    /// What the whole config may hold, the keys of every task included; nil without a task.
    package var rootSchema: Schema? {
        task.map { RootSchema.root(of: TaskDescription(name: $0, schema: schema)) }
    }
}

extension CompositionTree {
    /// The files that were merged, each with what named it.
    ///
    /// - Parameter project: The absolute path of the project folder, for shorter names of files.
    /// - Returns: A role for each place at which a file was merged.
    package func fileRoles(relativeTo project: String?) -> [FileRole] {
        var roles: [FileRole] = []
        func visit(_ part: Part) {
            if case .inForce = part.state, let text = part.text, text.kind == .file,
                let (kind, choice) = part.role.kind(of: part.name)
            {
                let namedAt = part.namedAt.flatMap { range in
                    range.file.hasText ? Origin(range, relativeTo: project) : nil
                }
                roles.append(
                    FileRole(
                        file: Origin(text.range(0, 0), relativeTo: project).name,
                        kind: kind,
                        choice: choice,
                        mount: part.mount,
                        namedAt: namedAt
                    )
                )
            }
            part.children.forEach(visit)
        }
        parts.forEach(visit)
        return roles
    }
}

extension CompositionTree.Role {
    /// The kind of a file in this role, and the choice of it as an override would write it; nil for
    /// what is no file.
    fileprivate func kind(of name: String) -> (FileRole.Kind, choice: String)? {
        switch self {
        case .config: (.config, "")
        case .base: (.base, "")
        case .option(let path): (.option, "\(path)=\(name)")
        case .slot(let slot): (.slot, "\(slot)=\(name)")
        case .default(let group?, let package):
            (.default, "\(group)\(Self.suffix(group, package))=\(name)")
        case .default(nil, _): (.base, "")
        case .schemaDefaults, .commandLine: nil
        }
    }

    /// How the package of a group is written: not at all where it is the group's own.
    private static func suffix(_ group: String, _ package: String) -> String {
        let own = String(group.map { $0 == "/" ? "." : $0 })
        return package == own ? "" : "@\(package.isEmpty ? "_global_" : package)"
    }
}
