import ExpExecution
import ExpSystem

/// What the probe can do, by name.
let probeTasks: [String: PreparedTask.Body] = [
    "steps": steps,
    "complete": complete,
    "throw": { run in
        run.log(["loss": 1], step: 1)
        throw ProbeError(reason: "no more data")
    },
    "cancel": { _ in throw CancellationError() },
    "deaf": { run in
        for step in 1...60_000 {
            run.log(["loss": 1], step: step)
            pause(milliseconds: 1)
        }
    },
    "slow-end": { run in
        while !run.isStopping { pause(milliseconds: 1) }
        // The probe takes its time with this line, and the record waits for it.
        say("slow\n")
    },
    "finish-anyway": { run in
        for step in 1...100 {
            run.log(["loss": 1], step: step)
            pause(milliseconds: 5)
        }
    },
    "busy": { run in
        // Holds every thread of the concurrency pool.
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<64 {
                group.addTask { while !run.isStopping {} }
            }
        }
        run.log(["loss": 0], step: 1)
    },
    "print": { run in
        print("to standard output")
        say("to standard error\n")
        run.note("half way")
        run.progress(1, of: 1, unit: "epoch")
        print("without an end", terminator: "")
    },
    "print-much": { _ in
        for line in 0..<20_000 { print("line \(line)") }
    },
    "abort": { run in
        run.log(["loss": 1], step: 1)
        say("the last words\n")
        abort()
    },
    "trap": { run in
        run.log(["loss": 1], step: 1)
        print("before the end")
        fatalError("the last words")
    },
    "bad-names": { run in
        run.log(["step": 1, "time": 1, "attempt": 1, "after": 1, "": 2, "loss": 3], step: 1)
    },
    "bad-artifact": { run in
        run.artifact("missing.txt", file: "/nonexistent/file")
        run.log(["loss": 1], step: 1)
    },
    "checkpoints": { run in
        precondition(run.restored == nil)
        for step in 1...3 {
            run.log(["loss": 1 / Double(step)], step: step)
            run.checkpoint([UInt8](repeating: UInt8(step), count: 1000), step: step)
        }
    },
    "random": { run in
        var random = run.random("numbers")
        print((0..<4).map { _ in String(random.next(), radix: 16) }.joined(separator: " "))
        print(random.shuffled(0..<6), random.normal().bitPattern)
    },
]

/// Logs two hundred steps a second until it is asked to stop, then saves.
private let steps: PreparedTask.Body = { run in
    var step = 0
    while !run.isStopping, step < 6000 {
        step += 1
        run.log(["loss": 1 / Double(step)], step: step)
        run.progress(step, of: 6000)
        pause(milliseconds: 5)
    }
    run.checkpoint([1, 2, 3], step: step)
    run.note("saved at step \(step)")
}

private let complete: PreparedTask.Body = { run in
    run.log(["loss": 3, "valid/accuracy": 0.5], step: 1)
    run.log(["loss": 1, "valid/accuracy": .nan], step: 2)
    run.log(["loss": 2, "valid/accuracy": .infinity], step: 3)
    run.artifact("table.csv", text: "a,b\n1,2\n")
    run.progress(3, of: 3, unit: "epoch")
}

private struct ProbeError: Error {
    var reason: String
}

private func pause(milliseconds: Int) {
    var time = timespec(tv_sec: 0, tv_nsec: milliseconds * 1_000_000)
    nanosleep(&time, nil)
}

private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}
