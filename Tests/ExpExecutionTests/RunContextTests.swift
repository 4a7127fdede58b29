import ExpTestSupport
import Testing

@testable import ExpExecution

@Suite struct RunContextTests {
    @Test func `everything a task hands over reaches the recorder`() {
        let recorder = InMemoryRecorder()
        let run = RunContext.inMemory(seed: 7, restored: [1], recorder: recorder)
        run.log(["b": 2, "a": 1], step: 1)
        run.log(["a": .nan], step: 2)
        run.progress(1, of: 3, unit: "epoch")
        run.artifact("a.txt", text: "é")
        run.artifact("b.bin", bytes: [0, 255])
        run.artifact("c", file: "/tmp/c")
        run.checkpoint([9], step: 2)
        run.note("half way")
        #expect(run.seed == 7)
        #expect(run.restored == [1])
        #expect(recorder.rows.first == .init(step: 1, values: ["a": 1, "b": 2]))
        #expect(recorder.values(of: "a").last?.isNaN == true)
        #expect(recorder.progress == [RunProgress(done: 1, total: 3, unit: "epoch")])
        #expect(recorder.text(of: "a.txt") == "é")
        #expect(recorder.artifacts["b.bin"] == .bytes([0, 255]))
        #expect(recorder.artifacts["c"] == .file("/tmp/c"))
        #expect(recorder.checkpoints == [.init(step: 2, bytes: [9])])
        #expect(recorder.notes == ["half way"])
    }

    @Test func `nothing to log logs nothing`() {
        let recorder = InMemoryRecorder()
        RunContext.inMemory(recorder: recorder).log([:], step: 1)
        #expect(recorder.rows.isEmpty)
    }

    @Test func `names that the metric log needs itself are refused here as in a run`() {
        let recorder = InMemoryRecorder()
        let run = RunContext.inMemory(recorder: recorder)
        run.log(["step": 1, "time": 1, "attempt": 1, "after": 1, "": 1, "a": 1], step: 1)
        run.log(["after": 1], step: 2)
        #expect(recorder.rows == [.init(step: 1, values: ["a": 1])])
    }

    @Test func `a stop is known to be heard only once the task has asked`() {
        let recorder = InMemoryRecorder(stopsAfterRows: 2)
        let run = RunContext.inMemory(recorder: recorder)
        run.log(["a": 1], step: 1)
        #expect(!run.isStopping)
        run.log(["a": 1], step: 2)
        #expect(recorder.stop.isRequested)
        #expect(!recorder.stop.isObserved)
        #expect(run.isStopping)
        #expect(recorder.stop.isObserved)
    }
}
