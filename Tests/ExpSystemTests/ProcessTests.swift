import ExpSystem
import ExpTestSupport
import Testing

@Suite struct ProcessTests {
    let environment = ["PATH": ProcessEnvironment.variable("PATH") ?? "/usr/bin:/bin"]

    @Test func `a command's output, errors and status come back`() throws {
        let run = try CommandRun.run(
            "sh",
            ["-c", "echo out; echo err >&2; exit 3"],
            environment: environment,
            timeoutSeconds: 30
        )
        #expect(run.text == "out")
        #expect(String(decoding: run.errorOutput, as: UTF8.self) == "err\n")
        #expect(run.status == 3)
        #expect(!run.didSucceed)
    }

    @Test func `a command sees the variables given and no others, and no input`() throws {
        let run = try CommandRun.run(
            "env",
            [],
            environment: environment.merging(["A": "b c"]) { $1 },
            timeoutSeconds: 30
        )
        #expect(
            Set(run.text.split(separator: "\n")) == ["A=b c", "PATH=\(environment["PATH"] ?? "")"]
        )
        let cat = try CommandRun.run("cat", [], environment: environment, timeoutSeconds: 30)
        #expect(cat.didSucceed && cat.output.isEmpty)
    }

    @Test func `a command that takes too long is ended with what it started`() throws {
        let start = MonotonicClock.nanoseconds
        let run = try CommandRun.run(
            "sh",
            ["-c", "echo begun; sleep 60 & sleep 60"],
            environment: environment,
            timeoutSeconds: 0.3
        )
        #expect(run.didTimeOut)
        #expect(run.text == "begun")
        #expect(run.status == 128 + Int(SIGKILL))
        #expect(MonotonicClock.seconds(since: start) < 20)
    }

    @Test func `a command that says too much is cut`() throws {
        let run = try CommandRun.run(
            "yes",
            [],
            environment: environment,
            timeoutSeconds: 30,
            limitBytes: 100_000
        )
        #expect(run.isCut)
        #expect(run.output.count == 100_000)
    }

    @Test func `much output on both ends does not block`() throws {
        let run = try CommandRun.run(
            "sh",
            ["-c", "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"],
            environment: environment,
            timeoutSeconds: 30
        )
        #expect(run.output.count == 3_000_000)
        #expect(run.errorOutput.count == 65_536)
        #expect(run.didSucceed)
    }

    @Test func `a program that is not there is an error that names it`() {
        let error = #expect(throws: SystemError.self) {
            try CommandRun.run("no-such-program-x", [], environment: [:], timeoutSeconds: 1)
        }
        #expect(error == SystemError("start", "no-such-program-x", code: ENOENT))
    }

    @Test func `a process is told from a later one of the same number`() throws {
        let mine = HostFacts.startTime(ofProcess: Int(getpid()))
        #expect(mine != nil)
        #expect(mine == HostFacts.startTime(ofProcess: Int(getpid())))
        #expect(mine != HostFacts.startTime(ofProcess: 1))
        #expect(HostFacts.isAlive(process: Int(getpid())))
        #expect(HostFacts.isAlive(process: 1))
        #expect(!HostFacts.isAlive(process: 0))
        #expect(HostFacts.startTime(ofProcess: 99_999_999) == nil)
    }

    @Test func `the machine is described`() {
        let facts = MachineFacts.current
        #expect(facts.processorCount >= 1)
        #expect(facts.memoryBytes > 1 << 20)
        #expect(!facts.architecture.isEmpty)
        #expect(!facts.system.contains("\""))
        #expect(!HostFacts.host.isEmpty)
        #expect(!HostFacts.user.isEmpty)
    }

    @Test func `threads share a value and wait for its change`() throws {
        let monitor = Monitor(0)
        for _ in 0..<8 {
            _ = try DedicatedThread {
                for _ in 0..<1_000 { monitor.withLock { $0 += 1 } }
                monitor.update { $0 += 1_000_000 }
            }
        }
        #expect(monitor.wait(atMostSeconds: 30) { $0 == 8_008_000 })
        let start = MonotonicClock.nanoseconds
        #expect(!monitor.wait(atMostSeconds: 0.05) { $0 == 0 })
        #expect(MonotonicClock.seconds(since: start) >= 0.05)
    }

    @Test func `random names differ and use the alphabet`() {
        let names = Set((0..<1_000).map { _ in SystemRandom.base32(count: 8) })
        #expect(names.count == 1_000)
        #expect(names.allSatisfy { $0.utf8.count == 8 })
        #expect(names.allSatisfy { $0.utf8.allSatisfy(SystemRandom.base32Alphabet.contains) })
    }
}
