import ExpConfig
import ExpReport
import ExpSchema
import ExpStore
import ExpSystem
import ExpYAML

/// A config of which is told where its values come from: one just loaded, or a run's.
struct ToldConfig {
    /// The stories of its values.
    let story: ConfigStory

    /// The run that was asked about, as typed; nil for a config.
    let run: String?

    private let roles: [FileRole]
    /// Where the files that a record names may lie; nil for what was read just now.
    private let folders: [FilePath]?
    private let loaded: LoadedConfig?

    /// A config that was loaded.
    init(_ loaded: LoadedConfig) {
        self.loaded = loaded
        run = nil
        roles = loaded.fileRoles
        folders = loaded.isRecorded ? [loaded.project.folder] : nil
        story = ConfigStory(
            loaded.resolved,
            project: loaded.project.folder,
            roles: roles,
            hiding: loaded.secretMask
        )
    }

    /// A recorded run; nil when its config cannot be read.
    init?(_ run: ReportedRun, named name: String, in session: Session) {
        let provenance = RunProvenance(run)
        guard var tree = provenance.tree ?? run.config else { return nil }
        // The mark of a record is nothing that anybody set.
        tree.update(ConfigPath(keys: "exp", "resolved")) { $0 = nil }
        if tree["exp"]?.mapping?.isEmpty == true {
            tree.update(ConfigPath(keys: "exp")) { $0 = nil }
        }
        loaded = nil
        self.run = name
        roles = provenance.roles
        let project = session.project.folder
        var folders = [project]
        // The run may be one of another project on this machine.
        if let folder = run.record?.workingDirectory.map({ FilePath($0) }),
            FileSystem.kind(of: folder) == .folder
        {
            var environment = session.environment
            environment.workingDirectory = folder
            folders = [Project.find(from: environment).folder, folder, project]
        }
        self.folders = folders
        story = ConfigStory(tree, project: project, roles: roles)
    }

    /// What became since of the files that a run's values came from; nil for a config.
    func changes(since answer: ConfigStory.Answer) -> FileChanges? {
        folders.map { FileChanges(answer.stories, roles: roles, folders: $0) }
    }

    /// Why a key that the task knows has no value; nil when it knows none.
    func elsewhere(_ path: ConfigPath) -> AbsentKey? {
        loaded.flatMap { AbsentKey(path, in: $0) }
    }
}

/// A key that the task knows and the config has no value for.
enum AbsentKey {
    /// It may be given and is not.
    case notGiven(SchemaNote)
    /// Only other cases of a choice have it.
    case otherCase(cases: [String], chosen: String, at: ConfigPath)

    /// What is known of a value.
    struct SchemaNote {
        var type: String
        var documentation: String
    }

    /// Looks the key up; nil when no case has it.
    init?(_ path: ConfigPath, in loaded: LoadedConfig) {
        guard let schema = loaded.rootSchema, !path.components.isEmpty else { return nil }
        var here = schema
        var place = ConfigPath()
        for component in path.components {
            let node = loaded.resolved[place]
            let next: Schema? =
                if case .key(let key) = component { here.child(key, in: node) } else {
                    here.element
                }
            guard let next else {
                guard let union = here.union, case .key(let key) = component,
                    let chosen = union.chosenCase(in: node)?.name
                else { return nil }
                let cases = union.cases.filter { $0.schema.child(key) != nil }.map(\.name)
                guard !cases.isEmpty else { return nil }
                self = .otherCase(cases: cases, chosen: chosen, at: place)
                return
            }
            here = next
            place.components.append(component)
        }
        if case .any = here.shape { return nil }
        let field = path.parent.flatMap { parent in
            schema.at(parent, in: loaded.resolved)?.mapping?.field(path.lastKey ?? "")
        }
        self = .notGiven(
            SchemaNote(type: here.typeText, documentation: field?.documentation ?? "")
        )
    }
}
