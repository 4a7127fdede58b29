import ExpSystem

/// Looks for the folder of configs where it is not in its usual place.
struct ConfigRootSearch {
    private let source: any ConfigSource

    /// How many folders deep is looked.
    private static let depth = 4

    init(_ source: any ConfigSource) {
        self.source = source
    }

    /// The only folder `configs` or `conf` of the fewest folders below another; nil when there is
    /// none, or more than one.
    func nearest(to top: FilePath) -> FilePath? {
        var folders = [top]
        for _ in 0..<Self.depth {
            let inside = folders.flatMap(subfolders)
            let found = inside.filter { $0.name == "configs" || $0.name == "conf" }
            if !found.isEmpty { return found.count == 1 ? found[0] : nil }
            folders = inside
        }
        return nil
    }

    private func subfolders(of folder: FilePath) -> [FilePath] {
        ((try? source.list(folder)) ?? [])
            .filter { $0.kind == .folder && !$0.name.hasPrefix(".") }
            .map { folder.appending($0.name) }
    }
}
