package import ExpYAML

/// The story of one value: what set it, what it replaced, what it was computed from.
package struct ValueStory: Sendable {
    /// Where the value stands.
    package var path: ConfigPath

    /// The value in force; nil where only the past is known.
    package var current: Step?

    /// What it replaced, newest first.
    package var replaced: [Step]

    /// Joins a value with its past.
    package init(path: ConfigPath, current: Step?, replaced: [Step] = []) {
        self.path = path
        self.current = current
        self.replaced = replaced
    }

    /// One value of the story.
    package struct Step: Sendable {
        /// What it was and what set it.
        package var step: ValueHistory.Step

        /// Why the file that set it took part; nil where that is not known or said.
        package var role: FileRole?

        /// The values that it was computed from.
        package var readings: [Reading]

        /// Joins a value with what is known beside it.
        package init(
            _ step: ValueHistory.Step,
            role: FileRole? = nil,
            readings: [Reading]? = nil
        ) {
            self.step = step
            self.role = role
            self.readings = readings ?? step.sources.map { Reading($0) }
        }
    }

    /// A value that another was computed from.
    package struct Reading: Sendable {
        /// Its key, its value, its origin.
        package var source: ValueHistory.Source

        /// For a value that was itself computed: the text as written.
        package var written: String?

        /// For a value that was itself computed: what from.
        package var readings: [Reading] = []

        /// A value that stands as it was set.
        package init(_ source: ValueHistory.Source) {
            self.source = source
        }
    }
}

extension ValueStory {
    /// The text: the value in force, then a line for each value of the story, newest first.
    ///
    ///     optimizer.lr = 0.1
    ///       0.1    command line: optimizer.lr=0.1
    ///       4e-3   configs/digits.yaml:12:8        replaced
    ///       0.001  default of task `digits`        replaced
    package func lines(width: Int? = nil) -> [String] {
        let head =
            current.map { "\(path) = \($0.step.value)" } ?? ReportMessages.notInForce("\(path)")
        let columns = [TextTable.Column("", narrowest: 12), .init(""), .init("")]
        return [head] + TextTable(columns: columns, rows: rows, indent: "  ").lines(width: width)
    }

    /// A row for each value of the story: value, origin, remark.
    var rows: [[String]] {
        (current?.rows(remark: nil) ?? []) + pastRows
    }

    /// The rows of what was replaced.
    var pastRows: [[String]] {
        replaced.flatMap { step in
            step.rows(
                remark: step.step.droppedBy.map {
                    ReportMessages.droppedBy($0, at: step.step.droppedAt)
                } ?? ReportMessages.replaced
            )
        }
    }
}

extension ValueStory.Step {
    fileprivate func rows(remark: String?) -> [[String]] {
        let remarks = [
            remark, role.flatMap(ReportMessages.role),
            step.written.map { ReportMessages.written($0, at: step.writtenAt) },
        ].compactMap(\.self)
        return [[step.value, step.origin.story, remarks.joined(separator: ", ")]]
            + readings.flatMap { $0.rows(depth: 0) }
    }
}

extension ValueStory.Reading {
    fileprivate func rows(depth: Int) -> [[String]] {
        var told = ReportMessages.reads(source.path, source.value)
        if let written { told += ", " + ReportMessages.written(written, at: nil) }
        let indent = String(repeating: "  ", count: depth)
        return [["", source.origin.story, indent + told]]
            + readings.flatMap { $0.rows(depth: depth + 1) }
    }
}

extension Origin {
    /// The place with all that is known: line and column, the token, who declares a default.
    package var story: String {
        switch kind {
        case .commandLine where !text.isEmpty: ReportMessages.token(text)
        case .schemaDefault where !name.isEmpty: ReportMessages.defaultOf(name)
        default: self.text(showsColumn: true)
        }
    }
}
