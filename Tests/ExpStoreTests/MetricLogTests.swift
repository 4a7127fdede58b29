import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

@Suite struct MetricLogTests {
    let folder = TemporaryDirectory()

    func log(
        attempt: Int = 1,
        after: MetricLog.Predecessor? = nil,
        limit: Int = MetricLog.bufferLimitBytes,
        _ troubles: Troubles = Troubles()
    ) throws -> MetricLog {
        MetricLog(
            folder: try OpenFolder(FilePath(folder.path)),
            attempt: attempt,
            after: after,
            goal: .minimize("loss"),
            bufferLimitBytes: limit,
            onTrouble: troubles.add
        )
    }

    func table(allAttempts: Bool = false) throws -> MetricTable {
        try MetricReader(folder: FilePath(folder.path)).table(allAttempts: allAttempts)
    }

    /// The lines of a file without their times.
    func lines(_ name: String = "metrics.jsonl") -> [String] {
        (folder.read(name) ?? "").split(separator: "\n").map { line in
            guard let start = line.firstIndexOf(",\"time\":") else { return String(line) }
            let rest = line[start...].dropFirst().drop { $0 != "," && $0 != "}" }
            return line[..<start] + String(rest)
        }
    }

    @Test func `a line is a JSON object with step, time and the values in order`() throws {
        let log = try log()
        log.log(step: 3, [.init(name: "b", value: 0.1), .init(name: "a\"\\\n\u{1}é", value: 5)])
        log.log(step: -1, ["nan": .nan, "inf": .infinity, "-inf": -.infinity])
        log.log(step: 4, [MetricRow.Value]())
        #expect(
            lines() == [
                #"{"step":3,"b":0.1,"a\"\\\n\u0001é":5.0}"#,
                #"{"step":-1,"-inf":"-inf","inf":"inf","nan":"nan"}"#,
            ]
        )
        let read = try table()
        #expect(read.series.map(\.name) == ["b", "a\"\\\n\u{1}é", "-inf", "inf", "nan"])
        #expect(read["inf"]?.values == [.infinity])
        #expect(read["nan"]?.values.first?.isNaN == true)
        #expect(read["b"]?.steps == [3])
    }

    @Test func `no file appears before the first line`() throws {
        let log = try log()
        #expect(folder.files().isEmpty)
        #expect(log.close().isEmpty)
        #expect(folder.files().isEmpty)
        #expect(try table().series.isEmpty)
    }

    @Test func `metrics named step and time are metrics all the same`() throws {
        let log = try log()
        log.log(step: 1, ["step": 7, "time": 8])
        let read = try table()
        #expect(read["step"]?.values == [7])
        #expect(read["step"]?.steps == [1])
        #expect(read["time"]?.values == [8])
    }

    @Test func `every double is read back to the bit`() throws {
        var generator = SeededGenerator(seed: 9)
        var values = [
            0.0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, 1 / 3, 1e22, 1e23,
            9e15,
        ]
        values += (0..<2_000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        values += (0..<2_000).map { _ in
            Double(Int64(truncatingIfNeeded: generator.next() >> 20)) / 1e4
        }
        let log = try log()
        for (step, value) in values.enumerated() { log.log(step: step, ["x": value]) }
        #expect(try table()["x"]?.values.map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test func `steps keep all their digits`() throws {
        let log = try log()
        let steps = [Int.max, Int.min + 1, (1 << 53) + 1, 0]
        for step in steps { log.log(step: step, ["x": 1]) }
        #expect(try table()["x"]?.steps == steps)
    }

    @Test func `a torn last line is dropped and said, and bad lines are counted`() throws {
        folder.write(
            "metrics.jsonl",
            """
            {"step":1,"time":0.5,"x":1}
            not json
            {"step":2,"time":0.5,"x":}
            {"x":1}
            {"step":2,"time":0.5,"x":[1]}
            {"step":2,"time":0.5,"x":1} more
            { "step" : 2e0 , "time" : 0.5, "x" : 2.5E-1, "y": null, "z": true, "t": "text" }

            {"step":3,"time":0.5,"x":3
            """
        )
        let read = try table()
        #expect(read["x"]?.values == [1, 0.25])
        #expect(read.rowCount == 2)
        #expect(read.corruptLineCount == 6)
        #expect(read.isTruncated)
        #expect(read.series.map(\.name) == ["x"])
    }

    @Test func `no bytes of a metrics file make the reader trap`() throws {
        var generator = SeededGenerator(seed: 3)
        let alphabet = Array("{}[]\":,\\.-+eE0123456789 \nstepimnu\u{e9}\0".utf8)
        for _ in 0..<propertyCases * 10 {
            var bytes = Array("{\"step\":1,\"time\":2,\"x\":3}\n".utf8)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = alphabet.randomElement(using: &generator) ?? 0
            }
            var parser = MetricLineParser()
            bytes.withUnsafeBytes { buffer in
                let line = UnsafeRawBufferPointer(rebasing: buffer[..<(buffer.count - 1)])
                if case .row = parser.parse(line) { #expect(parser.values.count <= 2) }
            }
        }
    }

    @Test func `a later attempt hides what it went back behind`() throws {
        let first = try log()
        for step in 1...5 { first.log(step: step, ["x": Double(step)]) }
        let second = try log(attempt: 2, after: .init(attempt: 1, line: 3))
        for step in 4...6 { second.log(step: step, ["x": Double(step * 10)]) }
        let third = try log(attempt: 3, after: .init(attempt: 2, line: 2))
        third.log(step: 5, ["x": 500])
        #expect(lines("metrics.3.jsonl").first == #"{"attempt":3,"after":{"attempt":2,"line":2}}"#)
        let read = try table()
        #expect(read["x"]?.values == [1, 2, 3, 40, 500])
        #expect(read.hiddenRowCount == 4)
        #expect(try table(allAttempts: true)["x"]?.values == [1, 2, 3, 4, 5, 40, 50, 60, 500])
        var damage = MetricTable()
        let summary = try MetricReader(folder: FilePath(folder.path))
            .summary(goal: .none, noting: &damage)
        #expect(summary["x"]?.last == 500)
        #expect(summary["x"]?.count == 5)
    }

    @Test func `an attempt that went on from nothing stands alone`() throws {
        try log().log(step: 1, ["x": 1])
        try log(attempt: 2).log(step: 1, ["x": 2])
        #expect(try table()["x"]?.values == [2])
    }

    @Test func `two writers of one file never mix`() throws {
        let troubles = Troubles()
        let one = try log()
        let two = try log(troubles)
        one.log(step: 1, ["x": 1])
        two.log(step: 1, ["x": 2])
        two.log(step: 2, ["x": 2])
        #expect(troubles.messages == ["`metrics.jsonl` cannot be written now: File exists"])
        #expect(two.close().map(\.message) == ["2 lines of `metrics.jsonl` could not be written"])
        #expect(try table()["x"]?.values == [1])
    }

    @Test func `lines wait while the disk refuses and go first when it takes them`() throws {
        let troubles = Troubles()
        // A folder in the place of the file makes every opening fail.
        mkdir(folder.appending("metrics.jsonl"), 0o777)
        let log = try log(troubles)
        for step in 1...3 { log.log(step: step, ["x": Double(step)]) }
        rmdir(folder.appending("metrics.jsonl"))
        log.log(step: 4, ["x": 4])
        #expect(log.close().isEmpty)
        #expect(try table()["x"]?.steps == [1, 2, 3, 4])
        #expect(troubles.messages.count == 1)
    }

    @Test func `beyond the limit lines are counted, not kept, and the summary still knows them`()
        throws
    {
        let troubles = Troubles()
        mkdir(folder.appending("metrics.jsonl"), 0o777)
        let log = try log(limit: 300, troubles)
        for step in 1...100 { log.log(step: step, ["x": Double(step)]) }
        rmdir(folder.appending("metrics.jsonl"))
        log.log(step: 101, ["x": 101])
        let closing = log.close().map(\.message)
        let kept = try table()["x"]?.steps.count ?? 0
        #expect(kept > 3 && kept < 20)
        #expect(closing == ["\(101 - kept) lines of `metrics.jsonl` could not be written"])
        #expect(try table().corruptLineCount == 0)
        #expect(troubles.messages.count == 2)
        #expect(log.summary["x"]?.max == 101)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `the summary of a file is the summary computed while logging`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let log = try log()
        for row in 0..<300 {
            var values: [String: Double] = [:]
            for name in ["loss", "acc", "odd/é"] where generator.next() % 3 > 0 {
                values[name] =
                    generator.next() % 9 == 0 ? .nan : Double.random(in: -1...1, using: &generator)
            }
            log.log(step: row / 2, values)
        }
        #expect(log.close().isEmpty)
        var damage = MetricTable()
        let file = try MetricReader(folder: FilePath(folder.path))
            .summary(goal: .minimize("loss"), noting: &damage)
        // NaN differs from itself, so compare what is written down.
        #expect(String(describing: file) == String(describing: log.summary))
        #expect(file.best?["loss"] == file["loss"]?.min)
    }

    @Test func `the best row is the whole step, and the first of equal ones`() throws {
        let log = try log()
        log.log(step: 1, ["loss": 0.5])
        log.log(step: 2, ["train": 1])
        log.log(step: 2, ["loss": 0.25])
        log.log(step: 2, ["late": 9])
        log.log(step: 3, ["loss": 0.25, "train": 3])
        let best = try #require(log.summary.best)
        #expect(best.step == 2)
        #expect(best.values.map(\.name) == ["train", "loss", "late"])
    }
}

extension Substring {
    fileprivate func firstIndexOf(_ text: String) -> Index? {
        indices.first { self[$0...].hasPrefix(text) }
    }
}
