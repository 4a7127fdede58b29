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
    let commandLine: SourceFile

    var bag = DiagnosticBag()

    /// Prepares a load.
    init(environment: ConfigEnvironment, tasks: TaskCatalog, request: ConfigRequest) {
        self.environment = environment
        self.tasks = tasks
        self.request = request
        project = Project.find(from: environment)
        files = ConfigFiles(environment: environment)
        commandLine = SourceFile(commandLine: request.overrides)
    }

    /// Runs all stages.
    mutating func run() -> LoadedConfig? {
        let overrides = parseOverrides()
        let path = configPath()
        let root = path.map(Project.configRoot) ?? project.configRoot
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
        var layers: [Statement] = []
        if let path {
            if files.kind(path) == nil {
                bag.report(.missingConfig(path, request, root: project.configRoot, files))
                bag.skip(ConfigMessages.withoutConfig(files.shown(path)))
                return nil
            }
            let read = composer.layers(of: path, kind: .file, mount: ConfigPath(), namedAt: nil)
            guard let read else {
                bag.merge(composer.bag)
                bag.skip(ConfigMessages.withoutConfig(files.shown(path)))
                return nil
            }
            layers = read
        }
        let task = findTask(in: layers, overrides)
        composer.hasTask = task.name != nil
        composer.knowsCases = task.name == nil || task.description?.isDeclarationFaulty == false
        if task.name != nil { layers = layers.map { withoutHydra($0) } }
        if isRecorded, let path { layers = layers.map { asRecorded($0, path) } }
        let schema = task.description.map(RootSchema.root)
        var composition = composer.compose(layers, schema: schema)
        bag.merge(composer.bag)
        reportTags(composer.unknownTags, hasTask: task.name != nil)
        for value in composition.dropped { bag.report(.droppedValue(value)) }
        if task.name != nil, task.description == nil {
            composition.root.markIncomplete()
            bag.skip(ConfigMessages.withoutTask)
        }
        var composed = schema?.underlay(composition.root) ?? composition.root
        if let name = request.task, task.description != nil { composed.setTask(name) }
        apply(overrides, to: &composed, schema, composition.usedOverrides)
        composed = schema?.underlay(composed) ?? composed

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
        let origins = (path.parent ?? "/").appending("origins.json")
        guard let bytes = try? FileSystem.read(origins) else { return statement }
        // Without its stories a config is as good: what is wrong with the file is not told here.
        var scratch = DiagnosticBag()
        let file = SourceFile(
            kind: .file,
            name: files.shown(origins),
            path: origins.string,
            bytes: bytes
        )
        if let stories = JSONReader.read(file, into: &scratch), !scratch.hasErrors {
            statement.node = Provenance.attach(stories, to: statement.node)
        }
        return statement
    }

    // MARK: - The file

    /// The file that the request names: a path, or a name under the config root.
    private mutating func configPath() -> FilePath? {
        guard let name = request.config else { return nil }
        let direct = FilePath(name).absolute(in: environment.workingDirectory)
        if files.isFile(direct) { return direct }
        let named = project.configRoot.appending(name + ".yaml").normalised
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

    // MARK: - The task

    /// The task that a config is for.
    struct FoundTask {
        /// The name; nil without a task.
        var name: String?
        /// What the task says of itself; nil for an unknown one.
        var description: TaskDescription?
    }

    private mutating func findTask(in layers: [Statement], _ overrides: [Override]) -> FoundTask {
        var node = layers.last { $0.node["task"] != nil }?.node["task"]
        let path = ConfigPath([.key("task")])
        for override in overrides where override.path == path && override.operation != .delete {
            if case .element(let value)? = override.value { node = value }
        }
        guard let name = request.task ?? node?.string else { return FoundTask() }
        guard let description = tasks.find(name) else {
            bag.report(.unknownTask(name, at: request.task == nil ? node?.range : nil, tasks.names))
            return FoundTask(name: name)
        }
        return FoundTask(name: name, description: description)
    }

    /// The layer without what only Hydra's trees and slots have, which is told.
    private mutating func withoutHydra(_ statement: Statement) -> Statement {
        guard var mapping = statement.node.mapping else { return statement }
        var result = statement
        if let use = mapping.entry("use"), use.value.mapping != nil {
            bag.report(.slotsNotSupported(use))
            mapping.remove("use")
        }
        if let defaults = mapping.entry("defaults") {
            bag.report(.defaultsNotSupported(defaults))
            mapping.remove("defaults")
        }
        result.node.content = .mapping(mapping)
        return result
    }

    private mutating func reportTags(_ tags: [TagUse], hasTask: Bool) {
        for tag in tags { bag.report(.unknownTag(tag, isError: hasTask)) }
    }

    // MARK: - Overrides

    private mutating func parseOverrides() -> [Override] {
        var overrides: [Override] = []
        var byPath: [ConfigPath: Override] = [:]
        var skipped = 0
        for index in request.overrides.indices {
            let range = commandLine.range(ofToken: index)
            if skipped > 0 {
                skipped -= 1
                continue
            }
            if let parts = partsSplitByShell(from: index) {
                let last = commandLine.range(ofToken: index + parts - 1)
                bag.report(.overrideSplitByShell(range, through: last))
                skipped = parts - 1
                continue
            }
            guard let override = OverrideParser.parse(range, into: &bag) else { continue }
            if let package = override.package {
                bag.report(.overrideWithPackage(override, package))
                continue
            }
            if case .sweep(let sweep)? = override.value {
                bag.report(.ambiguousOverride(override, sweep))
                continue
            }
            if let earlier = byPath[override.path], override.operation != .append {
                bag.report(.duplicateOverride(earlier, later: override))
            }
            byPath[override.path] = override
            overrides.append(override)
        }
        return overrides
    }

    /// How many tokens make one override that a shell took apart at its blanks; nil when the token
    /// stands for itself.
    private func partsSplitByShell(from index: Int) -> Int? {
        func reads(_ text: String) -> Bool {
            var scratch = DiagnosticBag()
            let file = SourceFile(commandLine: [text])
            return OverrideParser.parse(file.range(ofToken: 0), into: &scratch) != nil
        }
        var joined = request.overrides[index]
        let opens = joined.utf8.contains { "[{'\"(".utf8.contains($0) }
        guard opens, !reads(joined) else { return nil }
        for count in 2..<10 where index + count <= request.overrides.count {
            joined += " " + request.overrides[index + count - 1]
            if reads(joined) { return count }
        }
        return nil
    }

    private mutating func apply(
        _ overrides: [Override],
        to root: inout Node,
        _ schema: Schema?,
        _ used: Set<Int>
    ) {
        for (index, override) in overrides.enumerated() {
            let isTaken = used.contains(index)
            if isTaken, case .element(let node)? = override.value, node.mapping == nil { continue }
            var application = OverrideApplication(
                override,
                isChoiceTaken: isTaken,
                paths: PathValues(project: project.folder, environment: environment)
            )
            application.apply(to: &root, schema: schema)
            bag.merge(application.bag)
        }
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
