import Testing

@testable import ExpTasks

@Suite struct ConfusionMatrixTests {
    private var matrix: ConfusionMatrix {
        var matrix = ConfusionMatrix(classes: 3)
        for (actual, predicted) in [(0, 0), (0, 0), (1, 2), (2, 2), (2, 1)] {
            matrix.count(actual: actual, predicted: predicted)
        }
        return matrix
    }

    @Test func `rows are the actual classes, columns the predicted ones`() {
        #expect(
            matrix.csv == """
                actual/predicted,0,1,2
                0,2,0,0
                1,0,0,1
                2,0,1,1

                """
        )
    }

    @Test func `the accuracy is the part on the diagonal`() {
        #expect(matrix.accuracy == 3.0 / 5)
    }
}
