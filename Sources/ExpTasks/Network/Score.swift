/// How well a network does on some images.
struct Score: Equatable, Sendable {
    /// The losses of all images together.
    var lossSum = 0.0

    /// How many images were given their true class.
    var correct = 0

    /// How many images there were.
    var count = 0

    /// The mean cross-entropy in nats: log 10 = 2.3 for a guess among ten classes.
    var loss: Double {
        lossSum / Double(count)
    }

    /// The part of the images that were given their true class.
    var accuracy: Double {
        Double(correct) / Double(count)
    }

    /// Takes in the score of other images.
    static func += (total: inout Score, part: Score) {
        total.lossSum += part.lossSum
        total.correct += part.correct
        total.count += part.count
    }
}
