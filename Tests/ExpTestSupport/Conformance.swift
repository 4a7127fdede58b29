import ExpDiagnostics
import ExpSystem
package import ExpYAML
package import Testing

/// Cases of other projects, as data: beside the repository in `../shared/conformance`, or in the
/// folder that `EXP_CONFORMANCE` names.
package enum Conformance {
    /// The folder; nil where there is none.
    package static let folder: String? = {
        let named = getenv("EXP_CONFORMANCE").map { String(cString: $0) }
        let folder = named ?? repositoryRoot() + "/../shared/conformance"
        return access(folder, R_OK) == 0 ? folder : nil
    }()

    /// Why tests that need the cases are skipped, for `.enabled(if:_:)`.
    package static let absence: Comment =
        "no cases in ../shared/conformance; EXP_CONFORMANCE may name their folder"

    /// Whether the cases are there.
    package static var isPresent: Bool {
        folder != nil
    }

    /// The cases of a `.jsonl` file, one a line, read by the project's own JSON reader.
    ///
    /// A line that is no JSON is recorded as a failure.
    package static func cases(_ name: String) -> [Node] {
        guard let folder, let text = readText(folder + "/" + name) else { return [] }
        var cases: [Node] = []
        for (number, line) in text.split(separator: "\n").enumerated() {
            var bag = DiagnosticBag()
            let file = SourceFile(
                kind: .file,
                name: "\(name) line \(number + 1)",
                text: String(line)
            )
            guard let node = JSONReader.read(file, into: &bag), bag.diagnostics.isEmpty else {
                Issue.record("\(file.name): \(bag.diagnostics.map(\.message))")
                continue
            }
            cases.append(node)
        }
        return cases
    }
}
