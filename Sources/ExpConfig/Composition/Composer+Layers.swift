import ExpDiagnostics
import ExpSystem
import ExpYAML

extension Composer {
    /// What a file and those that it extends say at its top, low to high.
    ///
    /// - Parameters:
    ///   - path: The file, absolute.
    ///   - kind: What the file is to the config.
    ///   - mount: Where in the config its top lies.
    ///   - namedAt: The text that named the file.
    ///   - stack: The files on the way here.
    /// - Returns: nil when the file cannot be read; the reason is reported.
    mutating func layers(
        of path: FilePath,
        kind: LayerSource.Kind,
        mount: ConfigPath,
        namedAt: SourceRange?,
        stack: [FilePath] = []
    ) -> [Statement]? {
        if stack.contains(path), let namedAt {
            bag.report(.extendsCycle(stack + [path], at: namedAt, files))
            return nil
        }
        let document: YAMLDocument
        switch files.read(path, into: &bag) {
        case .broken: return nil
        case .unreadable(let error):
            bag.report(.unreadableFile(path, error, namedAt: namedAt, files))
            return nil
        case .missing:
            bag.report(.missingFile(path, namedAt: namedAt, files))
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
            mount: mount
        )
        sourceOfText[document.root.range.file] = source
        var own = Statement(node: document.root, source: source, allowsOperators: false)
        guard language == .native, let extends = mapping.entry("extends") else { return [own] }
        var rest = mapping
        rest.remove("extends")
        own.node.content = .mapping(rest)
        own.allowsOperators = true
        var layers: [Statement] = []
        var isWhole = true
        for base in bases(extends.value) {
            guard let name = base.name else { continue }
            guard
                let below = extended(name, base.node, from: source, stack: stack + [path])
            else {
                isWhole = false
                continue
            }
            layers += below
        }
        if !isWhole {
            rest.isIncomplete = true
            own.node.content = .mapping(rest)
        }
        return layers + [own]
    }

    private mutating func extended(
        _ name: String,
        _ node: Node,
        from source: LayerSource,
        stack: [FilePath]
    ) -> [Statement]? {
        let isOptional = name.hasSuffix("?")
        let text = isOptional ? String(name.dropLast()) : name
        let path = FilePath(text).absolute(in: source.folder)
        if isOptional, files.kind(path) == nil { return [] }
        let below = layers(
            of: path,
            kind: source.kind,
            mount: source.mount,
            namedAt: node.range,
            stack: stack
        )
        if below == nil { bag.skip(ConfigMessages.withoutFile(files.shown(path))) }
        return below
    }

    /// The files that an `extends` names.
    private mutating func bases(_ node: Node) -> [(name: String?, node: Node)] {
        switch node.content {
        case .sequence(let list):
            return list.map { (baseName($0), $0) }
        case .scalar:
            return [(baseName(node), node)]
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
