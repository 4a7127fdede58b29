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
        return find(text, in: source, for: open, at: site).target != nil
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
        guard let text = choiceName(name) else { return wanted.choice }
        let search = find(text, in: source, for: open, at: site)
        guard let target = search.target else {
            if knowsCases { bag.report(.unknownChoice(text, at: name.range, search, site, files)) }
            return false
        }
        var named = name
        if let previous = open.choice { named = name.replacing(previous.name) }
        if open.choice?.target == target {
            open.choice?.name = named
            open.choice?.text = text
            return true
        }
        guard let expansion = expand(target, name: text, at: name.range, site) else { return false }
        let choice = ActiveChoice(
            target: target,
            name: named,
            text: text,
            names: expansion.names,
            statements: expansion.statements
        )
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
            return value.isNull && isOption(candidate, state, site)
        case .absent:
            guard language == .native else { return false }
            return isOption(candidate, state, site) || candidate.isAdded && isGroup(site.path)
        }
    }

    /// Whether a folder of options lies under the root for a key path: then `+logger=name` adds one
    /// of them, or is an error that lists them.
    private func isGroup(_ path: ConfigPath) -> Bool {
        let folder = path.components.reduce(configRoot) { folder, component in
            guard case .key(let key) = component else { return folder }
            return folder.appending(key)
        }
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
        _ site: Site
    ) -> (names: [String], statements: [Statement])? {
        let lastName = name.split(separator: "/").last.map(String.init) ?? name
        guard case .file(let path) = target else { return ([lastName], []) }
        if site.open.contains(path) {
            bag.report(.optionCycle(site.open + [path], at: range, files))
            return nil
        }
        var inner = site
        inner.open.append(path)
        guard let layers = layers(of: path, kind: .option, mount: site.path, namedAt: range) else {
            bag.skip(ConfigMessages.withoutFile(files.shown(path)))
            return nil
        }
        let saved = candidates
        candidates = .none
        defer { candidates = saved }
        switch fold(layers, at: inner) {
        case .mapping(let open):
            let below = open.choice?.statements ?? []
            return ([lastName] + (open.choice?.names ?? []), below + open.own)
        case .value, .absent:
            return nil
        }
    }

    // MARK: - Names

    /// The text of a name, with `${env:…}` and `${choice:…}` put in; nil when one is not known.
    mutating func choiceName(_ node: Node) -> String? {
        guard let text = node.scalar?.text else { return nil }
        guard InterpolationParser.mayHoldInterpolation(text) else { return text }
        let parsed: InterpolatedText
        do throws(InterpolationFault) {
            parsed = try InterpolationParser.parse(text)
        } catch {
            bag.report(.invalidInterpolation(error, in: node))
            return nil
        }
        var name = ""
        for part in parsed.parts {
            switch part {
            case .text(let text): name += text
            case .interpolation(let interpolation):
                guard let value = value(of: interpolation, in: node) else { return nil }
                name += value
            }
        }
        return name
    }

    private mutating func value(of interpolation: Interpolation, in node: Node) -> String? {
        guard case .call(let call) = interpolation.kind, let name = call.name.plainText,
            let first = call.arguments.first?.plainText
        else {
            bag.report(.invalidChoiceInterpolation(node, interpolation))
            return nil
        }
        switch name {
        case "env":
            if let value = variables[first] { return value }
            if call.arguments.count > 1, let fallback = call.arguments[1].plainText {
                return fallback
            }
            bag.report(.missingVariable(first, in: node, interpolation.bytes))
            return nil
        case "choice":
            guard let path = ConfigPath.parse(first) else { break }
            if let choice = choices.last(where: { $0.path == path }) { return choice.name }
            if let choice = known.choices[path] { return choice }
            if known.isFinal {
                bag.report(.noChoice(at: path, in: node, interpolation.bytes))
            } else {
                wanted.choice = true
            }
            return nil
        default:
            break
        }
        bag.report(.invalidChoiceInterpolation(node, interpolation))
        return nil
    }
}

extension InterpolatedText {
    /// The text when it holds no interpolation.
    var plainText: String? {
        var result = ""
        for part in parts {
            guard case .text(let text) = part else { return nil }
            result += text
        }
        return result
    }
}

extension ResolverCall.Argument {
    /// The text of an argument that is one, without interpolation.
    var plainText: String? {
        switch value {
        case .plain(let text), .quoted(let text): text.plainText
        case .list, .dictionary: nil
        }
    }
}

extension Reference {
    /// The path that it names from the place of its interpolation; nil when steps are computed.
    func plainPath(from place: ConfigPath) -> ConfigPath? {
        guard dots <= place.components.count else { return nil }
        var components = dots == 0 ? [] : Array(place.components.dropLast(dots))
        for step in steps {
            guard let text = step.text.plainText else { return nil }
            if step.isBracketed, let index = Int(text) {
                components.append(.index(index))
            } else {
                components.append(.key(text))
            }
        }
        return ConfigPath(components)
    }
}
