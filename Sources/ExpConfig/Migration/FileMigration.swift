package import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Rewrites one config file so that it has today's keys.
///
/// One change is made at a time, those of inner mappings first, and after each the new text is
/// read: the tree must be the old tree with just that change. Bytes that no change is about stay
/// as they are.
package struct FileMigration {
    /// What became of a file.
    package enum Outcome: Sendable {
        /// Its text with today's keys, without a byte order mark.
        case rewritten([UInt8])
        /// It cannot be rewritten; the reasons.
        case refused([Diagnostic])
    }

    private let file: SourceFile
    private let original: Node
    private var bytes: [UInt8]

    /// Rewrites a file.
    ///
    /// - Parameters:
    ///   - file: The text.
    ///   - found: What loads found in it and in other files.
    /// - Returns: The new text, or why there is none; the old text where nothing was found.
    package static func migrate(_ file: SourceFile, _ found: FoundChanges) -> Outcome {
        var bag = DiagnosticBag()
        guard let document = YAMLReader.read(file, into: &bag), !bag.hasErrors else {
            return .refused(bag.diagnostics.filter { $0.severity == .error })
        }
        let path = file.path ?? ""
        let changes = found.keys.filter { $0.place.path == path }.sorted { $0.place < $1.place }
        let references = found.references.filter { $0.scalar.path == path }
        var refusals: [Diagnostic] = []
        for change in changes {
            if let refusal = doubt(about: change, among: changes, found, in: file) {
                refusals.append(refusal)
            }
        }
        var migration = FileMigration(file: file, original: document.root, bytes: file.bytes)
        for reference in references.sorted(by: { ($0.scalar, $0.old) < ($1.scalar, $1.old) })
        where !migration.rename(reference) {
            let range = file.range(reference.scalar.start, reference.scalar.end)
            refusals.append(.migrationRefused(file, .differentValue, at: range))
        }
        guard refusals.isEmpty else { return .refused(refusals) }
        for step in migration.steps(changes) {
            do throws(Refusal) {
                try migration.make(step.change, at: step.path)
            } catch {
                let range = file.range(step.change.place.start, step.change.place.end)
                refusals.append(.migrationRefused(file, error.reason, at: range))
            }
        }
        return refusals.isEmpty ? .rewritten(migration.bytes) : .refused(refusals)
    }

    /// Why a change of a file stops the rewriting.
    enum Reason: Sendable {
        /// An alias or merge key brings the key in, or it belongs where one stands.
        case alias
        /// The layout is one that no edit is known for.
        case layout
        /// The new text would not mean what the old text meant.
        case differentValue
        /// The file is read in these ways, which do not agree about the key.
        case differentReadings([FileReading])
        /// The key moves to another file.
        case otherFile
        /// The value cannot be brought up to date.
        case inconvertible
    }

    private struct Refusal: Error {
        var reason: Reason
    }

    // MARK: - Before

    /// Why a file's uses leave a change in doubt; nil when they agree.
    private static func doubt(
        about change: FoundChange,
        among changes: [FoundChange],
        _ found: FoundChanges,
        in file: SourceFile
    ) -> Diagnostic? {
        let alike = changes.filter { $0.mapping == change.mapping && $0.isAlike(change) }
        let known = Set(alike.map(\.reading))
        let uses = found.uses[change.mapping] ?? []
        let others = changes.filter { $0.place == change.place && !$0.isAlike(change) }
        let readings = uses.union(known).union(others.map(\.reading))
        guard !uses.subtracting(known).isEmpty || !others.isEmpty else { return nil }
        let range = file.range(change.place.start, change.place.end)
        return .migrationRefused(file, .differentReadings(readings.sorted()), at: range)
    }

    /// The changes with the paths of their mappings in the file, inner ones first; of changes that
    /// several types agree about, one.
    private func steps(_ changes: [FoundChange]) -> [(change: FoundChange, path: ConfigPath?)] {
        var seen: [FoundChange] = []
        for change in changes
        where !seen.contains(where: { $0.place == change.place && $0.mapping == change.mapping }) {
            seen.append(change)
        }
        return seen.map { change in
            (change, Self.path(of: change.mapping.start..<change.mapping.end, in: original))
        }.sorted { left, right in
            (left.path?.components.count ?? 0) > (right.path?.components.count ?? 0)
        }
    }

    /// The way to the node that is written at a range, not to where an alias brings it.
    private static func path(of range: Range<Int>, in node: Node) -> ConfigPath? {
        if case .alias? = node.trace?.step { return nil }
        if node.range.start == range.lowerBound, node.range.end == range.upperBound {
            return ConfigPath()
        }
        switch node.content {
        case .mapping(let mapping):
            for entry in mapping.entries {
                guard let rest = path(of: range, in: entry.value) else { continue }
                return ConfigPath([.key(entry.key)]).appending(rest)
            }
        case .sequence(let elements):
            for (index, element) in elements.enumerated() {
                guard let rest = path(of: range, in: element) else { continue }
                return ConfigPath([.index(index)]).appending(rest)
            }
        case .scalar, .faulty: break
        }
        return nil
    }

    // MARK: - Steps

    private static func read(_ bytes: [UInt8]) -> Node? {
        var bag = DiagnosticBag()
        let file = SourceFile(kind: .file, name: "migrated", path: "migrated", bytes: bytes)
        let root = YAMLReader.read(file, into: &bag)?.root
        return bag.hasErrors ? nil : root
    }

    private mutating func make(
        _ found: FoundChange,
        at path: ConfigPath?
    ) throws(Refusal) {
        guard let path else { throw Refusal(reason: .otherFile) }
        guard let root = Self.read(bytes), let mapping = root[path] else {
            throw Refusal(reason: .differentValue)
        }
        var bag = DiagnosticBag()
        let expected = root.changing(mapping.range) { node in
            var migration = KeyMigration()
            migration.apply(found.change, to: &node, found.schema, at: ConfigPath())
            bag.merge(migration.bag)
        }
        guard !bag.hasErrors else { throw Refusal(reason: .inconvertible) }
        let edits: [TextEdit]
        do throws(EditRefusal) {
            edits = try ChangeEdits(
                text: YAMLText(bytes, root),
                root: root,
                mapping: mapping,
                schema: found.schema
            ).edits(found.change)
        } catch {
            switch error {
            case .alias: throw Refusal(reason: .alias)
            case .layout: throw Refusal(reason: .layout)
            }
        }
        guard let new = TextEdit.applied(edits, to: bytes), let read = Self.read(new),
            read.isEqualValue(to: expected)
        else { throw Refusal(reason: .differentValue) }
        bytes = new
    }

    /// Renames a reference; false when the new text would mean something else.
    private mutating func rename(_ reference: FoundReference) -> Bool {
        let range = reference.scalar.start..<reference.scalar.end
        guard let path = Self.path(of: range, in: original), let root = Self.read(bytes),
            let node = root[path]
        else { return false }
        let written = node.range.text
        let old = Array(reference.old.utf8)
        let edits = Array(written.utf8).places(of: old).map { place in
            let start = node.range.start + place
            return TextEdit(start..<(start + old.count), reference.new)
        }
        let expected = root.changing(node.range) { node in
            guard case .scalar(var scalar) = node.content else { return }
            let bytes = Array(scalar.text.utf8)
            let edits = bytes.places(of: old).map {
                TextEdit($0..<($0 + old.count), reference.new)
            }
            guard let text = TextEdit.applied(edits, to: bytes) else { return }
            scalar.text = String(decoding: text, as: UTF8.self)
            node.content = .scalar(scalar)
        }
        guard !edits.isEmpty, let new = TextEdit.applied(edits, to: bytes),
            let read = Self.read(new), read.isEqualValue(to: expected)
        else { return false }
        bytes = new
        return true
    }
}

extension Node {
    /// The tree with every node of a range changed, also where an alias brings it.
    fileprivate func changing(_ range: SourceRange, _ body: (inout Node) -> Void) -> Node {
        var result = self
        switch content {
        case .mapping(var mapping):
            for place in mapping.entries.indices {
                mapping.updateValue(at: place) { $0 = $0.changing(range, body) }
            }
            result.content = .mapping(mapping)
        case .sequence(let elements):
            result.content = .sequence(elements.map { $0.changing(range, body) })
        case .scalar, .faulty: break
        }
        if self.range == range { body(&result) }
        return result
    }
}

extension [UInt8] {
    /// Where another text begins in this one, without overlaps.
    fileprivate func places(of other: [UInt8]) -> [Int] {
        var places: [Int] = []
        var position = 0
        while position + other.count <= count {
            if self[position..<(position + other.count)].elementsEqual(other) {
                places.append(position)
                position += other.count
            } else {
                position += 1
            }
        }
        return places
    }
}
