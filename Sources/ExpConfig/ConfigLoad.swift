import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

/// One load on its way through the stages.
struct ConfigLoad {
    let environment: ConfigEnvironment
    let tasks: TaskCatalog
    let request: ConfigRequest
    let project: Project
    let files: ConfigFiles

    /// Where configs named without a path are.
    let configRoot: FilePath
    let commandLine: SourceFile

    var bag = DiagnosticBag()

    /// The keys of earlier versions in the files.
    var found = FoundChanges()

    /// Prepares a load.
    init(
        environment: ConfigEnvironment,
        tasks: TaskCatalog,
        request: ConfigRequest,
        files: ConfigFiles
    ) {
        self.environment = environment
        self.tasks = tasks
        self.request = request
        project = Project.find(from: environment)
        self.files = files
        configRoot = project.configRoot(in: files.source)
        commandLine = SourceFile(commandLine: request.overrides)
    }

    /// Runs all stages.
    mutating func run() -> LoadedConfig? {
        var overrides = parseOverrides()
        if request.config?.isEmpty == true {
            bag.report(.emptyConfigName(request))
            return nil
        }
        let path = configPath()
        let root = path.map(Project.configRoot) ?? configRoot
        let isRecorded = path.map { isRecord($0) } ?? false
        let source = LayerSource(
            kind: .commandLine,
            folder: path?.parent ?? root,
            path: nil,
            mount: ConfigPath()
        )
        var composer = Composer(
            files: files,
            configRoot: root,
            hasTask: false,
            isRecorded: isRecorded,
            variables: environment.variables,
            candidates: ChoiceCandidates(overrides),
            commandLine: source
        )
        var config: LayerFile?
        if let path {
            if files.kind(path) == nil {
                bag.report(.missingConfig(path, request, root: configRoot, files))
                bag.skip(ConfigMessages.withoutConfig(files.shown(path)))
                return nil
            }
            config = composer.readConfig(path, named: request.config, at: request.configRange)
            guard config != nil else {
                bag.merge(composer.bag)
                bag.skip(ConfigMessages.withoutConfig(files.shown(path)))
                return nil
            }
        }
        let task = findTask(in: config?.statements ?? [], overrides)
        composer.hasTask = task.name != nil
        var layers = composer.layers(of: config, overrides)
        layers = layers.map { withoutTypos($0, task) }
        composer.knowsCases = task.name == nil || task.description?.isDeclarationFaulty == false
        if task.name != nil { layers = layers.map { withoutHydra($0) } }
        if isRecorded, let path {
            layers = layers.map { asRecorded($0, path) }
            composer.renewedCommand = renewedCommand(of: path)
        }
        let schema = task.description.map(RootSchema.root)
        overrides = migrated(overrides, schema, &composer)
        composer.notesUses = request.notesUses
        var composition = composer.compose(layers, schema: schema)
        bag.merge(composer.bag)
        reportSlots(of: composer, schema, task)
        found = composer.found
        if let schema { migrate(&composition, schema) }
        reportTags(composer.unknownTags, hasTask: task.name != nil)
        for value in composition.dropped { bag.report(.droppedValue(value)) }
        if task.name != nil, task.description == nil {
            composition.root.markIncomplete()
            bag.skip(ConfigMessages.withoutTask)
        }
        var composed = schema?.underlay(composition.root) ?? composition.root
        if let name = request.task, task.description != nil { composed.setTask(name) }
        apply(overrides, to: &composed, schema, &composition, composer)
        composed = schema?.underlay(composed) ?? composed
        if let schema { renameReferences(in: &composed, schema) }

        let resolved = resolve(
            composed,
            composition,
            isRecorded: isRecorded,
            hasTask: task.name != nil
        )
        return finish(
            resolved: resolved,
            composed: composed,
            composition: composition,
            task: task,
            path: path,
            isRecorded: isRecorded
        )
    }

    /// A recorded config as it was, with the stories that lie beside it.
    private func asRecorded(_ statement: Statement, _ path: FilePath) -> Statement {
        var statement = statement
        statement.node = Deferred.unescaped(statement.node)
        // Without its stories a config is as good: what is wrong with the file is not told here.
        if let stories = json("origins.json", beside: path) {
            statement.node = Provenance.attach(stories, to: statement.node)
        }
        return statement
    }

    /// The command that made a recorded run, with the overrides added; nil when it is not known.
    private func renewedCommand(of path: FilePath) -> String? {
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

    // MARK: - The file

    /// The file that the request names: a path, or a name under the config root.
    private mutating func configPath() -> FilePath? {
        guard let name = request.config else { return nil }
        let direct = FilePath(name).absolute(in: environment.workingDirectory)
        if files.isFile(direct) { return direct }
        let named = configRoot.appending(name + ".yaml").normalised
        if !FilePath(name).isAbsolute, files.isFile(named) { return named }
        return direct
    }

    /// Whether a file is one that a run recorded: its `exp` says `resolved: 1`.
    private mutating func isRecord(_ path: FilePath) -> Bool {
        var scratch = DiagnosticBag()
        guard case .document(let document, _) = files.read(path, into: &scratch) else {
            bag.merge(scratch)
            return false
        }
        bag.merge(scratch)
        return document.root["exp"]?["resolved"]?.int == 1
    }

    private mutating func reportTags(_ tags: [TagUse], hasTask: Bool) {
        for tag in tags { bag.report(.unknownTag(tag, isError: hasTask)) }
    }

    // MARK: - Interpolation

    private mutating func resolve(
        _ composed: Node,
        _ composition: Composition,
        isRecorded: Bool,
        hasTask: Bool
    ) -> Node {
        if isRecorded { return composed }
        var resolution = Resolution(
            root: composed,
            choices: Dictionary(
                composition.choices.map { ($0.path, $0.name) },
                uniquingKeysWith: { $1 }
            ),
            variables: environment.variables,
            requiresEverything: hasTask
        )
        let resolved = resolution.resolve()
        bag.merge(resolution.bag)
        return resolved
    }
}

extension Node {
    /// Notes that keys may be missing here.
    fileprivate mutating func markIncomplete() {
        guard case .mapping(var mapping) = content else { return }
        mapping.isIncomplete = true
        content = .mapping(mapping)
    }

    /// Puts the task that `--task` names in the place of the config's own.
    fileprivate mutating func setTask(_ name: String) {
        guard case .mapping(var mapping) = content else { return }
        let file = SourceFile(kind: .declaration, name: "--task", text: "")
        let node = Node(.scalar(Scalar(name, .typedString)), range: file.range(0, 0))
        if mapping["task"]?.string == name { return }
        mapping.set("task", to: node.replacing(mapping["task"]))
        content = .mapping(mapping)
    }
}
