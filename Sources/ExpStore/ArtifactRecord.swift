package import ExpSystem
import ExpYAML

/// A file that a task made, as `artifacts.json` lists it.
package struct ArtifactRecord: Hashable, Sendable {
    /// The path below the folder `artifacts`, with slashes.
    package var name: String

    /// The length in bytes.
    package var sizeBytes: Int

    /// SHA-256 of the content, in hex.
    package var sha256: String

    /// When it was made.
    package var created: Timestamp

    static func list(from bytes: [UInt8]) -> [ArtifactRecord] {
        let node = RecordFile.parse(bytes, name: RunLayout.artifactList)
        return (node?.sequence ?? []).compactMap(ArtifactRecord.init)
    }

    static func file(of list: [ArtifactRecord]) -> [UInt8] {
        Node.sequence(list.map(\.node), RecordFields.range).jsonFile
    }

    private var node: Node {
        var fields = RecordFields()
        fields.set("name", name)
        fields.set("sizeBytes", sizeBytes)
        fields.set("sha256", sha256)
        fields.set("created", created)
        return fields.node
    }

    init(name: String, sizeBytes: Int, sha256: String, created: Timestamp) {
        self.name = name
        self.sizeBytes = sizeBytes
        self.sha256 = sha256
        self.created = created
    }

    private init?(_ node: Node) {
        guard let name = node["name"]?.string, let sizeBytes = node["sizeBytes"]?.int,
            let sha256 = node["sha256"]?.string
        else { return nil }
        let created = node["created"]?.string.flatMap(Timestamp.init(_:))
        self.init(
            name: name,
            sizeBytes: sizeBytes,
            sha256: sha256,
            created: created ?? Timestamp(nanoseconds: 0)
        )
    }
}
