import ExpConfig
import ExpDiagnostics
import ExpYAML

// The words in the drawing of `exp config show --tree`.

extension CLIMessages {
    static let treeHelp = "How it was put together: files, options, slots, and what each overrode."

    /// A part of a config.
    static func part(_ part: CompositionTree.Part) -> String {
        switch part.role {
        case .schemaDefaults(let task): "defaults of task \(task)"
        case .config: part.file ?? part.name
        case .base: "extends \(part.file ?? part.name)"
        case .option(let path): named(path.components.isEmpty ? "use" : "\(path)", part)
        case .slot(let slot): named("slot \(slot)", part)
        case .default(let group, let package):
            named((group ?? "config") + (package.isEmpty ? "" : "@\(package)"), part)
        case .commandLine: "command line"
        }
    }

    private static func named(_ key: String, _ part: CompositionTree.Part) -> String {
        "\(key): \(part.name)" + (part.file.map { "  \($0)" } ?? "")
    }

    /// What became of a part, or what it gave.
    static func remark(_ entry: CompositionSurvey.Entry) -> String {
        switch entry.part.state {
        case .missingOptional: "not there"
        case .none: "none"
        case .replaced(let range, let text): "replaced by \(text) (\(place(range)))"
        case .inForce:
            count(entry.keys)
                + (entry.overridden.isEmpty ? "" : ", \(entry.overridden.count) overridden")
        }
    }

    private static func count(_ keys: Int) -> String {
        switch keys {
        case 0: "no keys"
        case 1: "1 key"
        default: "\(keys) keys"
        }
    }

    /// Which keys something took the place of.
    static func overrides(_ by: String, _ isDropped: Bool, _ keys: [String]) -> String {
        "\(by) \(isDropped ? "drops" : "overrides") \(keys.joined(separator: ", "))"
    }

    /// A place in a file, or on the command line.
    static func place(_ range: SourceRange) -> String {
        let name = range.file.name
        return range.file.kind == .file ? "\(name):\(range.position.line)" : name
    }
}
