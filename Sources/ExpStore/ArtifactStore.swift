import ExpSystem
import ExpYAML

/// The files that a task makes, in `artifacts/`, with their list.
///
/// Any thread may add at any time.
final class ArtifactStore: Sendable {
    private struct State: Sendable {
        var records: [ArtifactRecord] = []
        var places: [String: Int] = [:]
    }

    private let folder: OpenFolder
    private let model: FileStatus
    private let state = Monitor(State())

    /// A store without files; `model` is the status of the runs folder, whose permissions new
    /// folders take.
    init(in folder: OpenFolder, like model: FileStatus) {
        self.folder = folder
        self.model = model
    }

    /// Writes an artifact whole; one of the same name is replaced.
    func add(_ name: String, bytes: [UInt8]) throws(SystemError) {
        let target = try prepare(name)
        try folder.writeWhole(bytes, to: target)
        var hash = SHA256()
        hash.update(bytes)
        try list(name, sizeBytes: bytes.count, sha256: hash.finish())
    }

    /// Copies a file; one of the same name is replaced.
    func add(_ name: String, copying file: FilePath) throws(SystemError) {
        let source = try OpenFile(file, O_RDONLY)
        let target = try prepare(name)
        let parts = FilePath(target)
        let hidden = ".\(parts.name).\(getpid()).\(SystemRandom.base32(count: 6))"
        let aside = (parts.parent ?? ".").appending(hidden).string
        do throws(SystemError) {
            let copy = try folder.open(aside, O_WRONLY | O_CREAT | O_EXCL)
            var hash = SHA256()
            var sizeBytes = 0
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = try Self.read(source, into: &buffer)
                guard count > 0 else { break }
                let chunk = count == buffer.count ? buffer : Array(buffer[..<count])
                hash.update(chunk)
                try copy.write(chunk)
                sizeBytes += count
            }
            try folder.rename(aside, to: target)
            try list(name, sizeBytes: sizeBytes, sha256: hash.finish())
        } catch {
            try? folder.remove(aside)
            throw error
        }
    }

    /// Writes the list, where it is not up to date, and syncs it with the files.
    func finish() throws(SystemError) {
        let records = state.withLock { $0.records }
        guard !records.isEmpty else { return }
        try folder.writeWhole(ArtifactRecord.file(of: records), to: RunLayout.artifactList)
        for record in records {
            try folder.open("\(RunLayout.artifacts)/\(record.name)", O_RDONLY).sync()
        }
        try folder.open(RunLayout.artifactList, O_RDONLY).sync()
    }

    /// Whether a name stays below the folder: no empty part, no `.` or `..`, no hidden part, which
    /// could meet a file on its way.
    static func isSafe(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !name.isEmpty && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
            && !name.utf8.contains(0)
    }

    /// Makes the folders on the way to an artifact.
    private func prepare(_ name: String) throws(SystemError) -> String {
        guard Self.isSafe(name) else { throw SystemError("name", name, code: EINVAL) }
        var path = RunLayout.artifacts
        for part in name.split(separator: "/") {
            do throws(SystemError) {
                try folder.createDirectory(path, like: model)
            } catch {
                guard error.code == EEXIST else { throw error }
            }
            path += "/\(part)"
        }
        return path
    }

    /// Enters an artifact into the list.
    ///
    /// The list is written at each of the first artifacts and then at every 64th, so that a
    /// thousand of them do not cost a thousand long lists; the end writes it in any case.
    private func list(_ name: String, sizeBytes: Int, sha256: String) throws(SystemError) {
        let record = ArtifactRecord(
            name: name,
            sizeBytes: sizeBytes,
            sha256: sha256,
            created: WallClock.now
        )
        try state.withLock { state throws(SystemError) in
            if let place = state.places[name] {
                state.records[place] = record
            } else {
                state.places[name] = state.records.count
                state.records.append(record)
            }
            guard state.records.count < 64 || state.records.count % 64 == 0 else { return }
            try folder.writeWhole(
                ArtifactRecord.file(of: state.records),
                to: RunLayout.artifactList
            )
        }
    }

    private static func read(
        _ file: OpenFile,
        into buffer: inout [UInt8]
    ) throws(SystemError) -> Int {
        let result = buffer.withUnsafeMutableBytes { bytes -> Result<Int, SystemError> in
            do throws(SystemError) {
                return .success(try file.read(into: bytes))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
