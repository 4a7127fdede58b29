/// Which classes a classifier took for which.
struct ConfusionMatrix: Equatable, Sendable {
    /// `counts[actual][predicted]`: images of the class `actual` that were taken for `predicted`.
    private(set) var counts: [[Int]]

    /// Counts nothing yet.
    init(classes: Int) {
        counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    }

    /// Counts one image.
    mutating func count(actual: Int, predicted: Int) {
        counts[actual][predicted] += 1
    }

    /// The part of all images on the diagonal.
    var accuracy: Double {
        let correct = counts.indices.reduce(0) { $0 + counts[$1][$1] }
        return Double(correct) / Double(counts.joined().reduce(0, +))
    }

    /// Comma-separated values: a header with the predicted classes, then a line for each actual one.
    var csv: String {
        let classes = counts.indices.map(String.init)
        let header = (["actual/predicted"] + classes).joined(separator: ",")
        let lines = zip(classes, counts).map { name, row in
            ([name] + row.map(String.init)).joined(separator: ",")
        }
        return ([header] + lines).joined(separator: "\n") + "\n"
    }
}
