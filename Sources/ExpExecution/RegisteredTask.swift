package import ExpDiagnostics
package import ExpSchema
package import ExpYAML
import Synchronization

/// A task whose type is not known any more: what a config, a list and a run need of it.
package final class RegisteredTask: Sendable {
    /// The name that a config gives as `task`.
    package let name: String

    /// One sentence about it; may be empty.
    package let summary: String

    /// The metric that counts.
    package let goal: Goal

    /// The name of the type that declares it, for messages.
    package var typeName: String { String(describing: type) }

    private let type: any ExperimentTask.Type

    private let readDeclaration: @Sendable () -> Result<Schema, DeclarationError>
    private let decode: @Sendable (Node, inout DiagnosticBag) -> PreparedTask.Body?
    private let declaration = Mutex<Result<Schema, DeclarationError>?>(nil)

    /// Registers a task's type.
    package init<Task: ExperimentTask>(_ type: Task.Type) {
        let name = type.name
        self.name = name
        summary = type.summary
        goal = type.goal
        self.type = type
        readDeclaration = {
            do throws(DeclarationError) {
                return .success(
                    try ConfigDeclaration.schema(
                        of: Task.Config.self,
                        declaredBy: ExecutionMessages.declarer(name)
                    )
                )
            } catch {
                return .failure(error)
            }
        }
        decode = { node, bag in
            guard let config = ConfigDecoder.decode(Task.Config.self, from: node, into: &bag) else {
                return nil
            }
            return { run in try await Task().run(config, in: run) }
        }
    }

    /// Who declares the config, as messages say it: ``task `digits` ``.
    package var declarer: String {
        ExecutionMessages.declarer(name)
    }

    /// What a config of the task may hold; nil when its declaration is faulty.
    ///
    /// - Complexity: The declaration is read at the first call and kept.
    package var schema: Schema? {
        try? readOnce().get()
    }

    /// Takes a validated config and makes the task ready to run.
    ///
    /// - Parameters:
    ///   - config: The task's own keys, resolved and validated, secrets filled in.
    ///   - bag: Takes `rule-violation` and what else the typed config cannot take.
    /// - Returns: The task with its config inside; nil when something was reported.
    package func prepare(config: Node, into bag: inout DiagnosticBag) -> PreparedTask? {
        decode(config, &bag).map { PreparedTask(name: name, goal: goal, body: $0) }
    }

    /// Takes a config that names the run it belongs to and makes the task ready to run.
    ///
    /// - Parameters:
    ///   - sample: The config as it would be for some run: every mistake in it is told now.
    ///   - deliver: Gives the config of the real run, once that has its directory.
    ///   - bag: Takes `rule-violation` and what else the typed config cannot take.
    /// - Returns: The task; nil when something was reported. A config that only the real run makes
    ///   impossible ends that run as failed.
    package func prepare(
        config sample: Node,
        atStart deliver: @escaping @Sendable (RunContext, inout DiagnosticBag) -> Node,
        into bag: inout DiagnosticBag
    ) -> PreparedTask? {
        guard decode(sample, &bag) != nil else { return nil }
        let decode = self.decode
        return PreparedTask(name: name, goal: goal) { run in
            var bag = DiagnosticBag()
            let config = deliver(run, &bag)
            guard !bag.hasErrors, let body = decode(config, &bag) else {
                throw ImpossibleConfig(reasons: bag.diagnostics.map(\.message))
            }
            try await body(run)
        }
    }

    func declarationProblems(reading: Bool) -> [Diagnostic] {
        let known: Result<Schema, DeclarationError>?
        if reading {
            known = readOnce()
        } else {
            known = declaration.withLock { $0 }
        }
        guard case .failure(let error)? = known else { return [] }
        return error.diagnostics
    }

    private func readOnce() -> Result<Schema, DeclarationError> {
        declaration.withLock { known in
            if let known { return known }
            let read = readDeclaration()
            known = read
            return read
        }
    }
}

/// A config that the run's own id or directory made impossible.
struct ImpossibleConfig: Error, CustomStringConvertible {
    var reasons: [String]

    var description: String {
        ExecutionMessages.impossibleConfig(reasons)
    }
}

/// A task with its typed config, ready to run once.
package struct PreparedTask: Sendable {
    /// The work of the task.
    package typealias Body = @Sendable (RunContext) async throws -> Void

    /// The task's name.
    package let name: String

    /// The metric that counts.
    package let goal: Goal

    /// The work: what the task's `run` does with the config.
    package let body: Body

    /// Joins a task's work with what its record needs.
    package init(name: String, goal: Goal, body: @escaping Body) {
        self.name = name
        self.goal = goal
        self.body = body
    }
}
