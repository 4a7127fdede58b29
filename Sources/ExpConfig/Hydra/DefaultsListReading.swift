import ExpDiagnostics
import ExpYAML

/// Reads the `defaults` of a config: what the elements of a defaults list may look like.
///
/// Source: "The Defaults List" of Hydra 1.3's documentation.
struct DefaultsListReading {
    /// Takes the problems.
    private(set) var bag = DiagnosticBag()

    /// The elements that can be read, in the order written.
    mutating func entries(of list: [Node]) -> [DefaultsEntry] {
        var entries: [DefaultsEntry] = []
        for node in list where !node.isFaulty {
            guard let entry = entry(node) else { continue }
            if entry.isOwn, let first = entries.first(where: \.isOwn) {
                bag.report(.secondSelf(entry.range, first: first.range))
                continue
            }
            entries.append(entry)
        }
        reportOrder(entries)
        return entries
    }

    private mutating func entry(_ node: Node) -> DefaultsEntry? {
        if let text = node.string { return config(text, node) }
        guard let mapping = node.mapping, let entry = mapping.entries.first, mapping.count == 1
        else {
            bag.report(.invalidDefault(node))
            return nil
        }
        return group(entry, node)
    }

    private mutating func config(_ text: String, _ node: Node) -> DefaultsEntry? {
        let (path, package) = Self.split(text)
        if path == "_self_" {
            if package == nil { return .own(at: node.range) }
            bag.report(.invalidDefaultName(node, kind: .selfWithPackage))
            return nil
        }
        guard !path.isEmpty, !path.hasSuffix("/"), path != "???", !path.hasSuffix("/???") else {
            bag.report(.invalidDefaultName(node, kind: .noConfig))
            return nil
        }
        if let word = path.split(separator: " ").first, word == "optional" || word == "override" {
            bag.report(.invalidDefaultName(node, kind: .keywordWithoutGroup(String(word))))
            return nil
        }
        return DefaultsEntry(
            target: .config(path),
            package: package,
            range: node.range,
            nameRange: node.range
        )
    }

    private mutating func group(_ entry: Mapping.Entry, _ node: Node) -> DefaultsEntry? {
        let (text, package) = Self.split(entry.key)
        let words = text.split(separator: " ").map(String.init)
        guard let group = words.last, !group.isEmpty, group != "/" else {
            bag.report(.invalidDefault(node))
            return nil
        }
        for word in words.dropLast() where word != "optional" && word != "override" {
            bag.report(.unknownDefaultKeyword(word, entry))
            return nil
        }
        guard let choice = choice(entry.value) else { return nil }
        return DefaultsEntry(
            target: .group(group, choice),
            package: package,
            isOptional: words.dropLast().contains("optional"),
            isOverride: words.dropLast().contains("override"),
            range: entry.keyRange.union(entry.value.range),
            nameRange: entry.value.range.isEmpty ? entry.keyRange : entry.value.range
        )
    }

    private mutating func choice(_ value: Node) -> DefaultsEntry.Choice? {
        if value.isFaulty { return nil }
        if value.isNull { return DefaultsEntry.Choice.nothing }
        if let name = value.string { return .option(name) }
        guard let list = value.sequence else {
            bag.report(.invalidDefaultOption(value))
            return nil
        }
        var options: [(name: String, range: SourceRange)] = []
        for element in list where !element.isFaulty {
            guard let name = element.string else {
                bag.report(.invalidDefaultOption(element))
                continue
            }
            options.append((name, element.range))
        }
        return .options(options)
    }

    /// A name and the package after `@`.
    ///
    /// Hydra 1.3 still reads `@from:to`, and takes `from`.
    private static func split(_ text: String) -> (name: String, package: String?) {
        guard let at = text.firstIndex(of: "@") else { return (text, nil) }
        let package = text[text.index(after: at)...].prefix { $0 != ":" }
        return (String(text[..<at]), String(package))
    }

    private mutating func reportOrder(_ entries: [DefaultsEntry]) {
        guard let first = entries.firstIndex(where: \.isOverride) else { return }
        for entry in entries[first...] where !entry.isOverride && !entry.isOwn {
            bag.report(.defaultAfterOverride(entry, override: entries[first]))
        }
    }
}
