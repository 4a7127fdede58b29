import ExpDiagnostics
import ExpSystem
import ExpYAML

extension Session {
    /// The value that `${secret:NAME}` stands for; nil when there is none.
    ///
    /// It is read from the environment, else from the file that `EXP_SECRETS` names: a YAML
    /// mapping of names to texts, read only when a config needs it.
    func secret(_ name: String) -> String? {
        if let value = variables[name] { return value }
        guard let path = variables["EXP_SECRETS"], !path.isEmpty else { return nil }
        let file = FilePath(path).absolute(in: workingDirectory)
        guard let bytes = try? FileSystem.read(file, limit: 1_000_000) else { return nil }
        // What is wrong with the file is not told: a message would show a line of it.
        var unseen = DiagnosticBag()
        let source = SourceFile(kind: .file, name: path, path: file.string, bytes: bytes)
        return YAMLReader.read(source, into: &unseen)?.root[name]?.scalar?.text
    }
}
