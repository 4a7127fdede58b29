import ExpExecution
import ExpTestSupport
import Testing

@testable import ExpTasks

@Suite struct CheckpointTests {
    private let sizes = [2, 3]

    private var checkpoint: Checkpoint {
        var memory = OptimizerMemory(parameterCount: 9)
        memory.steps = 77
        memory.mean[3] = -0.0
        memory.meanSquare[8] = .leastNonzeroMagnitude
        return Checkpoint(
            epoch: 12,
            sizes: sizes,
            parameters: [1, -2, 0.1, .pi, 1e-30, 3e38, -0.0, 7, 8],
            memory: memory,
            splitStart: SeededRandom(seed: 1),
            order: SeededRandom(seed: 2)
        )
    }

    @Test func `reading gives back every bit`() throws {
        let read = try Checkpoint(checkpoint.bytes, sizes: sizes)
        #expect(read.epoch == 12)
        #expect(read.parameters.map(\.bitPattern) == checkpoint.parameters.map(\.bitPattern))
        #expect(read.memory == checkpoint.memory)
        #expect(read.memory.mean[3].sign == .minus)
        #expect(read.splitStart.state == checkpoint.splitStart.state)
        #expect(read.order.state == checkpoint.order.state)
        #expect(read.bytes == checkpoint.bytes)
    }

    @Test func `the format is the documented one`() {
        let bytes = checkpoint.bytes
        #expect(Array(bytes[..<8]) == Array("digits".utf8) + [0, 1])
        #expect(Array(bytes[8..<16]) == [12, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[16..<24]) == [77, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[24..<32]) == [2, 0, 0, 0, 0, 0, 0, 0])
        // header, two numbers, the sizes, two generators of four words, three lists of 9 floats
        #expect(bytes.count == 8 + 16 + (8 + 16) + 2 * (8 + 32) + 3 * (8 + 36))
    }

    @Test func `a checkpoint that was cut anywhere is refused`() {
        let bytes = checkpoint.bytes
        for count in 0..<bytes.count {
            #expect(throws: CheckpointError.unreadable) {
                try Checkpoint(Array(bytes[..<count]), sizes: sizes)
            }
        }
        #expect(throws: CheckpointError.unreadable) {
            try Checkpoint(bytes + [0], sizes: sizes)
        }
    }

    @Test func `damaged bytes never trap`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<propertyCases {
            var bytes = checkpoint.bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                    in: 0...255,
                    using: &random
                )
            }
            // Damaged weights cannot be told from others; everything else must be refused.
            if let read = try? Checkpoint(bytes, sizes: sizes) {
                #expect(read.parameters.count == 9 && read.sizes == sizes)
            }
        }
    }

    @Test func `a checkpoint of another network says both shapes`() throws {
        let error = #expect(throws: CheckpointError.self) {
            try Checkpoint(checkpoint.bytes, sizes: [64, 32, 10])
        }
        #expect(
            error?.description == """
                the checkpoint is of a network with the layers 2-3, but `model` describes 64-32-10
                """
        )
    }
}
