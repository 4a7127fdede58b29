import Testing

@testable import ExpTasks

/// Small whole numbers, so that every sum is exact in any order.
@Suite struct VectorLoopsTests {
    private func vector(_ count: Int, from start: Int) -> [Float] {
        (0..<count).map { Float(start + $0 * $0) }
    }

    @Test(arguments: 0...13)
    func `the dot product is the sum of the products for every length`(count: Int) {
        let a = vector(count, from: 1)
        let b = vector(count, from: -7)
        let expected = zip(a, b).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        #expect(dotProduct(a + [1000], b + [1000], count: count) == expected)
    }

    @Test(arguments: 0...13)
    func `adding reaches every element and none beyond`(count: Int) {
        let a = vector(count, from: 2)
        var sum = vector(count, from: -3) + [77]
        let expected = zip(a, sum).map { $1 + 0.5 * $0 } + [77]
        addVector(a, times: 0.5, to: &sum, count: count)
        #expect(sum == expected)
    }
}
