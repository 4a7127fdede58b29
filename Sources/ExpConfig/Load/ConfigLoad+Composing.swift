import ExpDiagnostics
import ExpSchema
import ExpYAML

/// A config whose layers are joined: options are in place and the declared defaults underneath;
/// no override that sets a value has been applied, and nothing is resolved.
struct ComposedConfig: Sendable {
    /// The task.
    var task: ConfigLoad.FoundTask

    /// What the whole may be, the keys of `exp` itself included; nil without a known task.
    var schema: Schema?

    /// What the layers came to, without declared defaults.
    var composition: Composition

    /// The composer as it was when it was done, for options within the values of overrides.
    var composer: Composer

    /// What the defaults lists came to, in a Hydra tree.
    var hydra: HydraComposition?

    /// The tree with the declared defaults underneath.
    var tree: Node

    /// What each override turned out to be.
    var overrides: OverrideRoles

    /// The keys of earlier versions in the files.
    var found: FoundChanges

    /// The problems of composing.
    var bag: DiagnosticBag
}

extension ConfigLoad {
    /// Finds the task and joins the layers, with the options that overrides choose.
    func compose(_ read: ReadLayers, _ given: OverrideRoles) -> ComposedConfig {
        var overrides = given
        var bag = DiagnosticBag()
        var composer = read.composer
        composer.files = files
        let hydra = composeHydra(read, &overrides, into: &bag)
        if let hydra {
            composer.language = .hydra
            composer.unknownTags = hydra.tags
        } else {
            refusePackages(among: &overrides, into: &bag)
        }
        let task = findTask(in: hydra?.statements(nil) ?? read.layers, overrides, into: &bag)
        let schema = task.description.map(RootSchema.root)
        composer.hasTask = task.name != nil
        var layers =
            hydra?.statements(schema) ?? composer.layers(of: read.config, &overrides)
        let dependsOnChoices = read.rounds > 0 || composer.wanted.choice
        composer.wanted = Composer.Wanted()
        if hydra == nil {
            layers = layers.map { withoutTypos($0, task, read.root, into: &bag) }
        }
        composer.knowsCases = task.name == nil || task.description?.isDeclarationFaulty == false
        if task.name != nil, hydra == nil { layers = layers.map { withoutHydra($0, into: &bag) } }
        if read.isRecorded, let path = read.path {
            layers = layers.map { asRecorded($0, path) }
            composer.renewedCommand = renewedCommand(of: path)
        }
        migrate(&overrides, schema, into: &bag)
        composer.candidates = hydra == nil ? ChoiceCandidates(overrides) : .none
        composer.notesUses = request.notesUses
        composer.taskName = task.name ?? ""
        var composition = composer.compose(layers, schema: schema)
        if hydra == nil, dependsOnChoices,
            let again = readAgain(read, knowing: composition.choices)
        {
            return compose(again, given)
        }
        if let hydra {
            composition.choices = hydra.choices
            HydraNode.check(composition.root, into: &bag)
        } else {
            overrides.set(composition.usedOverrides, to: .choice)
        }
        bag.merge(composer.bag)
        reportSlots(of: composer, schema, task, into: &bag)
        var found = composer.found
        migrate(&composition, schema, of: task.name ?? "", found: &found, into: &bag)
        for tag in composer.unknownTags {
            bag.report(.unknownTag(tag, isError: task.name != nil))
        }
        for value in composition.dropped { bag.report(.droppedValue(value)) }
        if task.name != nil, task.description == nil {
            composition.root.markIncomplete()
            bag.skip(ConfigMessages.withoutTask)
        }
        var tree = schema?.underlay(composition.root) ?? composition.root
        if let name = request.task, task.description != nil { tree.setTask(name) }
        return ComposedConfig(
            task: task,
            schema: schema,
            composition: composition,
            composer: composer,
            hydra: hydra,
            tree: tree,
            overrides: overrides,
            found: found,
            bag: bag
        )
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
