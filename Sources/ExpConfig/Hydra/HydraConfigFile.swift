import ExpDiagnostics
import ExpSystem
import ExpYAML

/// One config of a Hydra tree, taken apart.
struct HydraConfigFile {
    /// Its name: the path from the search path, without `.yaml`.
    var name: String

    /// The file; nil for what Hydra brings itself.
    var path: FilePath?

    /// The keys, without `defaults`; a list in the few options that are one.
    var node: Node

    /// The `# @package` of the file.
    var header: PackageHeader?

    /// The defaults list; nil when there is none.
    var defaults: [DefaultsEntry]?

    /// The text.
    var text: SourceFile

    /// Tags in it that YAML itself does not know.
    var tags: [TagUse] = []
}

/// Reads the configs of a Hydra tree, each once.
struct HydraConfigReader {
    /// Where they lie.
    var search: HydraSearchPath

    /// Takes the problems of the files.
    var bag = DiagnosticBag()

    private var known: [String: Result] = [:]

    /// What a name was found to be.
    enum Result {
        /// A config.
        case config(HydraConfigFile)
        /// A file with a problem, which was reported.
        case broken
        /// Nothing.
        case missing
    }

    /// Begins with a search path.
    init(search: HydraSearchPath) {
        self.search = search
    }

    /// The config of a name.
    ///
    /// - Parameters:
    ///   - name: The path from a folder of the search path.
    ///   - namedAt: The text that names it.
    /// - Returns: What lies there.
    mutating func read(_ name: String, namedAt: SourceRange?) -> Result {
        if let found = known[name] { return found }
        let result: Result
        if let text = HydraBuiltins.text(name) {
            let file = SourceFile(kind: .declaration, name: "Hydra's \(name)", text: text)
            result = taken(YAMLReader.read(file, into: &bag), file, name: name, path: nil)
        } else if let path = search.file(name) {
            result = read(path, name: name, namedAt: namedAt)
        } else {
            result = .missing
        }
        known[name] = result
        return result
    }

    /// Takes a config as read.
    mutating func know(_ config: HydraConfigFile) {
        known[config.name] = .config(config)
    }

    /// Reads the file of a config that is named by its path.
    mutating func read(_ path: FilePath, name: String, namedAt: SourceRange?) -> Result {
        switch search.files.read(path, into: &bag) {
        case .broken:
            return .broken
        case .missing:
            return .missing
        case .unreadable(let error):
            bag.report(.unreadableFile(path, error, namedAt: namedAt, search.files))
            return .broken
        case .document(let document, let file):
            return taken(document, file, name: name, path: path)
        }
    }

    /// Takes a text apart.
    private mutating func taken(
        _ document: YAMLDocument?,
        _ file: SourceFile,
        name: String,
        path: FilePath?
    ) -> Result {
        guard let document, !document.root.isFaulty else { return .broken }
        var config = HydraConfigFile(
            name: name,
            path: path,
            node: document.root.asHydraReads() ?? document.root,
            header: PackageHeader.read(file, into: &bag),
            text: file,
            tags: document.unknownTags
        )
        switch config.node.content {
        case .scalar, .faulty:
            bag.report(.rootIsNoMapping(document.root))
            return .broken
        case .sequence:
            return .config(config)
        case .mapping(var mapping):
            guard let list = mapping.remove("defaults") else { return .config(config) }
            config.node.content = .mapping(mapping)
            switch list.value.content {
            case .sequence(let elements):
                var reading = DefaultsListReading()
                config.defaults = reading.entries(of: elements)
                bag.merge(reading.bag)
            case .faulty:
                break
            case .scalar, .mapping:
                bag.report(.defaultsAreNoList(list))
            }
            return .config(config)
        }
    }
}

extension Node {
    /// The tree as Hydra's own reader sees it.
    ///
    /// Plain scalars are read by YAML 1.1, so that `55_000` is a number and `off` a boolean. What
    /// 1.1 reads as we do stays as it was written.
    ///
    /// - Returns: nil when nothing is read otherwise.
    fileprivate func asHydraReads() -> Node? {
        switch content {
        case .faulty:
            return nil
        case .scalar(let scalar):
            guard let reading = CoreSchema.yaml11Reading(of: scalar),
                let other = scalar.read(as: reading)
            else { return nil }
            return Node(
                .scalar(other),
                range: range,
                trace: Trace(.converted, previous: self)
            )
        case .sequence(var elements):
            var isChanged = false
            for (index, element) in elements.enumerated() {
                guard let other = element.asHydraReads() else { continue }
                elements[index] = other
                isChanged = true
            }
            return isChanged ? with(.sequence(elements)) : nil
        case .mapping(var mapping):
            var isChanged = false
            for (place, entry) in mapping.entries.enumerated() {
                guard let other = entry.value.asHydraReads() else { continue }
                mapping.updateValue(at: place) { $0 = other }
                isChanged = true
            }
            return isChanged ? with(.mapping(mapping)) : nil
        }
    }
}

extension Scalar {
    /// The scalar as one that means what YAML 1.1 reads, its text kept where that can be.
    fileprivate func read(as reading: YAML11Reading) -> Scalar? {
        switch reading {
        case .bool(let value):
            return Scalar(value ? "true" : "false", .typedBool)
        case .int(let value):
            let kept = Scalar(text, .typedInt)
            let isSame = CoreSchema.value(of: kept).isEqualValue(to: .int(value))
            return isSame ? kept : Scalar(String(value), .typedInt)
        case .float(let value):
            let kept = Scalar(text, .typedFloat)
            let isSame = CoreSchema.value(of: kept).isEqualValue(to: .float(value))
            return isSame ? kept : Scalar(ScalarSpelling.float(value), .typedFloat)
        case .date, .special:
            return nil
        }
    }
}
