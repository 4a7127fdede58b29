import ExpDiagnostics
import ExpSystem
import ExpYAML

/// What the config file of a load and the files below it say, before anything is composed.
struct ReadLayers: Sendable {
    /// The config file, absolute; nil for a task's bare defaults.
    var path: FilePath?

    /// Where the names of options start.
    var root: FilePath

    /// Whether the config is one that a run recorded.
    var isRecorded: Bool

    /// The config file with those that it extends; nil for a task's bare defaults.
    var config: LayerFile?

    /// The composer, which knows the texts of the layers; no override is known to it yet.
    var composer: Composer

    /// How often the files were read again because what they extend depends on a choice.
    var rounds = 0

    /// What the files say at the root, low to high, without the options of slots.
    var layers: [Statement] {
        config?.statements ?? []
    }
}

extension ConfigLoad {
    /// Reads the config file and those that it extends.
    ///
    /// - Returns: nil when the config file cannot be read.
    func read(into bag: inout DiagnosticBag) -> ReadLayers? {
        if request.config?.isEmpty == true {
            bag.report(.emptyConfigName(request))
            return nil
        }
        let path = configPath()
        let root = request.configRoot ?? path.map(Project.configRoot) ?? configRoot
        let isRecorded = path.map { isRecord($0, into: &bag) } ?? false
        let source = LayerSource(
            kind: .commandLine,
            folder: path?.parent ?? root,
            path: nil,
            mount: ConfigPath()
        )
        let composer = Composer(
            files: files,
            configRoot: root,
            hasTask: false,
            language: isRecorded ? .recorded : .native,
            variables: environment.variables,
            candidates: .none,
            commandLine: source
        )
        var read = ReadLayers(path: path, root: root, isRecorded: isRecorded, composer: composer)
        guard let path else { return read }
        if files.kind(path) == nil {
            bag.report(.missingConfig(path, request, root: configRoot, files))
            bag.skip(ConfigMessages.withoutConfig(files.shown(path)))
            return nil
        }
        read.config = readConfig(path, with: &read.composer)
        guard read.config != nil else {
            bag.merge(read.composer.bag)
            bag.skip(ConfigMessages.withoutConfig(files.shown(path)))
            return nil
        }
        return read
    }

    private func readConfig(_ path: FilePath, with composer: inout Composer) -> LayerFile? {
        composer.readConfig(path, named: request.config, at: request.configRange)
    }

    /// The layers as they are once it is known which options the config uses: the name of a file
    /// that is extended, or of a slot's option, may hold `${choice:PATH}`.
    ///
    /// - Parameters:
    ///   - read: The layers as read before.
    ///   - choices: The options that they came to.
    /// - Returns: The layers; nil when they would be the same.
    func readAgain(_ read: ReadLayers, knowing choices: [Choice]) -> ReadLayers? {
        let known = Dictionary(choices.map { ($0.path, $0.name) }, uniquingKeysWith: { $1 })
        guard let path = read.path, !read.composer.known.isFinal else { return nil }
        var again = read
        again.composer = Composer(
            files: files,
            configRoot: read.root,
            hasTask: false,
            language: read.isRecorded ? .recorded : .native,
            variables: environment.variables,
            candidates: .none,
            commandLine: read.composer.commandLine
        )
        again.rounds += 1
        again.composer.known.choices = known
        again.composer.known.isFinal = known == read.composer.known.choices || again.rounds == 8
        again.config = readConfig(path, with: &again.composer)
        return again
    }

    /// A recorded config as it was, with the stories that lie beside it.
    func asRecorded(_ statement: Statement, _ path: FilePath) -> Statement {
        var statement = statement
        statement.node = Deferred.unescaped(statement.node)
        // Without its stories a config is as good: what is wrong with the file is not told here.
        if let stories = json("origins.json", beside: path) {
            statement.node = Provenance.attach(stories, to: statement.node)
        }
        return statement
    }

    /// The command that made a recorded run, with the overrides added; nil when it is not known.
    func renewedCommand(of path: FilePath) -> String? {
        guard !request.overrides.isEmpty, let record = json("run.json", beside: path),
            let words = record["commandLine"]?.sequence?.compactMap(\.string), !words.isEmpty
        else { return nil }
        let command = (words + request.overrides).map(ShellText.quoted).joined(separator: " ")
        guard let folder = record["workingDirectory"]?.string,
            folder != environment.workingDirectory.string
        else { return command }
        return "cd \(ShellText.quoted(folder)) && \(command)"
    }

    /// A file of the run whose config is at the path; nil when it cannot be read.
    private func json(_ name: String, beside path: FilePath) -> Node? {
        let place = (path.parent ?? "/").appending(name)
        guard let bytes = files.bytes(place) else { return nil }
        var scratch = DiagnosticBag()
        let file = SourceFile(
            kind: .file,
            name: files.shown(place),
            path: place.string,
            bytes: bytes
        )
        let node = JSONReader.read(file, into: &scratch)
        return scratch.hasErrors ? nil : node
    }

    /// The file that the request names: a path, or a name under the config root.
    private func configPath() -> FilePath? {
        guard let name = request.config else { return nil }
        let direct = FilePath(name).absolute(in: environment.workingDirectory)
        if files.isFile(direct) { return direct }
        let named = configRoot.appending(name + ".yaml").normalised
        if !FilePath(name).isAbsolute, files.isFile(named) { return named }
        return direct
    }

    /// Whether a file is one that a run recorded: its `exp` says `resolved: 1`.
    private func isRecord(_ path: FilePath, into bag: inout DiagnosticBag) -> Bool {
        guard case .document(let document, _) = files.read(path, into: &bag) else { return false }
        return document.root["exp"]?["resolved"]?.int == 1
    }
}
