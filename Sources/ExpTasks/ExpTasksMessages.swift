/// A checkpoint from which a training cannot go on.
enum CheckpointError: Error, Equatable {
    /// The bytes are not those of a checkpoint, or not all of them.
    case unreadable
    /// The checkpoint is of a network with other layers.
    case otherNetwork(saved: [Int], configured: [Int])
}

extension CheckpointError: CustomStringConvertible {
    var description: String {
        switch self {
        case .unreadable:
            "the checkpoint is damaged, or was not written by the task `digits`"
        case .otherNetwork(let saved, let configured):
            """
            the checkpoint is of a network with the layers \(layers(saved)), but `model` describes \
            \(layers(configured))
            """
        }
    }

    private func layers(_ sizes: [Int]) -> String {
        sizes.map(String.init).joined(separator: "-")
    }
}

/// A training whose loss has left the numbers.
struct DivergedError: Error, CustomStringConvertible {
    /// The epoch in which it happened.
    var epoch: Int

    var description: String {
        "the loss is no longer a number in epoch \(epoch); a smaller `optimizer.lr` keeps it finite"
    }
}
