import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpYAML

extension Probe {
    /// Records a run; tells each step after `log` has returned for it, and the end.
    static func logRun(_ runs: RunsFolder, steps: Int) {
        let range = SourceFile(kind: .declaration, name: "probe", bytes: []).range(0, 0)
        var draft = RunDraft(
            task: "probe",
            config: .mapping(["task": .string("probe", range)], range),
            origins: .mapping([:], range)
        )
        draft.goal = .minimize("loss")
        do throws(Diagnostic) {
            let writer = try RunWriter.create(in: runs, draft: draft)
            for step in 1...max(1, steps) {
                writer.metrics.log(step: step, ["loss": 1 / Double(step), "acc": Double(step)])
                tell(String(step))
                if step % 50 == 0 { try writer.saveCheckpoint([1, 2, 3], step: step) }
            }
            writer.finish(.completed)
            tell("end")
        } catch {
            tell("error \(error.message)")
            exit(1)
        }
    }
}
