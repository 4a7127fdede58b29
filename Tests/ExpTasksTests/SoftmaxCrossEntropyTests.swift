import Testing

@testable import ExpTasks

@Suite struct SoftmaxCrossEntropyTests {
    private func loss(_ scores: [Float], label: Int) -> Double {
        SoftmaxCrossEntropy.loss(scores, classes: scores.count, label: label)
    }

    private func gradient(_ scores: [Float], label: Int, weight: Float = 1) -> [Float] {
        var gradient = scores
        _ = SoftmaxCrossEntropy.loss(
            scores,
            classes: scores.count,
            label: label,
            gradient: &gradient,
            weight: weight
        )
        return gradient
    }

    @Test func `equal scores cost the logarithm of the number of classes`() {
        #expect(abs(loss(Array(repeating: 3, count: 10), label: 4) - 2.302585092994046) < 1e-6)
    }

    @Test func `a known case`() {
        // Softmax of (0, log 2, log 5) is (1, 2, 5) / 8.
        let scores: [Float] = [0, 0.6931472, 1.609438]
        #expect(abs(loss(scores, label: 0) - 2.0794415) < 1e-6)
        #expect(abs(loss(scores, label: 2) - 0.4700036) < 1e-6)
        let expected: [Float] = [0.125, 0.25 - 1, 0.625]
        for (got, wanted) in zip(gradient(scores, label: 1), expected) {
            #expect(abs(got - wanted) < 1e-6)
        }
    }

    @Test(arguments: [Float(-3e38), -1e4, 0, 1e4, 3e38])
    func `scores of any size overflow nothing`(shift: Float) {
        let scores = [shift, shift, shift]
        #expect(abs(loss(scores, label: 1) - 1.0986122886681098) < 1e-6)
        #expect(gradient(scores, label: 1).allSatisfy { $0.isFinite })
    }

    @Test func `a sure and wrong score costs its distance, a sure and right one nothing`() {
        #expect(loss([1000, 0], label: 1) == 1000)
        #expect(loss([1000, 0], label: 0) == 0)
    }

    @Test func `the gradient sums to nothing, and the weight scales it`() {
        let scores: [Float] = [0.3, -1.2, 2.5, 0.01]
        let whole = gradient(scores, label: 2)
        #expect(abs(whole.reduce(0, +)) < 1e-6)
        for (half, full) in zip(gradient(scores, label: 2, weight: 0.5), whole) {
            #expect(half == full / 2)
        }
    }

    @Test func `a score that is no number makes the loss none`() {
        #expect(loss([0, .nan, 1], label: 0).isNaN)
    }

    @Test func `of equally probable classes the first is taken`() {
        #expect(SoftmaxCrossEntropy.mostProbable([1, 4, 4, 2], classes: 4) == 1)
    }
}
