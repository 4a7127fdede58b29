/// The memory that a pass over a batch needs, made once and used for every batch.
///
/// `values` and `gradients` hold one block a layer of the network, the input included:
/// `values[layer][row][unit]`, with room for `capacity` rows in each block.
final class Workspace {
    /// The most rows of a batch.
    let capacity: Int

    /// How many rows are loaded.
    private(set) var rows = 0

    /// The class of each row.
    let labels: UnsafeMutablePointer<Int>

    /// The loss by each parameter of the network.
    let gradient: UnsafeMutablePointer<Float>

    private let values: UnsafeMutablePointer<Float>
    private let gradients: UnsafeMutablePointer<Float>
    private let offsets: [Int]
    private let inputs: Int

    /// Makes room for a network and a batch.
    init(for network: Network, capacity: Int) {
        self.capacity = capacity
        inputs = network.sizes[0]
        var offsets = [0]
        for size in network.sizes {
            offsets.append(offsets[offsets.count - 1] + size * capacity)
        }
        let total = offsets.removeLast()
        self.offsets = offsets
        labels = .allocate(capacity: capacity)
        labels.initialize(repeating: 0, count: capacity)
        gradient = .allocate(capacity: network.parameters.count)
        gradient.initialize(repeating: 0, count: network.parameters.count)
        values = .allocate(capacity: total)
        values.initialize(repeating: 0, count: total)
        gradients = .allocate(capacity: total)
        gradients.initialize(repeating: 0, count: total)
    }

    deinit {
        labels.deallocate()
        gradient.deallocate()
        values.deallocate()
        gradients.deallocate()
    }

    /// Makes the given images the rows of the batch.
    ///
    /// - Precondition: There are at most `capacity`, of as many pixels as the network has inputs.
    func load(_ indices: ArraySlice<Int>, of images: DigitImages) {
        precondition(indices.count <= capacity && images.pixelsPerImage == inputs)
        rows = 0
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let start = pixels.baseAddress else { return }
            for index in indices {
                let source = start + index * inputs
                (values + rows * inputs).update(from: source, count: inputs)
                labels[rows] = images.labels[index]
                rows += 1
            }
        }
    }

    /// What the units of a layer put out; layer 0 is the input.
    func values(ofLayer layer: Int) -> UnsafeMutablePointer<Float> {
        values + offsets[layer]
    }

    /// The loss by what the units of a layer put out.
    func gradients(ofLayer layer: Int) -> UnsafeMutablePointer<Float> {
        gradients + offsets[layer]
    }
}
