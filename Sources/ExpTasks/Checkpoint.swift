import Exp

// The bytes of a checkpoint. All numbers are little-endian.
//
//     8 bytes    the text "digits", the number 0, the version 1
//     u64        epochs done
//     u64        steps that the optimizer took
//     u64 n, n x u64      units of each layer of the network
//     u64 n, n x u64      state of the generator that made the split, at its beginning
//     u64 n, n x u64      state of the generator that orders the images, before the next epoch
//     u64 n, n x f32      parameters of the network
//     u64 n, n x f32      the optimizer's mean of gradients, one a parameter
//     u64 n, n x f32      the optimizer's mean of squared gradients, one a parameter

/// A training at the end of an epoch, from which it goes on to the same bits.
struct Checkpoint {
    /// How many epochs are done.
    var epoch: Int

    /// Units of each layer of the network.
    var sizes: [Int]

    /// The network's weights and biases.
    var parameters: [Float]

    /// What the optimizer remembers.
    var memory: OptimizerMemory

    /// The generator that made the split, at its beginning: without a seed, an attempt could not
    /// repeat the split otherwise, and would be tested on what it has learned from.
    var splitStart: SeededRandom

    /// The generator that orders the training images.
    var order: SeededRandom

    private static let magic = Array("digits".utf8) + [0, 1]

    /// The file format above.
    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: Self.magic)
        writer.write(UInt64(epoch))
        writer.write(UInt64(memory.steps))
        writer.write(sizes.map(UInt64.init))
        writer.write(splitStart.state)
        writer.write(order.state)
        writer.write(parameters)
        writer.write(memory.mean)
        writer.write(memory.meanSquare)
        return writer.bytes
    }
}

extension Checkpoint {
    /// Reads what ``bytes`` wrote.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - expected: The network that is to go on: units of each layer.
    /// - Throws: ``CheckpointError`` for other bytes, or another network.
    init(_ bytes: [UInt8], sizes expected: [Int]) throws(CheckpointError) {
        var reader = ByteReader(bytes)
        guard reader.readBytes(Self.magic.count).elementsEqual(Self.magic) else {
            throw .unreadable
        }
        epoch = try reader.readCount()
        let steps = try reader.readCount()
        sizes = try reader.readWords().map { Int(truncatingIfNeeded: $0) }
        guard sizes == expected else { throw .otherNetwork(saved: sizes, configured: expected) }
        guard let splitStart = SeededRandom(state: try reader.readWords()),
            let order = SeededRandom(state: try reader.readWords())
        else { throw .unreadable }
        self.splitStart = splitStart
        self.order = order
        parameters = try reader.readFloats()
        memory = OptimizerMemory(parameterCount: parameters.count)
        memory.steps = steps
        memory.mean = try reader.readFloats()
        memory.meanSquare = try reader.readFloats()
        let expectedCount = zip(sizes, sizes.dropFirst()).reduce(0) {
            $0 + DenseLayer(inputs: $1.0, outputs: $1.1).parameterCount
        }
        guard reader.isAtEnd, parameters.count == expectedCount,
            memory.mean.count == expectedCount, memory.meanSquare.count == expectedCount
        else { throw .unreadable }
    }
}

/// A checkpoint from which a training cannot go on.
enum CheckpointError: Error, Equatable {
    /// The bytes are not those of a checkpoint, or not all of them.
    case unreadable
    /// The checkpoint is of a network with other layers.
    case otherNetwork(saved: [Int], configured: [Int])
}
