import ExpDiagnostics
package import ExpSystem
package import ExpYAML

/// What became of the config files that a recorded run was made from, told once a file.
///
/// Only what a story speaks of is compared: a file of which only other lines changed has not changed
/// for it.
package struct FileChanges: Sendable {
    /// What became of one file.
    package struct Change: Hashable, Sendable {
        /// The file as the record names it.
        package var file: String
        /// Whether it is there and can be read.
        package var state: State
        /// What became of the values, in their order; only of those that are not as they were.
        package var values: [Value]
    }

    /// Whether a file can be compared.
    package enum State: String, Sendable {
        /// It is there, and at least one value reads otherwise, or is not in it any more.
        case changed
        /// It is there, and the values only stand in other lines.
        case moved
        /// It is not there any more.
        case gone
        /// It cannot be read, or is no YAML.
        case unreadable
    }

    /// What became of one value.
    package struct Value: Hashable, Sendable {
        /// Its key.
        package var key: String
        /// The value as recorded.
        package var was: String
        /// The line that it stood in.
        package var wasLine: Int
        /// What stands there now; nil when the file sets it no more.
        package var text: String?
        /// The line that it stands in now.
        package var line: Int?
    }

    /// The files that are not as they were, in the order of the story.
    package private(set) var changes: [Change] = []

    /// Compares a story with the files of today.
    ///
    /// - Parameters:
    ///   - stories: What is told.
    ///   - roles: Why each file took part.
    ///   - folders: Where relative names may start from, the likeliest first.
    package init(_ stories: [ValueStory], roles: [FileRole], folders: [FilePath]) {
        var order: [String] = []
        var byFile: [String: [(path: ConfigPath, step: ValueHistory.Step)]] = [:]
        for story in stories {
            for told in [story.current].compactMap(\.self) + story.replaced
            where told.step.origin.kind == .file && told.step.origin.line > 0 {
                let name = told.step.origin.name
                if byFile[name] == nil { order.append(name) }
                byFile[name, default: []].append((story.path, told.step))
            }
        }
        for name in order {
            let change = Self.change(of: name, byFile[name] ?? [], roles, folders)
            if let change { changes.append(change) }
        }
    }

    private static func change(
        of name: String,
        _ steps: [(path: ConfigPath, step: ValueHistory.Step)],
        _ roles: [FileRole],
        _ folders: [FilePath]
    ) -> Change? {
        let places = folders.map { FilePath(name).absolute(in: $0) }
        guard let place = places.first(where: { FileSystem.kind(of: $0) == .file }) else {
            return Change(file: name, state: .gone, values: [])
        }
        let bytes = try? FileSystem.read(place, limit: YAMLLimits.standard.bytes)
        let text = bytes.map { SourceFile(name: name, path: place.string, bytes: $0) }
        guard let file = text.flatMap(RecordedFile.init) else {
            return Change(file: name, state: .unreadable, values: [])
        }
        var isOnlyMoved = true
        var values: [Value] = []
        for (path, step) in steps {
            let mount = roles.role(of: step.origin, at: path)?.mount
            let line = step.origin.line
            switch file.finding(step, at: path, mount: mount) {
            case .same:
                continue
            case .moved(let place):
                values.append(
                    Value(
                        key: "\(path)",
                        was: step.value,
                        wasLine: line,
                        text: step.value,
                        line: place
                    )
                )
            case .reads(let text, let place):
                isOnlyMoved = false
                values.append(
                    Value(key: "\(path)", was: step.value, wasLine: line, text: text, line: place)
                )
            case .missing:
                isOnlyMoved = false
                values.append(Value(key: "\(path)", was: step.value, wasLine: line))
            }
        }
        guard !values.isEmpty else { return nil }
        return Change(file: name, state: isOnlyMoved ? .moved : .changed, values: values)
    }

    /// The text, one string a line; none when nothing changed.
    package var lines: [String] {
        changes.flatMap { change -> [String] in
            switch change.state {
            case .gone: [ReportMessages.fileGone(change.file)]
            case .unreadable: [ReportMessages.fileUnreadable(change.file)]
            case .moved:
                change.values.count == 1
                    ? change.values.map { ReportMessages.valueMoved(change.file, $0) }
                    : [ReportMessages.valuesMoved(change.file, change.values.count)]
            case .changed:
                [ReportMessages.fileChanged(change.file)]
                    + change.values.filter { $0.text != $0.was }
                    .map { "  " + ReportMessages.valueChanged($0) }
            }
        }
    }

    /// The list of changes; the page "The command line" describes it.
    package var json: Node {
        ReportNode.list(
            changes.map { change in
                ReportNode.object([
                    ("file", ReportNode.text(change.file)),
                    ("state", ReportNode.text(change.state.rawValue)),
                    ("values", ReportNode.list(change.values.map(\.json))),
                ])
            }
        )
    }
}

extension FileChanges.Value {
    fileprivate var json: Node {
        ReportNode.object([
            ("key", ReportNode.text(key)), ("was", ReportNode.text(was)),
            ("wasLine", ReportNode.number(wasLine)), ("text", ReportNode.optional(text)),
            ("line", ReportNode.number(line)),
        ])
    }
}
