import ExpStore
import Testing

@testable import ExpExecution

@Suite struct RunEndingTests {
    struct Case: Sendable {
        var result: RunEnding.TaskResult
        var reason: StopReason?
        var isHeard = false
        var status: RunStatus
        var cause: StatusCause?
        var exitStatus: Int32
        var error: String?
    }

    @Test(
        arguments: [
            Case(result: .returned, status: .completed, exitStatus: 0),
            Case(result: .threw("x"), status: .failed, exitStatus: 1, error: "x"),
            Case(result: .cancelled, status: .cancelled, exitStatus: 130),
            // Asked to stop, and the task has heard it.
            Case(
                result: .returned,
                reason: .signal(.interrupt),
                isHeard: true,
                status: .cancelled,
                cause: .user,
                exitStatus: 130
            ),
            Case(
                result: .cancelled,
                reason: .signal(.terminate),
                isHeard: true,
                status: .cancelled,
                cause: .user,
                exitStatus: 143
            ),
            Case(
                result: .cancelled,
                reason: .signal(.hangUp),
                status: .cancelled,
                cause: .user,
                exitStatus: 143
            ),
            Case(
                result: .threw("stopped"),
                reason: .signal(.interrupt),
                isHeard: true,
                status: .cancelled,
                cause: .user,
                exitStatus: 130,
                error: "stopped"
            ),
            Case(
                result: .returned,
                reason: .timeLimit,
                isHeard: true,
                status: .timedOut,
                cause: .timeLimit,
                exitStatus: 1
            ),
            // Asked to stop, but the task never looked: it has done all its work, or failed at it.
            Case(
                result: .returned,
                reason: .signal(.interrupt),
                status: .completed,
                exitStatus: 0
            ),
            Case(
                result: .threw("x"),
                reason: .timeLimit,
                status: .failed,
                exitStatus: 1,
                error: "x"
            ),
            // Not waited for.
            Case(
                result: .abandoned,
                reason: .signal(.interrupt),
                status: .cancelled,
                cause: .user,
                exitStatus: 130
            ),
            Case(
                result: .abandoned,
                reason: .timeLimit,
                isHeard: true,
                status: .timedOut,
                cause: .timeLimit,
                exitStatus: 1
            ),
        ]
    )
    func `an interruption is never a failure, and finished work has completed`(_ given: Case) {
        let ending = RunEnding(given.result, reason: given.reason, isHeard: given.isHeard)
        #expect(ending.status == given.status)
        #expect(ending.cause == given.cause)
        #expect(ending.exitStatus == given.exitStatus)
        #expect(ending.error == given.error)
    }
}

@Suite struct StopPolicyTests {
    @Test(
        arguments: [
            ([.signal(.interrupt)], [.askToStop(.signal(.interrupt))]),
            ([.deadline], [.askToStop(.timeLimit)]),
            (
                [.signal(.interrupt), .signal(.interrupt)],
                [.askToStop(.signal(.interrupt)), .endNow(.signal(.interrupt))]
            ),
            (
                [.signal(.interrupt), .signal(.terminate)],
                [.askToStop(.signal(.interrupt)), .endNow(.signal(.terminate))]
            ),
            (
                [.signal(.terminate), .signal(.hangUp), .signal(.hangUp)],
                [.askToStop(.signal(.terminate)), .nothing, .nothing]
            ),
            (
                [.signal(.hangUp), .signal(.terminate)],
                [.askToStop(.signal(.hangUp)), .endNow(.signal(.terminate))]
            ),
            ([.deadline, .deadline], [.askToStop(.timeLimit), .endNow(.timeLimit)]),
            (
                [.signal(.interrupt), .deadline, .deadline],
                [
                    .askToStop(.signal(.interrupt)), .nothing,
                    .endNow(.signal(.interrupt)),
                ]
            ),
            (
                [.deadline, .signal(.interrupt)],
                [.askToStop(.timeLimit), .endNow(.signal(.interrupt))]
            ),
        ] as [([StopPolicy.Event], [StopPolicy.Action])]
    )
    func `the first request asks, a second one ends`(
        events: [StopPolicy.Event],
        actions: [StopPolicy.Action]
    ) {
        var policy = StopPolicy()
        let decided = events.map { policy.decide($0) }
        #expect(decided == actions)
    }
}

@Suite struct ProgressTests {
    @Test(arguments: [
        (0.001, [1, 20, 40, 60, 80, 100]), (10.0, [1, 7, 13, 19, 20, 26, 32, 38, 40]),
    ])
    func `the first, each fifth of the way and one line a minute are written`(
        secondsPerStep: Double,
        expected: [Int]
    ) {
        var pace = ProgressPace()
        let due = (1...100).filter { done in
            pace.isLineDue(
                RunProgress(done: done, total: 100, unit: "step"),
                atSeconds: Double(done) * secondsPerStep
            )
        }
        #expect(Array(due.prefix(expected.count)) == expected)
        #expect(due.last == 100)
    }

    @Test(arguments: [(0, 0), (-1, 5), (Int.max, 1), (5, -5), (Int.min, Int.max)])
    func `odd counts are no trouble`(done: Int, total: Int) {
        var pace = ProgressPace()
        let progress = RunProgress(done: done, total: total, unit: "step")
        let isFirstLineDue = pace.isLineDue(progress, atSeconds: 0)
        #expect(isFirstLineDue)
    }

    @Test func `a new count begins with a line`() {
        var pace = ProgressPace()
        let calls = [(1, 20, 0), (2, 20, 0.1), (1, 5, 0.2)]
        let due = calls.map { done, total, seconds in
            let progress = RunProgress(done: done, total: total, unit: "step")
            return pace.isLineDue(progress, atSeconds: seconds)
        }
        #expect(due == [true, false, true])
    }

    @Test func `a line shows how far the run is and what was measured`() {
        let update = ProgressUpdate(
            progress: RunProgress(done: 3, total: 50, unit: "epoch"),
            values: [("train/loss", 0.412_345), ("valid/accuracy", -Double.nan), ("x", 1.5e-7)],
            elapsedSeconds: 1,
            isLineDue: true
        )
        #expect(update.line == "epoch 3/50  train/loss 0.4123  valid/accuracy nan  x 1.5e-07")
    }
}
