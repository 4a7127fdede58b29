extension ConfigMessages {
    /// What the keys are for that are the same for every task.
    enum Setting {
        static let name = "the run's name"
        static let note = "a remark about the run"
        static let launcher = "where trials run"
        static let timeout = "the longest a run may take"
        static let retries = "how often a failed run is tried again"
        static let version = "the version of exp that the config needs"
        static let resolved = "set in the config that a run records"
        static let maximize = "the metric to raise"
        static let minimize = "the metric to lower"
        static let task = "the task to run"
        static let tags = "labels to find the run by"
        static let goal = "the metric that says which run is better"
        static let seed = "where random numbers start; null for a different start each time"
        static let sweep = "the values to try"
        static let exp = "how to run"
    }
}
