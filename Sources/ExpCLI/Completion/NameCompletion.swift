import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpStore
import ExpSystem

/// What can be named on the command line: configs, files, runs, tasks, codes.
struct NameCompletion {
    private let session: Session

    /// Looks into the folders and tasks of a call.
    init(_ session: Session) {
        self.session = session
    }

    /// The tasks of this program.
    var tasks: [Candidate] {
        var unseen = DiagnosticBag()
        return TaskRegistry(session.tasks, into: &unseen).tasks
            .map { Candidate($0.name, $0.summary) }
    }

    /// The codes that messages have.
    var codes: [Candidate] {
        DiagnosticCode.allCases.map { Candidate($0.rawValue) }
    }

    // MARK: - Files

    /// The configs under the config root by name, then files and folders by path.
    func configs(from text: String) -> [Candidate] {
        let (folder, _) = Self.parts(text)
        var found: [Candidate] = []
        if !text.hasPrefix("/"), !text.hasPrefix("."), !text.hasPrefix("~") {
            let place = session.project.configRoot.appending(folder)
            found = entries(of: place).compactMap { entry in
                if entry.kind == .folder {
                    return Candidate(folder + entry.name + "/", isWhole: false)
                }
                guard entry.name.hasSuffix(".yaml") else { return nil }
                let name = folder + entry.name.dropLast(5)
                return Candidate(name, session.shown(place.appending(entry.name)))
            }
        }
        return found
            + files(from: text).filter { candidate in
                !candidate.isWhole || candidate.text.hasSuffix(".yaml")
                    || candidate.text.hasSuffix(".yml")
            }
    }

    /// The files and folders that a path may go on to.
    func files(from text: String) -> [Candidate] {
        let (folder, _) = Self.parts(text)
        return entries(of: place(folder)).map { entry in
            let isFolder = entry.kind == .folder
            return Candidate(folder + entry.name + (isFolder ? "/" : ""), isWhole: !isFolder)
        }
    }

    /// The folders that a path may go on to.
    func folders(from text: String) -> [Candidate] {
        files(from: text).filter { !$0.isWhole }
    }

    private func place(_ folder: String) -> FilePath {
        if folder.hasPrefix("~/"), let home = ProcessEnvironment.homeDirectory {
            return home.appending(String(folder.dropFirst(2)))
        }
        return FilePath(folder.isEmpty ? "." : folder).absolute(in: session.workingDirectory)
    }

    /// What lies in a folder, hidden names left out; links are what they lead to.
    private func entries(of folder: FilePath) -> [FileSystem.Entry] {
        guard let entries = try? FileSystem.list(folder) else { return [] }
        return entries.filter { !$0.name.hasPrefix(".") }.map { entry in
            var entry = entry
            if entry.kind != .file, entry.kind != .folder {
                entry.kind = FileSystem.kind(of: folder.appending(entry.name)) ?? entry.kind
            }
            return entry
        }
    }

    /// A path as typed, parted behind its last slash.
    static func parts(_ text: String) -> (folder: String, name: String) {
        guard let slash = text.lastIndex(of: "/") else { return ("", text) }
        return (String(text[...slash]), String(text[text.index(after: slash)...]))
    }

    // MARK: - Runs

    /// How many runs are offered, the newest first: labels cost a file each.
    private static let mostRuns = 50

    /// The names of runs: the beginnings of ids, `@last`, names and tags that users gave.
    ///
    /// - Parameters:
    ///   - text: What is typed of the name.
    ///   - option: What `--runs` says.
    /// - Returns: The newest runs first.
    func runs(from text: String, in option: String?) -> [Candidate] {
        if text.contains("/") { return folders(from: text) }
        let folder = RunsFolder(session.runsFolder(option: option))
        guard let all = try? folder.list(), !all.isEmpty else { return [] }
        let names = folder.shortNames(of: all)
        if text.hasPrefix("tag:") {
            let tags = all.prefix(Self.mostRuns).flatMap { labels(of: $0).tags }
            return tags.map { Candidate("tag:" + $0) }
        }
        let matching = all.filter {
            $0.id.suffix.hasPrefix(text) || $0.id.text.hasPrefix(text)
        }
        var found = [
            Candidate("@last", CLIMessages.newestRun), Candidate("@best", CLIMessages.bestRun),
        ]
        for entry in matching.prefix(Self.mostRuns) {
            let short = names[entry.id] ?? entry.id.text
            let isLonger = short.hasPrefix(text)
            let name =
                isLonger ? short : entry.id.suffix.hasPrefix(text) ? entry.id.suffix : entry.id.text
            found.append(Candidate(name, meaning(of: entry)))
        }
        for entry in all.prefix(Self.mostRuns) {
            guard let name = labels(of: entry).name else { continue }
            found.append(Candidate(name, meaning(of: entry)))
        }
        return found
    }

    private func labels(of entry: RunEntry) -> RunLabels {
        RunLabels(readFrom: entry.folder)
    }

    private func meaning(of entry: RunEntry) -> String {
        let digits = Array(entry.id.second)
        let date = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
        let time = "\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))"
        return "\(entry.id.task), \(date) \(time) UTC"
    }
}
