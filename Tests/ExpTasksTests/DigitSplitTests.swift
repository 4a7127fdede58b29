import ExpExecution
import ExpSchema
import Testing

@testable import ExpTasks

@Suite struct DigitSplitTests {
    let labels = DigitImages.all.labels

    private func split(seed: Int, valid: Double = 0.15, test: Double = 0.15) -> DigitSplit {
        var fractions = Split()
        fractions.valid = valid
        fractions.test = test
        var random = SeededRandom(seed: seed)
        return DigitSplit(of: labels, fractions, using: &random)
    }

    @Test(arguments: [(0.15, 0.15), (0.01, 0.9 - 0.01), (0.3, 0.2), (0.01, 0.01)])
    func `every image is in exactly one part`(valid: Double, test: Double) {
        let split = split(seed: 3, valid: valid, test: test)
        #expect((split.train + split.valid + split.test).sorted() == Array(labels.indices))
        #expect(!split.train.isEmpty)
        #expect(!split.valid.isEmpty)
        #expect(!split.test.isEmpty)
    }

    @Test(arguments: [(0.15, 0.15), (0.3, 0.2), (0.01, 0.5)])
    func `each digit has its share of every part, to the image`(valid: Double, test: Double) {
        let split = split(seed: 1, valid: valid, test: test)
        for digit in 0..<10 {
            let count = Double(labels.count { $0 == digit })
            #expect(split.valid.count { labels[$0] == digit } == Int((valid * count).rounded()))
            #expect(split.test.count { labels[$0] == digit } == Int((test * count).rounded()))
        }
    }

    @Test func `the same seed gives the same split, another seed another`() {
        #expect(split(seed: 5) == split(seed: 5))
        #expect(split(seed: 5).test.sorted() != split(seed: 6).test.sorted())
    }

    @Test func `the split depends on nothing but the seed and its own settings`() throws {
        let run = RunContext.inMemory(seed: 4, recorder: InMemoryRecorder())
        var other = quickConfig(model: .linear, optimizer: .sgd(SGD()), epochs: 1)
        other.batch = 7
        let first = try Training(quickConfig(), in: run).split
        let second = try Training(other, in: run).split
        #expect(first == second)
    }

    @Test(arguments: [(0.15, 0.15, true), (0.5, 0.4, true), (0.5, 0.41, false), (0.9, 0.9, false)])
    func `something must be left to train on`(valid: Double, test: Double, holds: Bool) {
        var split = Split()
        split.valid = valid
        split.test = test
        var rules = Rules()
        split.validate(&rules)
        #expect(rules.violations.map(\.keys) == (holds ? [] : [["valid", "test"]]))
    }
}
