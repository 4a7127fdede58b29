import ExpStore
package import ExpYAML

/// What differs between runs: keys with their causes, code, and what came of it.
///
/// The first run is what the others are compared with.
package struct Comparison: Sendable {
    /// The runs in the order given.
    package let runs: [ReportedRun]

    /// The config keys whose values are not the same everywhere, of the runs whose configs could be
    /// read.
    package let keys: [KeyDifference]

    /// All metrics in the order first logged, the goal's first.
    package let metrics: [MetricDifference]

    /// One key.
    package struct KeyDifference: Sendable {
        /// The key's place.
        package var path: ConfigPath
        /// `sides[r]`: the value in run `r`; nil where the run has none, or its config could not be
        /// read.
        package var sides: [Side?]
    }

    /// A value in one run.
    package struct Side: Sendable {
        /// The value.
        package var value: Node
        /// What set it; nil when that was not recorded.
        package var origin: Origin?
    }

    /// One metric.
    package struct MetricDifference: Sendable {
        /// The metric's name.
        package var name: String
        /// Which way is better; nil for a metric that is nobody's goal.
        package var direction: Direction?
        /// `last[r]`: the value that run `r` logged last.
        package var last: [Double?]
        /// `best[r]`: for the goal's metric its best value; for any other its value at the step
        /// where run `r` was best; nil where there is none.
        package var best: [Double?]
    }

    /// Which way a metric is better.
    package enum Direction: String, Hashable, Sendable {
        /// The higher, the better.
        case maximize
        /// The lower, the better.
        case minimize
    }

    /// What a difference means for the goal.
    package enum Verdict: String, Hashable, Sendable {
        /// The later run reached more.
        case better
        /// It reached less.
        case worse
        /// Both reached the same.
        case same
    }

    /// Compares runs.
    ///
    /// - Parameter runs: Two or more, with config and origins.
    package init(_ runs: [ReportedRun]) {
        self.runs = runs
        let configs = runs.map { ConfigLeaves($0.config) }
        let histories = runs.map { RunProvenance($0) }
        // A config that cannot be read lacks no key: nobody knows what it holds.
        let known = zip(runs, configs).filter { $0.0.config != nil }.map(\.1)
        keys = ConfigLeaves.differing(among: known).map { path in
            KeyDifference(
                path: path,
                sides: zip(configs, histories).map { config, history in
                    config[path].map { Side(value: $0, origin: history.origin(of: path)) }
                }
            )
        }
        metrics = Self.metrics(of: runs)
    }

    private static func metrics(of runs: [ReportedRun]) -> [MetricDifference] {
        let goals = Set(runs.map(\.goal)).subtracting([.none])
        // Runs that disagree about the way have no common one.
        let goal = goals.count == 1 ? goals.first ?? .none : .none
        var names: [String] = []
        var seen: Set<String> = []
        for name in [goal.metric].compactMap({ $0 })
            + runs.flatMap({ $0.summary.metrics.map(\.name) })
        where seen.insert(name).inserted && runs.contains(where: { $0.summary[name] != nil }) {
            names.append(name)
        }
        return names.map { name in
            let isGoal = name == goal.metric
            return MetricDifference(
                name: name,
                direction: isGoal ? goal.direction : nil,
                last: runs.map { $0.summary[name]?.last },
                best: runs.map { isGoal ? $0.goalValue : $0.summary.best?[name] }
            )
        }
    }
}

extension Comparison.MetricDifference {
    /// How much the last value of a run exceeds the first run's; nil when one is missing.
    package func lastDifference(ofRun index: Int) -> Double? {
        difference(last, index)
    }

    /// How much the best value of a run exceeds the first run's; nil when one is missing.
    package func bestDifference(ofRun index: Int) -> Double? {
        difference(best, index)
    }

    /// What a difference means; nil for a metric that is nobody's goal, or for NaN.
    package func verdict(_ difference: Double) -> Comparison.Verdict? {
        guard let direction, !difference.isNaN else { return nil }
        if difference == 0 { return .same }
        return (difference > 0) == (direction == .maximize) ? .better : .worse
    }

    private func difference(_ values: [Double?], _ index: Int) -> Double? {
        guard let first = values[0], let other = values[index] else { return nil }
        return other - first
    }
}

extension Goal {
    /// Which way is better; nil without a goal.
    package var direction: Comparison.Direction? {
        switch self {
        case .maximize: .maximize
        case .minimize: .minimize
        case .none: nil
        }
    }
}
