import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

extension Composer {
    /// The `use` of a mapping, when it is one and no field of that name.
    func useEntry(of mapping: Mapping, at site: Site) -> Mapping.Entry? {
        guard language == .native, let entry = mapping.entry("use"), entry.value.string != nil,
            site.schema?.mapping?.field("use") == nil
        else { return nil }
        return entry
    }

    /// Whether a `use` counts: with a task always, else only where its option exists.
    mutating func exists(
        _ name: Node,
        in source: LayerSource,
        for open: OpenMapping,
        at site: Site
    ) -> Bool {
        if hasTask { return true }
        guard let text = name.string else { return false }
        if InterpolationParser.mayHoldInterpolation(text) { return true }
        let search = find(text, in: source, for: open, at: site)
        if search.target == nil {
            let options = search.lookup.folders.filter { $0 != configRoot }
                .flatMap(files.options)
            if let near = Suggestion.nearest(to: text, among: options).first {
                bag.report(.suspectOption(name, near: near))
            }
        }
        return search.target != nil
    }

    /// Puts an option in force, which takes away what was about the one before.
    ///
    /// - Returns: Whether it could be found and read; the reason is reported.
    mutating func choose(
        _ name: Node,
        in source: LayerSource,
        for open: inout OpenMapping,
        at site: Site
    ) -> Bool {
        guard let text = choiceName(name, for: site.path) else { return wanted.choice }
        let search = find(text, in: source, for: open, at: site)
        guard let target = search.target else {
            wanted.failed.insert(site.path)
            if knowsCases {
                bag.report(.unknownChoice(text, at: name.range, search, site, source.way, files))
            }
            return false
        }
        var named = name
        if let previous = open.choice { named = name.replacing(previous.name) }
        if open.choice?.target == target {
            open.choice?.name = named
            open.choice?.text = text
            return true
        }
        let part = parts.count
        guard let expansion = expand(target, name: text, at: name.range, from: source, site) else {
            return false
        }
        let choice = ActiveChoice(
            target: target,
            name: named,
            text: text,
            names: expansion.names,
            statements: expansion.statements,
            part: part
        )
        if let previous = open.choice {
            let text = Choice(path: site.path, name: text, range: name.range).text
            parts.replace(previous.part, by: name.range, text)
        }
        dropOutdated(from: &open, for: choice, at: site)
        open.choice = choice
        return true
    }

    /// Takes the choices that the command line makes here.
    mutating func choose(
        from candidates: [ChoiceCandidates.Candidate],
        over state: inout MergeState,
        at site: Site
    ) {
        for candidate in candidates where isChoice(candidate, over: state, at: site) {
            usedOverrides.insert(candidate.override)
            if language == .recorded {
                bag.report(
                    .choiceOverRecorded(candidate.name.range, path: site.path, renewedCommand)
                )
                continue
            }
            if case .value(let value) = state, value.isFaulty { continue }
            var open = openMapping(state)
            if choose(candidate.name, in: commandLine, for: &open, at: site) {
                open.range = open.range ?? candidate.name.range
                state = .mapping(open)
            } else {
                state = .value(Node(.faulty, range: candidate.name.range))
            }
        }
    }

    private mutating func isChoice(
        _ candidate: ChoiceCandidates.Candidate,
        over state: MergeState,
        at site: Site
    ) -> Bool {
        if site.schema?.scalar != nil || site.schema?.mapping?.field("use") != nil { return false }
        if case .mapping(let open) = state {
            if !candidate.isExplicit || hasTask || open.choice != nil { return true }
            return isOption(candidate, state, site)
        }
        if site.schema?.hasKeys == true { return true }
        switch state {
        case .mapping: return true
        case .value(let value):
            if value.isFaulty { return true }
            let isOpen = value.isNull || value.scalar?.mustBeGiven == true
            return isOpen && isOption(candidate, state, site)
        case .absent:
            guard language == .native else { return false }
            return isOption(candidate, state, site) || candidate.isAdded && isGroup(site.path)
        }
    }

    /// Whether a folder of options lies under the root for a key path: then `+logger=name` adds one
    /// of them, or is an error that lists them.
    private func isGroup(_ path: ConfigPath) -> Bool {
        let folder = path.keys.reduce(configRoot) { $0.appending($1) }
        return folder != configRoot && !files.options(in: folder.normalised).isEmpty
    }

    private mutating func isOption(
        _ candidate: ChoiceCandidates.Candidate,
        _ state: MergeState,
        _ site: Site
    ) -> Bool {
        guard let text = candidate.name.scalar?.text else { return false }
        let target = find(text, in: commandLine, for: openMapping(state), at: site).target
        guard case .file(let path)? = target, !candidate.isExplicit, !text.hasPrefix("/") else {
            return target != nil
        }
        // What lies directly in the root are whole configs: `name=digits` does not mean one.
        return path.parent != configRoot
    }

    // MARK: - Finding

    /// What a search came to.
    struct Search {
        /// What was found.
        var target: OptionTarget?
        /// Where it was looked for.
        var lookup: OptionLookup
    }

    private func find(
        _ name: String,
        in source: LayerSource,
        for open: OpenMapping,
        at site: Site
    ) -> Search {
        var current: FilePath?
        if case .file(let path)? = open.choice?.target { current = path.parent }
        let lookup = OptionLookup(
            for: site.path,
            in: source,
            root: configRoot,
            current: current,
            above: site.above
        )
        let isCase = site.schema?.union?.caseNamed(name) != nil
        if !name.isEmpty {
            for file in lookup.files(named: name) where files.isFile(file) {
                // An option file that names its own name means the case.
                if isCase, file == source.path { continue }
                return Search(target: .file(file), lookup: lookup)
            }
        }
        return Search(target: isCase ? .unionCase(name) : nil, lookup: lookup)
    }

    /// What an option says, with the options that it uses itself underneath.
    private mutating func expand(
        _ target: OptionTarget,
        name: String,
        at range: SourceRange,
        from source: LayerSource,
        _ site: Site
    ) -> (names: [String], statements: [Statement])? {
        let lastName = name.split(separator: "/").last.map(String.init) ?? name
        var part = PartCollector.Draft(.option(site.path), name: name, parent: source)
        guard case .file(let path) = target else {
            parts.add(part, nil, nil, named: range)
            return ([lastName], [])
        }
        part.file = files.shown(path)
        let way = source.way.appending(.uses, path)
        if source.way.contains(path) {
            bag.report(.compositionCycle(way, at: range, files))
            return nil
        }
        let file = read(
            path,
            kind: .option,
            mount: site.path,
            namedAt: range,
            way: way,
            as: part
        )
        guard let file else {
            bag.skip(ConfigMessages.withoutFile(files.shown(path)))
            return nil
        }
        let saved = candidates
        candidates = .none
        defer { candidates = saved }
        switch fold(file.statements, at: site) {
        case .mapping(let open):
            let below = open.choice?.statements ?? []
            return ([lastName] + (open.choice?.names ?? []), below + open.own)
        case .value, .absent:
            return nil
        }
    }
}
