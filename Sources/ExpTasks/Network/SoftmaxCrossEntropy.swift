/// The loss of a classifier: minus the logarithm of the probability given to the true class.
///
/// The probabilities are the softmax of the scores. The largest score is taken off first, which
/// changes no probability and keeps every exponential at 1 or below, so no score overflows.
enum SoftmaxCrossEntropy {
    /// The loss of one row of scores.
    ///
    /// - Parameters:
    ///   - scores: One score a class.
    ///   - classes: How many classes there are.
    ///   - label: The true class.
    ///   - gradient: Where given, the loss by each score is written there: probability minus 1 for
    ///     the true class, probability for another, times `weight`.
    ///   - weight: What this row's loss counts in the batch's.
    /// - Returns: The loss, unweighted; NaN when a score is.
    static func loss(
        _ scores: UnsafePointer<Float>,
        classes: Int,
        label: Int,
        gradient: UnsafeMutablePointer<Float>? = nil,
        weight: Float = 1
    ) -> Double {
        let highest = scores[mostProbable(scores, classes: classes)]
        var sum: Float = 0
        var i = 0
        while i < classes {
            let power = exponential(scores[i] - highest)
            gradient?[i] = power
            sum += power
            i += 1
        }
        if let gradient {
            i = 0
            while i < classes {
                gradient[i] = (gradient[i] / sum - (i == label ? 1 : 0)) * weight
                i += 1
            }
        }
        return logarithm(Double(sum)) - Double(scores[label] - highest)
    }

    /// The class with the highest score; of equal ones the first.
    static func mostProbable(_ scores: UnsafePointer<Float>, classes: Int) -> Int {
        var best = 0
        var i = 1
        while i < classes {
            if scores[i] > scores[best] { best = i }
            i += 1
        }
        return best
    }
}
