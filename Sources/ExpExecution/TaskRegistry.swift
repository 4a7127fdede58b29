package import ExpConfig
package import ExpDiagnostics
import ExpSchema

/// The tasks that a program can run, by name.
package struct TaskRegistry: Sendable {
    /// All tasks, sorted by name.
    package let tasks: [RegisteredTask]

    /// Registers tasks.
    ///
    /// - Parameters:
    ///   - types: The tasks' types.
    ///   - bag: Takes `invalid-declaration` for a name that cannot be one, and for a name that two
    ///     tasks have; such a task is left out.
    package init(_ types: [any ExperimentTask.Type], into bag: inout DiagnosticBag) {
        var byName: [String: RegisteredTask] = [:]
        for type in types {
            let task = RegisteredTask(type)
            if !isTaskName(task.name) {
                bag.report(.invalidTaskName(task.name, typeName: task.typeName))
            } else if let other = byName[task.name] {
                bag.report(
                    .duplicateTask(task.name, typeNames: [other.typeName, task.typeName])
                )
            } else {
                byName[task.name] = task
            }
        }
        tasks = byName.values.sorted { $0.name < $1.name }
    }

    /// The task of a name; nil when there is none.
    package subscript(name: String) -> RegisteredTask? {
        tasks.first { $0.name == name }
    }

    /// The tasks as composition sees them: names, with schemas that are made when asked for.
    package var catalog: TaskCatalog {
        TaskCatalog(names: tasks.map(\.name)) { name in
            self[name].map { task in
                let schema = task.schema
                return TaskDescription(
                    name: name,
                    schema: schema,
                    isDeclarationFaulty: schema == nil
                )
            }
        }
    }

    /// What is wrong with the configs that tasks declare.
    ///
    /// A declaration is read when its task is first asked about, so that a start costs what the
    /// chosen task costs and no more.
    ///
    /// - Parameters:
    ///   - all: Whether to read all declarations; else only those that were asked about count.
    ///   - bag: Takes `invalid-declaration`, naming task, type and property.
    package func reportDeclarations(all: Bool, into bag: inout DiagnosticBag) {
        for task in tasks {
            for problem in task.declarationProblems(reading: all) {
                bag.report(problem)
            }
        }
    }
}

/// Whether a text can be a task's name: lower-case words joined by `-`, the first letter by letter.
private func isTaskName(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isWord: (Substring.UTF8View.SubSequence) -> Bool = { word in
        !word.isEmpty && word.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.count <= 64 && words.allSatisfy(isWord)
}
