package import ExpDiagnostics
package import ExpSystem
import ExpYAML

extension RunLabels {
    /// Reads `labels.json` of a run's folder; no labels when it is missing or not understood.
    package init(readFrom folder: FilePath) {
        let path = folder.appending(RunLayout.labels)
        let bytes = try? FileSystem.read(path, limit: RecordFile.limitBytes)
        self =
            bytes.flatMap { RecordFile.parse($0, name: path.string) }.map(RunLabels.init) ?? .init()
    }

    fileprivate init(_ node: Node) {
        self.init(
            name: node["name"]?.string,
            tags: node["tags"]?.recordedTexts ?? [],
            note: node["note"]?.string
        )
    }

    fileprivate var node: Node {
        var fields = RecordFields()
        fields.set("name", name)
        if !tags.isEmpty { fields.set("tags", tags) }
        fields.set("note", note)
        return fields.node
    }

    /// Changes the labels of a run, also one that lives elsewhere, under a lock of its folder.
    ///
    /// Where the file system has no locks the last of two writers at the same moment wins.
    ///
    /// - Parameters:
    ///   - folder: The run's folder.
    ///   - change: Gets the labels as they are now.
    /// - Throws: `store-write-failed`.
    package static func update(
        in folder: OpenFolder,
        _ change: (inout RunLabels) -> Void
    ) throws(Diagnostic) {
        do throws(SystemError) {
            let locked = try folder.open(".", O_RDONLY | O_DIRECTORY)
            // Whoever holds it only writes a small file: a second is long.
            var tries = 0
            while tries < 1_000, locked.tryLock() == .busy {
                usleep(1_000)
                tries += 1
            }
            var labels = RunLabels()
            if let bytes = try? folder.read(RunLayout.labels, limit: RecordFile.limitBytes),
                let node = RecordFile.parse(bytes, name: RunLayout.labels)
            {
                labels = RunLabels(node)
            }
            let before = labels
            change(&labels)
            guard labels != before else { return }
            try folder.writeWhole(labels.node.jsonFile, to: RunLayout.labels)
            locked.unlock()
        } catch {
            throw .writeFailed(RunLayout.labels, error)
        }
    }
}
