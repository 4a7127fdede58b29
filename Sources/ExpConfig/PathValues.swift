import ExpSchema
import ExpSystem
import ExpYAML

/// Makes `Path` values mean the same file wherever they are written and read.
///
/// In a file such a path is relative to the project folder, on the command line to the working
/// directory; `~/` is the home folder. Inside the project the tree holds it relative to the project
/// folder, so that a record means the same on another machine; the task gets it absolute.
struct PathValues {
    /// The project folder, absolute.
    let project: FilePath

    /// What a load sees.
    let environment: ConfigEnvironment

    /// The tree with each path in its recorded form.
    func recorded(_ node: Node, _ schema: Schema?) -> Node {
        change(node, schema) { text in
            let path = absolute(text)
            return path.isInside(project) ? path.relative(to: project).string : path.string
        }
    }

    /// The tree with each path absolute.
    func absolute(_ node: Node, _ schema: Schema?) -> Node {
        change(node, schema) { absolute($0).string }
    }

    /// A path typed on the command line, absolute.
    func fromCommandLine(_ text: String) -> String {
        home(text) ?? FilePath(text).absolute(in: environment.workingDirectory).string
    }

    private func absolute(_ text: String) -> FilePath {
        FilePath(home(text) ?? text).absolute(in: project)
    }

    private func home(_ text: String) -> String? {
        guard let home = environment.homeDirectory, text == "~" || text.hasPrefix("~/") else {
            return nil
        }
        return text == "~" ? home.string : home.appending(String(text.dropFirst(2))).string
    }

    private func change(_ node: Node, _ schema: Schema?, _ path: (String) -> String) -> Node {
        guard let schema else { return node }
        switch node.content {
        case .scalar(let scalar):
            guard case .path? = schema.scalar?.kind, scalar.form != .deferred, !node.isNull,
                !scalar.text.isEmpty
            else { return node }
            let text = path(scalar.text)
            if text == scalar.text { return node }
            let trace = Trace(.converted, previous: node)
            return Node(.scalar(Scalar(text, .typedString)), range: node.range, trace: trace)
        case .sequence(let list):
            guard let element = schema.element, element.holdsPaths else { return node }
            return node.with(.sequence(list.map { change($0, element, path) }))
        case .mapping(var mapping):
            for (place, entry) in mapping.entries.enumerated() {
                guard let child = schema.child(entry.key, in: node), child.holdsPaths else {
                    continue
                }
                let value = change(entry.value, child, path)
                mapping.updateValue(at: place) { $0 = value }
            }
            return node.with(.mapping(mapping))
        case .faulty:
            return node
        }
    }
}

extension Schema {
    /// Whether a path can be in a value of this schema; quick to say no for other scalars.
    fileprivate var holdsPaths: Bool {
        switch shape {
        case .any: return false
        case .scalar(let scalar):
            if case .path = scalar.kind { return true }
            return false
        case .list(let element, _), .dictionary(let element): return element.holdsPaths
        case .mapping, .union: return true
        }
    }
}
