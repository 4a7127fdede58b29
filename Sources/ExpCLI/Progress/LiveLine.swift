import ExpDiagnostics
import ExpReport

/// The line that shows on a terminal how far a run is: done, rate, time left, measurements.
///
///     epoch 12/50  valid/accuracy 0.9512  train/loss 0.1834  3.2 epochs/s  12s left
struct LiveLine: Sendable {
    private var unit = ""
    private var done = 0
    private var total = 0
    private var rate = RateEstimate()
    private var values: [(key: String, value: Double)] = []
    private let goal: String?

    /// A line without anything to say yet.
    ///
    /// - Parameter goal: The metric that counts; it stands first.
    init(goal: String?) {
        self.goal = goal
    }

    /// Takes measurements in; the newest of each metric are shown.
    mutating func log(_ logged: [(key: String, value: Double)]) {
        for (key, value) in logged {
            if let index = values.firstIndex(where: { $0.key == key }) {
                values[index].value = value
            } else {
                let place = values.firstIndex { rank($0.key) > rank(key) }
                values.insert((key, value), at: place ?? values.endIndex)
            }
        }
    }

    /// The goal stands first, then what is called a loss, then the rest as it comes.
    private func rank(_ metric: String) -> Int {
        if metric == goal { return 0 }
        return metric.lowercased().hasSuffix("loss") ? 1 : 2
    }

    /// Takes a step in.
    mutating func advance(done: Int, total: Int, unit: String, atSeconds seconds: Double) {
        if unit != self.unit || total != self.total || done < self.done { rate = RateEstimate() }
        self.done = done
        self.total = total
        self.unit = unit
        rate.add(done: done, atSeconds: seconds)
    }

    /// The line, as much of it as fits.
    ///
    /// What is left out first are measurements, from the last.
    func text(width: Int) -> String {
        guard !unit.isEmpty else { return "" }
        let head = CLIMessages.progress(unit, done: done, total: total)
        let tail = ending
        var shown = values.map { "\($0.key) \(ReportText.number($0.value))" }
        while true {
            let line = ([head] + shown + tail).joined(separator: "  ")
            // A terminal moves on to the next line after its last column.
            if DisplayWidth.columns(of: line) < width { return line }
            guard !shown.isEmpty else { return DisplayWidth.shortened(line, to: width - 1) }
            shown.removeLast()
        }
    }

    private var ending: [String] {
        guard let perSecond = rate.perSecond, perSecond > 0 else { return [] }
        let left = Double(max(0, total - done)) / perSecond
        return [CLIMessages.rate(perSecond, unit: unit), CLIMessages.timeLeft(left)]
    }
}

/// How fast something goes, from its last ten seconds or its last steps, whichever are more.
struct RateEstimate: Sendable {
    private var samples: [(done: Int, seconds: Double)] = []

    private static let windowSeconds = 10.0
    private static let fewestSamples = 8

    /// Takes in how much was done at a time.
    mutating func add(done: Int, atSeconds seconds: Double) {
        samples.append((done, seconds))
        while samples.count > Self.fewestSamples, samples[1].seconds < seconds - Self.windowSeconds
        {
            samples.removeFirst()
        }
        // Fast steps would fill the window with thousands: every other one tells as much.
        if samples.count > 256 {
            samples = samples.enumerated().filter { $0.offset % 2 == 0 || $0.offset == 256 }
                .map(\.element)
        }
    }

    /// Units a second; nil before two times are known.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last, last.seconds > first.seconds
        else {
            return nil
        }
        return Double(last.done - first.done) / (last.seconds - first.seconds)
    }
}
