import ExpDiagnostics
import ExpSystem
import ExpYAML

extension Composer {
    /// Reads the config file with those that it extends.
    ///
    /// - Parameters:
    ///   - path: The file, absolute.
    ///   - name: The name by which the user asked for it.
    ///   - range: The text that holds the name.
    /// - Returns: nil when the file cannot be read; the reason is reported.
    mutating func readConfig(
        _ path: FilePath,
        named name: String?,
        at range: SourceRange?
    ) -> LayerFile? {
        let shown = files.shown(path)
        let part = PartCollector.Draft(.config, name: name ?? shown, file: shown, parent: nil)
        return read(path, kind: .file, mount: ConfigPath(), namedAt: range, as: part)
    }

    /// Reads a file and those that it extends.
    ///
    /// - Parameters:
    ///   - path: The file, absolute.
    ///   - kind: What the file is to the config.
    ///   - mount: Where in the config its top lies.
    ///   - namedAt: The text that named the file.
    ///   - way: The files on the way here, this one included; nil for the first.
    ///   - part: What the file is in the tree of parts.
    /// - Returns: nil when the file cannot be read; the reason is reported.
    mutating func read(
        _ path: FilePath,
        kind: LayerSource.Kind,
        mount: ConfigPath,
        namedAt: SourceRange?,
        way: Way? = nil,
        as part: PartCollector.Draft
    ) -> LayerFile? {
        let way = way ?? Way().appending(.uses, path)
        let document: YAMLDocument
        switch files.read(path, into: &bag) {
        case .broken: return nil
        case .unreadable(let error):
            bag.report(.unreadableFile(path, error, namedAt: namedAt, files, way.parent))
            return nil
        case .missing:
            bag.report(.missingFile(path, namedAt: namedAt, files, way.parent))
            return nil
        case .document(let read, _): document = read
        }
        guard let mapping = document.root.mapping else {
            if !document.root.isFaulty { bag.report(.rootIsNoMapping(document.root)) }
            return nil
        }
        reportTags(document)
        let source = LayerSource(
            kind: kind,
            folder: path.parent ?? "/",
            path: path,
            mount: mount,
            way: way
        )
        sources.add(source, of: document.root.range.file)
        parts.add(part, source, document.root.range.file, named: namedAt)
        var file = LayerFile(
            own: Statement(node: document.root, source: source, allowsOperators: false)
        )
        guard language == .native else { return file }
        var rest = mapping
        takeSlots(from: &rest, of: &file)
        if let extends = mapping.entry("extends") {
            rest.remove("extends")
            file.own.allowsOperators = true
            if !readBases(extends.value, of: &file) { rest.isIncomplete = true }
        }
        file.own.node.content = .mapping(rest)
        return file
    }

    /// Reads the files that an `extends` names; false when one of them could not be read.
    private mutating func readBases(_ node: Node, of file: inout LayerFile) -> Bool {
        var isWhole = true
        for base in baseNodes(node) {
            guard let name = baseName(base) else { continue }
            switch readBase(name, base, from: file.own.source) {
            case .file(let read): file.bases.append(read)
            case .missing: continue
            case .unreadable: isWhole = false
            }
        }
        return isWhole
    }

    private enum Base {
        case file(LayerFile)
        case missing
        case unreadable
    }

    private mutating func readBase(_ name: String, _ node: Node, from source: LayerSource) -> Base {
        let isOptional = name.hasSuffix("?")
        let text = isOptional ? String(name.dropLast()) : name
        let path = FilePath(text).absolute(in: source.folder)
        var part = PartCollector.Draft(.base, name: name, file: files.shown(path), parent: source)
        if isOptional, files.kind(path) == nil {
            part.state = .missingOptional
            parts.add(part, nil, nil, named: node.range)
            return .missing
        }
        let way = source.way.appending(.extends, path)
        if source.way.contains(path) {
            bag.report(.compositionCycle(way, at: node.range, files))
            bag.skip(ConfigMessages.withoutFile(files.shown(path)))
            return .unreadable
        }
        let below = read(
            path,
            kind: source.kind,
            mount: source.mount,
            namedAt: node.range,
            way: way,
            as: part
        )
        guard let below else {
            bag.skip(ConfigMessages.withoutFile(files.shown(path)))
            return .unreadable
        }
        return .file(below)
    }

    /// The names that an `extends` holds.
    private mutating func baseNodes(_ node: Node) -> [Node] {
        switch node.content {
        case .sequence(let list):
            return list
        case .scalar:
            return [node]
        case .mapping:
            bag.report(.invalidExtends(node))
            return []
        case .faulty:
            return []
        }
    }

    private mutating func baseName(_ node: Node) -> String? {
        if node.isFaulty { return nil }
        guard node.string?.isEmpty == false else {
            bag.report(.invalidExtends(node))
            return nil
        }
        return choiceName(node)
    }

    private mutating func reportTags(_ document: YAMLDocument) {
        for tag in document.unknownTags where !unknownTags.contains(tag) {
            unknownTags.append(tag)
        }
    }
}

/// The layers that texts are: a file may be several, an option used at two places.
struct LayerSources {
    private var byText: [SourceFile: [LayerSource]] = [:]

    /// Notes that a text was read as a layer.
    mutating func add(_ source: LayerSource, of text: SourceFile) {
        byText[text, default: []].append(source)
    }

    /// The layer from which a text speaks about a path: the one whose top lies nearest above it.
    func source(of text: SourceFile, at path: ConfigPath) -> LayerSource? {
        byText[text]?.filter { $0.mount.isPrefix(of: path) }
            .max { $0.mount.components.count < $1.mount.components.count }
    }
}
