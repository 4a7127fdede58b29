import ExpExecution
import Testing

@testable import ExpTasks

@Suite struct TrainDigitsTests {
    static let combinations: [TrainDigits.Config] = [
        quickConfig(),
        quickConfig(model: .mlp(MLP(hidden: [9, 7], activation: .tanh)), optimizer: .sgd(SGD())),
        quickConfig(model: .linear),
        quickConfig(model: .linear, optimizer: .sgd(SGD())),
    ]

    @Test func `every epoch logs four metrics, the end logs the test`() async throws {
        let run = try await train(quickConfig(epochs: 3))
        #expect(run.rows.map(\.step) == [1, 2, 3, 3])
        for row in run.rows.dropLast() {
            #expect(
                Set(row.values.keys) == [
                    "train/loss", "train/accuracy", "valid/loss", "valid/accuracy",
                ]
            )
        }
        #expect(run.rows.last.map { Array($0.values.keys) } == ["test/accuracy"])
        #expect(
            run.progress == (1...3).map { RunProgress(done: $0, total: 3, unit: "epoch") }
        )
    }

    @Test(arguments: combinations)
    func `it learns`(config: TrainDigits.Config) async throws {
        let run = try await train(config)
        let losses = run.values(of: "train/loss")
        #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
        let accuracy = try #require(run.values(of: "test/accuracy").last)
        #expect(accuracy > 0.75)
    }

    @Test func `the same seed gives the same bits`() async throws {
        let first = try await train(quickConfig(), seed: 3)
        let second = try await train(quickConfig(), seed: 3)
        #expect(first.rows == second.rows)
        #expect(first.artifacts == second.artifacts)
        #expect(first.checkpoints == second.checkpoints)
        let other = try await train(quickConfig(), seed: 4)
        #expect(first.rows != other.rows)
    }

    @Test(arguments: combinations)
    func `a resumed run goes on to the same bits`(config: TrainDigits.Config) async throws {
        let whole = try await train(config, seed: 7)
        let begun = try await train(config, seed: 7, stopsAfterRows: 2)
        #expect(begun.rows == Array(whole.rows.prefix(2)))
        #expect(begun.checkpoints.map(\.step) == [2])
        #expect(begun.artifacts.isEmpty)

        let saved = try #require(begun.checkpoints.last)
        let resumed = try await train(config, seed: 7, restored: saved.bytes)
        #expect(resumed.rows == Array(whole.rows.dropFirst(2)))
        #expect(resumed.checkpoints.last == whole.checkpoints.last)
        #expect(resumed.artifacts == whole.artifacts)
    }

    @Test func `without a seed a resumed run keeps its split`() async throws {
        let begun = try await train(quickConfig(), seed: nil, stopsAfterRows: 1)
        let saved = try #require(begun.checkpoints.last).bytes
        let first = try await train(quickConfig(), seed: nil, restored: saved)
        let second = try await train(quickConfig(), seed: nil, restored: saved)
        #expect(first.rows == second.rows)
        #expect(first.rows.first?.step == 2)
    }

    @Test(arguments: [(7, [3, 6, 7]), (6, [3, 6]), (2, [2])])
    func `checkpoints come as often as the config says, and once at the end`(
        epochs: Int,
        steps: [Int]
    ) async throws {
        var config = quickConfig(model: .linear, epochs: epochs)
        config.checkpointEvery = 3
        let run = try await train(config)
        #expect(run.checkpoints.map(\.step) == steps)
    }

    @Test func `a finished run that goes on with more epochs is the longer run`() async throws {
        let whole = try await train(quickConfig(epochs: 5), seed: 2)
        let short = try await train(quickConfig(epochs: 3), seed: 2)
        let saved = try #require(short.checkpoints.last)
        let longer = try await train(quickConfig(epochs: 5), seed: 2, restored: saved.bytes)
        #expect(longer.rows == Array(whole.rows.dropFirst(3)))
    }

    @Test func `a run that was stopped before it began saves what it has`() async throws {
        let recorder = InMemoryRecorder()
        recorder.stop.request()
        let run = RunContext.inMemory(recorder: recorder)
        try await TrainDigits().run(quickConfig(), in: run)
        #expect(recorder.rows.isEmpty)
        #expect(recorder.checkpoints.map(\.step) == [0])
        #expect(recorder.stop.isObserved)
    }

    @Test func `a request to stop after the last epoch changes nothing`() async throws {
        let run = try await train(quickConfig(epochs: 3), stopsAfterRows: 3)
        #expect(run.values(of: "test/accuracy").count == 1)
        #expect(!run.stop.isObserved)
    }

    @Test func `the confusion matrix counts every test image and agrees with the accuracy`()
        async throws
    {
        let run = try await train(quickConfig())
        let text = try #require(run.text(of: "confusion.csv"))
        let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
        #expect(lines[0].joined(separator: " ") == "actual/predicted 0 1 2 3 4 5 6 7 8 9")
        let counts = lines.dropFirst().map { $0.dropFirst().compactMap { Int($0) } }
        #expect(counts.map { $0.reduce(0, +) } == [27, 27, 27, 27, 27, 27, 27, 27, 26, 27])
        let correct = counts.indices.reduce(0) { $0 + counts[$1][$1] }
        #expect(run.values(of: "test/accuracy") == [Double(correct) / 269])
    }

    @Test func `a training that diverges fails with its epoch and what to change`() async throws {
        let sgd = SGD(lr: 1e30, momentum: 0.9, weightDecay: 0)
        let config = quickConfig(optimizer: .sgd(sgd))
        let error = await #expect(throws: DivergedError.self) { try await train(config) }
        #expect(
            error?.description == """
                the loss is no longer a number in epoch 1; a smaller `optimizer.lr` keeps it finite
                """
        )
    }

    @Test func `a batch larger than the data is all of it`() async throws {
        var config = quickConfig(model: .linear)
        config.batch = 1_000_000_000
        let run = try await train(config)
        #expect(run.values(of: "train/loss").count == 4)
    }

    @Test(arguments: [0: 0.97, 1: 0.95, 2: 0.95, 3: 0.95, 4: 0.95])
    func `the default config keeps its promise`(seed: Int, accuracy: Double) async throws {
        let run = try await train(TrainDigits.Config(), seed: seed)
        let reached = try #require(run.values(of: "test/accuracy").last)
        #expect(reached >= accuracy)
    }
}
