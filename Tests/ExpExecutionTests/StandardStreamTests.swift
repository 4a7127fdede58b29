import ExpSystem
import Testing

@testable import ExpExecution

@Suite struct StandardStreamTests {
    @Test func `a stream that somebody made non-blocking loses nothing`() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        #expect(fcntl(writeEnd, F_SETFL, O_NONBLOCK) == 0)
        // More than a pipe holds, so that the writer meets a full one.
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let writing = try DedicatedThread {
            StandardStream(kind: .output, descriptor: writeEnd).write(bytes)
            close(writeEnd)
        }
        usleep(50_000)
        let found = try OpenFile(FilePath("/dev/fd/\(readEnd)"), O_RDONLY).readAll()
        writing.join()
        close(readEnd)
        #expect(found == bytes)
    }
}
