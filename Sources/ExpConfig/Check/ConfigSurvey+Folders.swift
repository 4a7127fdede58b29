import ExpDiagnostics
package import ExpSystem
import ExpYAML

extension ConfigSurvey {
    /// Checks all configs under a config root, then tells which files and values nothing needs.
    ///
    /// Configs are the files directly in the root; of the files below, those that name a task,
    /// themselves or by a file that they extend; and those that extend a file while nothing uses
    /// them or a file beside them as an option. Below a Hydra tree there are only options.
    package mutating func checkRoot(_ root: FilePath) {
        let inventory = ConfigInventory(of: root, files)
        let inRoot = inventory.files.filter { $0.parent == root }
        let below = inventory.files.filter { $0.parent != root }
        for path in inRoot { check(files.shown(path)) }
        if inRoot.contains(where: inventory.hasDefaultsList) {
            // A Hydra tree: what lies below are options, and any can be added on the command line.
            reportValues()
            return
        }
        for path in below where inventory.namesTask(path) { check(files.shown(path)) }
        let optionFolders = Set(reached.compactMap(\.parent))
        for path in below where !reached.contains(path) && inventory.extendsFile(path) {
            guard let folder = path.parent, !optionFolders.contains(folder) else { continue }
            check(files.shown(path))
        }
        var bag = DiagnosticBag()
        for path in below where !reached.contains(path) { reportUnreachable(path, into: &bag) }
        findings.add(bag, context: nil)
        reportValues()
    }

    private mutating func reportValues() {
        var bag = DiagnosticBag()
        let use = valueUse()
        use.reportOverridden(into: &bag)
        use.reportRepeats(options: options, into: &bag)
        findings.add(bag, context: nil)
    }

    /// Checks the whole configs in a folder that is no config root, and below it.
    ///
    /// Which files and values are needed is not judged: that takes all configs.
    ///
    /// - Returns: Whether there is one.
    package mutating func checkFolder(_ folder: FilePath) -> Bool {
        let inventory = ConfigInventory(of: folder, files)
        let configs = inventory.files.filter { path in
            inventory.namesTask(path) || inventory.extendsFile(path)
                || inventory.hasDefaultsList(path)
        }
        for path in configs { check(files.shown(path)) }
        return !configs.isEmpty
    }

    private func reportUnreachable(_ path: FilePath, into bag: inout DiagnosticBag) {
        // Its own mistakes are told too, since nobody else reads it.
        switch files.read(path, into: &bag) {
        case .document(_, let file): bag.report(.unreachableFile(file))
        case .broken, .unreadable, .missing: return
        }
    }
}
