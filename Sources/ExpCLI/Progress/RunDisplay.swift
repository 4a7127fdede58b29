import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpStore
import ExpSystem
import ExpYAML
import Synchronization

/// Shows a run while it goes: a live line on a terminal, plain lines otherwise.
///
/// Everything goes to standard error except what the task itself prints to standard output.
final class RunDisplay: Sendable {
    private struct State {
        var live: LiveLine
        var lastDraw: UInt64?
        /// What the task printed after its last newline, by stream.
        var partial: [StandardStream.Kind: [UInt8]] = [:]
    }

    private let session: Session
    private let style: ErrorStyle
    private let state: Mutex<State>

    /// The shortest time between two drawings of the live line.
    private static let drawIntervalSeconds = 0.08

    /// A display of one run.
    init(_ session: Session, goal: Goal, style: ErrorStyle) {
        self.session = session
        self.style = style
        state = Mutex(State(live: LiveLine(goal: goal.metric)))
    }

    private var console: Console { session.console }

    /// Takes one event; from any thread.
    func show(_ event: RunEvent) {
        switch event {
        case .started(let run):
            console.redirect(
                output: run.standardOutput.descriptor,
                errors: run.standardError.descriptor
            )
            console.note(CLIMessages.started(run.id, session.shown(run.directory)))
        case .logged(let values, _):
            state.withLock { $0.live.log(values) }
        case .progress(let update):
            advance(update)
        case .note(let text):
            console.note(text)
        case .output(let bytes, let stream):
            pass(bytes, stream.kind)
        case .trouble(let diagnostic):
            var bag = DiagnosticBag()
            bag.report(diagnostic)
            session.report(bag, style: style)
        case .stopping(let reason):
            console.note(CLIMessages.stopping(reason))
        }
    }

    /// Takes the live line away and prints what was held back.
    func finish() {
        console.showLive("")
        let rest = state.withLock { state in
            defer { state.partial = [:] }
            return state.partial
        }
        for (kind, bytes) in rest where !bytes.isEmpty {
            console.write(bytes, to: kind == .output ? .output : .errors)
        }
        console.endRedirection()
    }

    private func advance(_ update: ProgressUpdate) {
        let now = MonotonicClock.nanoseconds
        let line: String? = state.withLock { state in
            let progress = update.progress
            state.live.advance(
                done: progress.done,
                total: progress.total,
                unit: progress.unit,
                atSeconds: update.elapsedSeconds
            )
            let isLast = progress.done >= progress.total
            let isDue = state.lastDraw.map {
                Double(now &- $0) / 1e9 >= Self.drawIntervalSeconds
            }
            guard console.isErrorTerminal, isLast || isDue ?? true else { return nil }
            state.lastDraw = now
            return state.live.text(width: console.width ?? 80)
        }
        if let line { console.showLive(line) }
        if !console.isErrorTerminal, update.isLineDue { console.note(update.line) }
    }

    /// Passes the task's output on; on a terminal whole lines only, which the live line would
    /// otherwise be written into.
    private func pass(_ bytes: [UInt8], _ kind: StandardStream.Kind) {
        var ready = bytes
        if console.isErrorTerminal {
            ready = state.withLock { state in
                let all = (state.partial[kind] ?? []) + bytes
                let end = all.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
                state.partial[kind] = Array(all[end...])
                return Array(all[..<end])
            }
        }
        console.write(ready, to: kind == .output ? .output : .errors)
    }
}
