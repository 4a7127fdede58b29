@preconcurrency import ExpSystem
import Synchronization

/// Reads what the process writes to standard output and standard error, on its way to where it
/// was going anyway.
///
/// Both descriptors are replaced by pipes; a thread reads them and hands every piece on together
/// with the stream that it was meant for. The text of a crash still reaches the terminal: see
/// ``CrashGuard``.
final class OutputCapture: Sendable {
    /// Takes one piece of output and where it belongs; called on the reading thread.
    typealias Sink = @Sendable (_ bytes: [UInt8], _ stream: StandardStream) -> Void

    private struct Channel: Sendable {
        var original: StandardStream
        var real: StandardStream
        var readEnd: Int32
    }

    private let channels: [Channel]
    private let wakeEnds: [Int32]
    private let thread: DedicatedThread
    private let crashGuard: CrashGuard
    private let isFinished = Atomic(false)

    /// Where standard output really goes.
    var standardOutput: StandardStream { channels[0].real }

    /// Where standard error really goes.
    var standardError: StandardStream { channels[1].real }

    /// Begins to read.
    ///
    /// - Parameter sink: Takes every piece; what it does not pass on is not seen by the user.
    /// - Throws: When the system gives no pipes or threads; nothing is changed then.
    init(_ sink: @escaping Sink) throws(SystemError) {
        fflush(nil)
        let wakeEnds = try makePipe()
        var pipes: [[Int32]] = []
        var channels: [Channel] = []
        do throws(SystemError) {
            for stream in [StandardStream.output, .error] {
                pipes.append(try makePipe())
                let real = fcntl(stream.descriptor, F_DUPFD_CLOEXEC, 10)
                guard real >= 0 else { throw SystemError("dup", "") }
                channels.append(
                    Channel(
                        original: stream,
                        real: StandardStream(kind: stream.kind, descriptor: real),
                        readEnd: pipes[pipes.count - 1][0]
                    )
                )
                _ = fcntl(pipes[pipes.count - 1][0], F_SETFL, O_NONBLOCK)
            }
            let reading = channels
            thread = try DedicatedThread {
                readAll(reading.map { ($0.readEnd, $0.real) }, until: wakeEnds[0], sink)
            }
        } catch {
            for descriptor in wakeEnds + pipes.joined() + channels.map(\.real.descriptor) {
                close(descriptor)
            }
            throw error
        }
        self.channels = channels
        self.wakeEnds = wakeEnds
        crashGuard = CrashGuard(
            channels.map {
                .init(
                    descriptor: $0.original.descriptor,
                    real: $0.real.descriptor,
                    readEnd: $0.readEnd
                )
            }
        )
        for (channel, ends) in zip(channels, pipes) {
            dup2(ends[1], channel.original.descriptor)
            close(ends[1])
        }
        // Towards a pipe the C library would keep standard output back until its buffer is full.
        setvbuf(stdout, nil, _IOLBF, 0)
    }

    /// Gives both descriptors back, reads what is still on its way, and ends the thread.
    func finish() {
        guard !isFinished.exchange(true, ordering: .acquiringAndReleasing) else { return }
        fflush(nil)
        crashGuard.remove()
        for channel in channels {
            dup2(channel.real.descriptor, channel.original.descriptor)
        }
        close(wakeEnds[1])
        thread.join()
        close(wakeEnds[0])
        for channel in channels {
            close(channel.readEnd)
            close(channel.real.descriptor)
        }
    }
}

/// A pipe whose ends no program that the task starts inherits.
private func makePipe() throws(SystemError) -> [Int32] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError("pipe", "") }
    for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return ends
}

/// Passes on whatever comes until the wake pipe is closed, then what has come until then.
///
/// A program that the task left running may hold a write end for ever, so the end of the pipes is
/// not waited for.
private func readAll(
    _ sources: [(readEnd: Int32, stream: StandardStream)],
    until wakeEnd: Int32,
    _ sink: OutputCapture.Sink
) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var openSources = sources.map { (source: $0, isOpen: true) }
    // Whether more may come: a task can close its own standard output.
    func drain(_ source: (readEnd: Int32, stream: StandardStream)) -> Bool {
        while true {
            let count = read(source.readEnd, &buffer, buffer.count)
            guard count > 0 else { return count < 0 }
            sink(Array(buffer[..<count]), source.stream)
        }
    }
    while true {
        var pollers = (openSources.map(\.source.readEnd) + [wakeEnd]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        guard poll(&pollers, nfds_t(pollers.count), -1) > 0 else { continue }
        let isLastRound = pollers[pollers.count - 1].revents != 0
        for index in openSources.indices {
            openSources[index].isOpen = drain(openSources[index].source)
        }
        openSources.removeAll { !$0.isOpen }
        if isLastRound { return }
    }
}
