import ArgumentParser
import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpStore
import ExpYAML

/// `exp task`: the tasks that there are, and the keys of one.
struct TaskCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: CLIMessages.taskAbstract,
        discussion: CLIMessages.taskExamples
    )

    @Argument(help: ArgumentHelp("A task's name; without it all are listed.", valueName: "name"))
    var name: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions
}

extension TaskCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &bag)
        guard let name else {
            session.report(bag, style: common.errors)
            list(registry.tasks, session.console)
            return ExitStatus(bag)
        }
        guard let task = registry[name] else {
            let known = registry.tasks.map(\.name)
            bag.report(.unknownTask(name, known: known, at: session.range(of: name)))
            return session.fail(bag, style: common.errors)
        }
        guard let schema = task.schema else {
            registry.reportDeclarations(all: false, into: &bag)
            return session.fail(bag, style: common.errors)
        }
        session.report(bag, style: common.errors)
        let page = TaskPage(task, schema)
        let width = session.console.outputWidth
        session.console.print(json ? page.json : page.lines(width: width).joined(separator: "\n"))
        return ExitStatus(bag)
    }

    /// All tasks: a table, or one JSON object a line with `name`, `summary` and `goal`.
    private func list(_ tasks: [RegisteredTask], _ console: Console) {
        if json {
            for task in tasks {
                let node = ReportNode.object([
                    ("name", ReportNode.text(task.name)),
                    ("summary", ReportNode.text(task.summary)),
                    ("goal", ReportNode.goal(task.goal)),
                ])
                console.print(JSONWriter.json(node))
            }
            return
        }
        let table = TextTable(
            columns: [.init("TASK"), .init("GOAL"), .init("MEANING", narrowest: 12)],
            rows: tasks.map { task in
                let goal = task.goal.direction.map { "\($0.rawValue) \(task.goal.metric ?? "")" }
                return [task.name, goal ?? ReportText.absent, task.summary]
            }
        )
        console.print(table.lines(width: console.outputWidth).joined(separator: "\n"))
        if tasks.isEmpty { console.note(CLIMessages.noTasks) }
    }
}
