import ExpYAML

/// Computes a ``RunSummary`` value by value: while a task logs, and again from a file.
struct SummaryBuilder: Sendable {
    private let goalName: String
    private let isGreaterBetter: Bool
    private var metrics: [MetricSummary] = []
    private var sums: [CompensatedSum] = []
    private var indices: [String: Int] = [:]
    private var rowCount = 0

    /// The values of the present step, which may come in several calls.
    private var step = 0
    private var time = 0.0
    private var row: [(index: Int, value: Double)] = []
    private var best: (step: Int, time: Double, row: [(index: Int, value: Double)])?
    private var bestValue = Double.nan

    init(goal: Goal) {
        switch goal {
        case .maximize(let name): (goalName, isGreaterBetter) = (name, true)
        case .minimize(let name): (goalName, isGreaterBetter) = (name, false)
        case .none: (goalName, isGreaterBetter) = ("", false)
        }
    }

    /// A metric's number, by which ``add(_:at:)`` takes its values.
    mutating func index(of name: String) -> Int {
        if let index = indices[name] { return index }
        let index = metrics.count
        indices[name] = index
        sums.append(CompensatedSum())
        metrics.append(
            MetricSummary(
                name: name,
                last: .nan,
                lastStep: 0,
                min: .nan,
                minStep: 0,
                max: .nan,
                maxStep: 0,
                mean: .nan,
                count: 0,
                nanCount: 0
            )
        )
        return index
    }

    /// Begins a line of the log; the values that follow belong to it.
    mutating func beginRow(step: Int, time: Double) {
        if step != self.step || rowCount == 0 {
            row.removeAll(keepingCapacity: true)
            self.step = step
        }
        self.time = time
        rowCount += 1
    }

    /// Takes a value of the present line.
    mutating func add(_ value: Double, at index: Int) {
        row.append((index, value))
        metrics[index].last = value
        metrics[index].lastStep = step
        metrics[index].count += 1
        guard !value.isNaN else {
            metrics[index].nanCount += 1
            return
        }
        sums[index].add(value)
        if !(metrics[index].min <= value) {
            metrics[index].min = value
            metrics[index].minStep = step
        }
        if !(metrics[index].max >= value) {
            metrics[index].max = value
            metrics[index].maxStep = step
        }
    }

    /// Ends a line: decides whether its step is the best so far.
    ///
    /// Of equal values the first stays. What is logged later at the best step joins its row.
    mutating func endRow() {
        guard !goalName.isEmpty else { return }
        if let index = indices[goalName], let value = row.last(where: { $0.index == index })?.value,
            !value.isNaN,
            bestValue.isNaN || (isGreaterBetter ? value > bestValue : value < bestValue)
        {
            bestValue = value
            best = (step, time, row)
        } else if let found = best, found.step == step {
            best = (step, time, found.row.count > row.count ? found.row + row : row)
        }
    }

    /// What became of the metrics so far.
    var summary: RunSummary {
        var finished = metrics
        for index in finished.indices {
            let count = finished[index].count - finished[index].nanCount
            if count > 0 { finished[index].mean = sums[index].value / Double(count) }
        }
        return RunSummary(metrics: finished, best: best.map(bestRow), rowCount: rowCount)
    }

    /// The row with each metric once, its last value counting.
    private func bestRow(
        _ found: (step: Int, time: Double, row: [(index: Int, value: Double)])
    ) -> MetricRow {
        var values: [MetricRow.Value] = []
        var places: [Int: Int] = [:]
        for (index, value) in found.row {
            if let place = places[index] {
                // The value that made the step the best stays, whatever is logged there later.
                if metrics[index].name != goalName { values[place].value = value }
            } else {
                places[index] = values.count
                values.append(MetricRow.Value(name: metrics[index].name, value: value))
            }
        }
        for place in values.indices where values[place].name == goalName {
            values[place].value = bestValue
        }
        return MetricRow(step: found.step, time: found.time, values: values)
    }
}

/// A sum that keeps the digits which plain addition loses (Neumaier, "Rundungsfehleranalyse
/// einiger Verfahren zur Summation endlicher Summen", 1974).
private struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var compensation = 0.0

    var value: Double {
        // Once infinite, the compensation is NaN and says nothing.
        sum.isFinite ? sum + compensation : sum
    }

    mutating func add(_ value: Double) {
        let next = sum + value
        if abs(sum) >= abs(value) {
            compensation += (sum - next) + value
        } else {
            compensation += (value - next) + sum
        }
        sum = next
    }
}
