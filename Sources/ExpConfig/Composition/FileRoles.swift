import ExpDiagnostics
import ExpSystem
package import ExpYAML

extension LoadedConfig {
    /// Why each file took part, as the origins of values name the files.
    package var fileRoles: [FileRole] {
        var roles: [FileRole] = []
        for choice in choices {
            guard let text = files.first(where: { $0.name == choice.file }) else { continue }
            roles.append(
                FileRole(
                    file: origin(of: text.range(0, 0)).name,
                    kind: .option,
                    choice: choice.text,
                    mount: choice.path,
                    namedAt: choice.range.file.hasText ? origin(of: choice.range) : nil
                )
            )
        }
        return roles
    }

    private func origin(of range: SourceRange) -> Origin {
        Origin(range, relativeTo: project.folder.string)
    }
}
