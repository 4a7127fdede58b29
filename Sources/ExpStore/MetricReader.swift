package import ExpSystem
package import ExpYAML

/// Reads the metrics files of a run, at any time and on any host.
///
/// Each attempt has a file. The first line of a later one says which line of which attempt it went
/// on from; the reader follows that chain from the last attempt back and hides what is not on it.
package struct MetricReader: Sendable {
    private let folder: FilePath

    /// A reader of a run's folder.
    package init(folder: FilePath) {
        self.folder = folder
    }

    /// All values as columns.
    ///
    /// - Parameter allAttempts: Whether to show what a later attempt went back behind, too.
    /// - Returns: A table that is empty when nothing was logged; that is no error.
    /// - Throws: What the system says of a folder or file that cannot be read.
    package func table(allAttempts: Bool = false) throws(SystemError) -> MetricTable {
        var table = MetricTable()
        var parser = MetricLineParser()
        try read(allAttempts: allAttempts, with: &parser, into: &table) { parser, table in
            while table.series.count < parser.names.count {
                table.series.append(MetricTable.Series(name: parser.names[table.series.count]))
            }
            for (index, value) in parser.values {
                table.series[index].steps.append(parser.step)
                table.series[index].times.append(parser.time)
                table.series[index].values.append(value)
            }
        }
        return table
    }

    /// What became of the metrics, as a run computes it while it logs.
    ///
    /// - Parameters:
    ///   - goal: The metric that counts.
    ///   - damage: Gets the counts of what was wrong in the files, and no series.
    /// - Returns: The summary; an empty one when nothing was logged.
    /// - Throws: What the system says of a folder or file that cannot be read.
    package func summary(
        goal: Goal,
        noting damage: inout MetricTable
    ) throws(SystemError) -> RunSummary {
        var parser = MetricLineParser()
        var builder = SummaryBuilder(goal: goal)
        var indices: [Int] = []
        try read(allAttempts: false, with: &parser, into: &damage) { parser, _ in
            builder.beginRow(step: parser.step, time: parser.time)
            for (index, value) in parser.values {
                while indices.count <= index {
                    indices.append(builder.index(of: parser.names[indices.count]))
                }
                builder.add(value, at: indices[index])
            }
            builder.endRow()
        }
        return builder.summary
    }

    /// One attempt's part of the chain.
    private struct Link {
        var attempt: Int
        /// The last line that counts, from 1; nil for all.
        var lastLine: Int?
    }

    private func read(
        allAttempts: Bool,
        with parser: inout MetricLineParser,
        into table: inout MetricTable,
        row: (MetricLineParser, inout MetricTable) -> Void
    ) throws(SystemError) {
        var files: [Int: [UInt8]] = [:]
        for entry in try FileSystem.list(folder) {
            guard let attempt = RunLayout.attempt(ofMetrics: entry.name) else { continue }
            files[attempt] = try FileSystem.read(folder.appending(entry.name))
        }
        let links = allAttempts ? files.keys.sorted().map { Link(attempt: $0) } : chain(files)
        for link in links {
            guard let bytes = files[link.attempt] else { continue }
            scan(bytes, upTo: link.lastLine, with: &parser, into: &table, row: row)
        }
        let shown = Set(links.map(\.attempt))
        for (attempt, bytes) in files where !shown.contains(attempt) {
            table.hiddenRowCount += bytes.count { $0 == UInt8(ascii: "\n") }
        }
    }

    /// The attempts that count, first to last.
    private func chain(_ files: [Int: [UInt8]]) -> [Link] {
        guard let last = files.keys.max() else { return [] }
        var links = [Link(attempt: last)]
        // An attempt can only have gone on from an earlier one, so this ends.
        while let link = links.last, let bytes = files[link.attempt],
            let after = MetricHeader(firstLineOf: bytes)?.after, after.attempt < link.attempt
        {
            links.append(Link(attempt: after.attempt, lastLine: after.line))
        }
        return links.reversed()
    }

    private func scan(
        _ bytes: [UInt8],
        upTo lastLine: Int?,
        with parser: inout MetricLineParser,
        into table: inout MetricTable,
        row: (MetricLineParser, inout MetricTable) -> Void
    ) {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var position = 0
            var lineNumber = 0
            while position < buffer.count {
                guard let end = memchr(base.advanced(by: position), 0x0A, buffer.count - position)
                else {
                    table.isTruncated = true
                    return
                }
                let length = UnsafeRawPointer(end) - base.advanced(by: position)
                lineNumber += 1
                if let lastLine, lineNumber > lastLine {
                    table.hiddenRowCount += 1
                } else {
                    let line = UnsafeRawBufferPointer(
                        start: base.advanced(by: position),
                        count: length
                    )
                    switch parser.parse(line) {
                    case .row:
                        table.rowCount += 1
                        row(parser, &table)
                    case .header where lineNumber == 1: break
                    case .header, .corrupt: table.corruptLineCount += 1
                    }
                }
                position += length + 1
            }
        }
    }
}

/// The first line of a later attempt's file: `{"attempt":3,"after":{"attempt":1,"line":412}}`.
struct MetricHeader: Hashable, Sendable {
    var attempt: Int
    var after: MetricLog.Predecessor?

    /// Reads the first line of a file; nil when it is a row, torn or something else.
    init?(firstLineOf bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        var rest = bytes[..<end].filter { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }[...]
        func take(_ text: String) -> Bool {
            guard rest.starts(with: text.utf8) else { return false }
            rest = rest.dropFirst(text.utf8.count)
            return true
        }
        func number() -> Int? {
            let digits = rest.prefix { 0x30...0x39 ~= $0 }
            rest = rest.dropFirst(digits.count)
            return Int(String(decoding: digits, as: UTF8.self))
        }
        guard take("{\"attempt\":"), let attempt = number() else { return nil }
        self.attempt = attempt
        if take("}") { return }
        guard take(",\"after\":{\"attempt\":"), let earlier = number(), take(",\"line\":"),
            let line = number(), take("}}"), rest.isEmpty
        else { return nil }
        after = MetricLog.Predecessor(attempt: earlier, line: line)
    }
}
