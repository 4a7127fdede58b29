/// The metrics of a run as columns, with what was wrong in the files.
package struct MetricTable: Sendable {
    /// One metric: three arrays of the same length, in the order logged.
    package struct Series: Sendable {
        /// The metric's name.
        package var name: String
        /// The steps as the task gave them; they need not increase.
        package var steps: [Int] = []
        /// Seconds since the attempt that logged the value started.
        package var times: [Double] = []
        /// The values.
        package var values: [Double] = []
    }

    /// One entry a metric, in the order first logged.
    package var series: [Series] = []

    /// How many lines were read.
    package var rowCount = 0

    /// Lines that could not be read.
    package var corruptLineCount = 0

    /// Whether the last line of a file was torn, by a crash or by a writer at work, and dropped.
    package var isTruncated = false

    /// Lines of earlier attempts that the run did not go on from.
    package var hiddenRowCount = 0

    /// A table without metrics.
    package init() {}

    /// A metric's column.
    package subscript(name: String) -> Series? {
        series.first { $0.name == name }
    }
}
