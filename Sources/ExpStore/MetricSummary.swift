/// What became of one metric over a run.
package struct MetricSummary: Hashable, Sendable {
    /// The metric's name, such as `valid/accuracy`.
    package var name: String

    /// The value logged last, and its step.
    package var last: Double
    package var lastStep: Int

    /// The least value that is a number, and the first step that had it; NaN when none is.
    package var min: Double
    package var minStep: Int

    /// The greatest value that is a number, and the first step that had it; NaN when none is.
    package var max: Double
    package var maxStep: Int

    /// The mean of the values that are numbers; NaN when none is.
    package var mean: Double

    /// How many values were logged, NaN included.
    package var count: Int

    /// How many of them were NaN.
    package var nanCount: Int
}

/// All values logged at one step.
package struct MetricRow: Hashable, Sendable {
    /// The step as the task gave it.
    package var step: Int

    /// Seconds since the attempt started, when the last of the values was logged.
    package var time: Double

    /// The values in the order first logged.
    package var values: [Value]

    /// One metric's value.
    package struct Value: Hashable, Sendable {
        /// The metric's name.
        package var name: String
        /// The value.
        package var value: Double

        /// Joins a name with its value.
        package init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// A row of values.
    package init(step: Int, time: Double, values: [Value]) {
        self.step = step
        self.time = time
        self.values = values
    }

    /// A metric's value in this row.
    package subscript(name: String) -> Double? {
        values.first { $0.name == name }?.value
    }
}

/// What became of a run's metrics: the `summary` of `run.json`.
package struct RunSummary: Hashable, Sendable {
    /// One entry a metric, in the order first logged.
    package var metrics: [MetricSummary]

    /// The whole row at the best step of the goal; nil without a goal or its metric.
    package var best: MetricRow?

    /// How many lines were logged.
    package var rowCount: Int

    /// Joins the metrics with the best row.
    package init(metrics: [MetricSummary] = [], best: MetricRow? = nil, rowCount: Int = 0) {
        self.metrics = metrics
        self.best = best
        self.rowCount = rowCount
    }

    /// What became of a metric.
    package subscript(name: String) -> MetricSummary? {
        metrics.first { $0.name == name }
    }
}
