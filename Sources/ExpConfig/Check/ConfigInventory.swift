import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The files of a folder of configs, and which of them are whole configs.
struct ConfigInventory {
    /// The YAML files in the folder and below it, sorted, without hidden ones.
    let files: [FilePath]

    private let reader: ConfigFiles

    /// As deep as folders are looked into: configs lie three or four levels deep.
    private static let maximumDepth = 16

    /// Lists a folder.
    init(of folder: FilePath, _ reader: ConfigFiles) {
        self.reader = reader
        var files: [FilePath] = []
        var folders: [(path: FilePath, depth: Int)] = [(folder, 0)]
        while let next = folders.popLast() {
            for entry in reader.entries(in: next.path) where !entry.name.hasPrefix(".") {
                let path = next.path.appending(entry.name)
                // A link to a folder may lead back up; one to a file is as good as the file.
                if entry.kind == .folder, next.depth < Self.maximumDepth {
                    folders.append((path, next.depth + 1))
                } else if entry.name.hasSuffix(".yaml"), reader.isFile(path) {
                    files.append(path)
                }
            }
        }
        self.files = files.sorted()
    }

    /// Whether a file is a whole config wherever it lies: it, or a file that it extends, names a
    /// task.
    func namesTask(_ path: FilePath) -> Bool {
        var seen: Set<FilePath> = []
        var open = [path]
        while let next = open.popLast() {
            guard seen.insert(next).inserted, let mapping = mapping(of: next) else { continue }
            if mapping["task"] != nil { return true }
            open += bases(of: mapping, in: next)
        }
        return false
    }

    /// Whether a file extends another that is there.
    func extendsFile(_ path: FilePath) -> Bool {
        mapping(of: path).map { bases(of: $0, in: path).contains { reader.isFile($0) } } ?? false
    }

    /// Whether a file holds a Hydra defaults list.
    func hasDefaultsList(_ path: FilePath) -> Bool {
        let mapping = mapping(of: path)
        return mapping?["defaults"]?.sequence != nil && mapping?["extends"] == nil
    }

    private func mapping(of path: FilePath) -> Mapping? {
        var scratch = DiagnosticBag()
        guard case .document(let document, _) = reader.read(path, into: &scratch) else {
            return nil
        }
        return document.root.mapping
    }

    private func bases(of mapping: Mapping, in path: FilePath) -> [FilePath] {
        guard let extends = mapping["extends"] else { return [] }
        let names = (extends.sequence ?? [extends]).compactMap(\.string)
        return names.map { name in
            let text = name.hasSuffix("?") ? String(name.dropLast()) : name
            return FilePath(text).absolute(in: path.parent ?? "/")
        }
    }
}
