import ExpSystem
import ExpTestSupport
import Testing

/// The configs that come with the program, looked at by the program itself.
@Suite struct ConfigTests {
    private static let root = FilePath(repositoryRoot())

    private func exp(_ arguments: [String]) -> ChildProcess.Result {
        ChildProcess(
            BuiltProgram.exp,
            arguments,
            in: Self.root.string,
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
        ).run()
    }

    static var configs: [String] {
        ((try? FileSystem.list(root.appending("configs"))) ?? []).map(\.name)
            .filter { $0.hasSuffix(".yaml") }
    }

    /// Options by the key that chooses them: `optimizer=sgd`.
    static var options: [String] {
        let folder = root.appending("configs")
        return files(under: folder, suffix: ".yaml").compactMap { file in
            let path = file.relative(to: folder)
            guard let key = path.parent, key != "." else { return nil }
            return key.string.replacing("/", with: ".") + "=" + path.stem
        }
    }

    @Test(arguments: configs)
    func `a config composes and fits its task`(_ name: String) {
        let result = exp(["check", "configs/" + name])
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.errors.contains("warning"), "\(result.errors)")
    }

    @Test(arguments: configs, options)
    func `every option can be chosen in every config`(_ name: String, _ option: String) {
        let result = exp(["config", "show", "--config", "configs/" + name, option])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `there are configs and options`() {
        #expect(Self.configs.count > 1)
        #expect(Self.options.count > 3)
    }
}
