import ExpStore

extension RunWriter {
    /// A line that the task noted, in the events and in the output.
    func note(_ text: String) {
        event("note", [("text", .text(text))])
        output(text + "\n")
    }

    /// A line of `events.jsonl` that tells what could not be recorded.
    func warning(_ text: String) {
        event("warning", [("text", .text(text))])
    }

    /// A line of `events.jsonl` that tells why the task was asked to stop.
    func stopRequested(_ reason: StopReason) {
        switch reason {
        case .signal(let signal):
            event("stop", [("cause", .text("user")), ("signal", .text(signal.rawValue))])
        case .timeLimit:
            event("stop", [("cause", .text("timeLimit"))])
        }
    }
}
