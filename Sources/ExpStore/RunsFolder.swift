package import ExpDiagnostics
package import ExpSystem

/// One run's folder, not read yet.
package struct RunEntry: Hashable, Sendable {
    /// The run's name, which is the folder's.
    package var id: RunID

    /// The folder.
    package var folder: FilePath

    /// Joins a run's name with its folder.
    package init(id: RunID, folder: FilePath) {
        self.id = id
        self.folder = folder
    }
}

/// A folder of runs, usually `<project>/runs`: one folder a month, in it one folder a run.
///
/// What else lies there is passed over.
package struct RunsFolder: Hashable, Sendable {
    /// The folder; it need not be there yet.
    package let path: FilePath

    /// A folder of runs by its path; touches no disk.
    package init(_ path: FilePath) {
        self.path = path
    }

    /// The folders of all runs, newest first; none when the folder is not there.
    ///
    /// A month that cannot be read is told as a warning; the others are listed.
    ///
    /// - Throws: `unreadable-run` when the folder is there but cannot be read.
    package func list(into bag: inout DiagnosticBag) throws(Diagnostic) -> [RunEntry] {
        var found: [RunEntry] = []
        do throws(SystemError) {
            guard FileSystem.kind(of: path) != nil else { return [] }
            for month in try FileSystem.list(path) where Self.isMonth(month.name) {
                let folder = path.appending(month.name)
                guard month.kind == .folder || FileSystem.kind(of: folder) == .folder else {
                    continue
                }
                for entry in Self.entries(of: folder, into: &bag) where entry.kind != .file {
                    guard let id = RunID(entry.name) else { continue }
                    found.append(RunEntry(id: id, folder: folder.appending(entry.name)))
                }
            }
        } catch {
            throw .runsUnreadable(error)
        }
        found.sort { $0.id > $1.id }
        Self.orderWithinSeconds(&found)
        return found
    }

    /// The folders of all runs that can be read, newest first.
    ///
    /// - Throws: `unreadable-run` when the folder is there but cannot be read.
    package func list() throws(Diagnostic) -> [RunEntry] {
        var untold = DiagnosticBag()
        return try list(into: &untold)
    }

    /// Orders runs that started in the same second, which their names do not.
    ///
    /// `config.yaml` is written once, at the start, so its time tells; only runs that share their
    /// second cost this look.
    private static func orderWithinSeconds(_ runs: inout [RunEntry]) {
        var start = 0
        while start < runs.count {
            let second = runs[start].id.second
            let end = runs[start...].firstIndex { $0.id.second != second } ?? runs.count
            if end - start > 1 {
                let timed = runs[start..<end].map { run -> (run: RunEntry, time: Timestamp?) in
                    let config = run.folder.appending(RunLayout.config)
                    return (run, try? FileSystem.status(of: config).modified)
                }
                let never = Timestamp(nanoseconds: 0)
                let sorted = timed.sorted { left, right in
                    let times = (left.time ?? never, right.time ?? never)
                    return times.0 == times.1 ? left.run.id > right.run.id : times.0 > times.1
                }
                runs.replaceSubrange(start..<end, with: sorted.map(\.run))
            }
            start = end
        }
    }

    /// The shortest beginnings of the last parts that tell the runs apart, four characters at
    /// least.
    ///
    /// - Parameter runs: All runs that a beginning could be taken for.
    /// - Returns: A text for each run that ``find(_:)`` takes.
    package func shortNames(of runs: [RunEntry]) -> [RunID: String] {
        let sorted = runs.map(\.id).sorted { $0.suffix < $1.suffix }
        var names: [RunID: String] = [:]
        for (place, id) in sorted.enumerated() {
            var length = RunID.shortestLength
            for neighbour in [place - 1, place + 1] where sorted.indices.contains(neighbour) {
                let common = zip(id.suffix.utf8, sorted[neighbour].suffix.utf8).prefix { $0 == $1 }
                length = max(length, common.count + 1)
            }
            names[id] = length > RunID.suffixLength ? id.text : String(id.suffix.prefix(length))
        }
        return names
    }

    /// Makes the folder of a new run, and those above it that are missing.
    ///
    /// They take the permissions and the group of the runs folder, so that a team can share it.
    ///
    /// - Returns: The name, which differs from `id` in its random part when that was taken, and the
    ///   folder, which nobody else made.
    func create(_ id: RunID, task: String, at time: Timestamp) throws(SystemError) -> (
        id: RunID, folder: OpenFolder
    ) {
        try FileSystem.createDirectories(path)
        let runs = try OpenFolder(path)
        let model = try runs.status()
        if FileSystem.kind(of: path.appending(id.month)) == nil {
            do throws(SystemError) {
                try runs.createDirectory(id.month, like: model)
            } catch {
                guard error.code == EEXIST else { throw error }
            }
        }
        let month = try runs.folder(id.month)
        var id = id
        while true {
            do throws(SystemError) {
                try month.createDirectory(id.text, like: model)
                return (id, try month.folder(id.text))
            } catch {
                guard error.code == EEXIST else { throw error }
                id = RunID(task: task, at: time)
            }
        }
    }

    /// What is in a month's folder; nothing when somebody removed it just now.
    private static func entries(
        of folder: FilePath,
        into bag: inout DiagnosticBag
    ) -> [FileSystem.Entry] {
        do throws(SystemError) {
            return try FileSystem.list(folder)
        } catch {
            if error.code != ENOENT { bag.report(.runsUnreadable(error, severity: .warning)) }
            return []
        }
    }

    private static func isMonth(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.count == 7 && bytes[4] == UInt8(ascii: "-")
            && (bytes[..<4] + bytes[5...]).allSatisfy { 0x30...0x39 ~= $0 }
    }
}
