import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpSystem

extension TaskRegistry {
    /// Decodes a config as a run would: only the task's own type knows its rules.
    ///
    /// - Parameters:
    ///   - config: A config without errors.
    ///   - place: The folder that stands for the run's directory.
    ///   - bag: Takes `rule-violation` and what else the typed config cannot take.
    func checkRules(of config: LoadedConfig, place: FilePath, into bag: inout DiagnosticBag) {
        guard let task = config.task.flatMap({ self[$0] }) else { return }
        // A secret need not be at hand to check a config: any text does.
        let delivery = Delivery(runID: "checked", runDirectory: place, secret: { $0 })
        _ = task.prepare(config: config.delivered(delivery, into: &bag), into: &bag)
    }
}
