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

extension DivergedError: CustomStringConvertible {
    var description: String {
        "the loss is no longer a number in epoch \(epoch); a smaller `optimizer.lr` keeps it finite"
    }
}
