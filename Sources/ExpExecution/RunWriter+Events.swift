import ExpDiagnostics
import ExpStore
import ExpYAML

extension RunWriter {
    /// A line of `events.jsonl` that says one thing in words.
    func event(_ name: String, text: String) {
        event(name, [("text", content(text))])
    }

    /// A line that the task noted, in the events and in the output.
    func note(_ text: String) {
        event("note", text: text)
        output(text + "\n")
    }

    /// A line of `events.jsonl` that says why the task was asked to stop.
    func stopRequested(_ reason: StopReason) {
        switch reason {
        case .signal(let signal):
            event("stop", [("cause", content("user")), ("signal", content(signal.rawValue))])
        case .timeLimit:
            event("stop", [("cause", content("timeLimit"))])
        }
    }

    private func content(_ text: String) -> Node.Content {
        Node.string(text, eventSource.range(0, 0)).content
    }
}

/// Stands for the text that no event is read from.
private let eventSource = SourceFile(kind: .declaration, name: "event", text: "")
