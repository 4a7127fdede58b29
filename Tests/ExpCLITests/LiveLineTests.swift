import Testing

@testable import ExpCLI

@Suite struct LiveLineTests {
    private func line(steps: Int = 5, goal: String? = "valid/accuracy") -> LiveLine {
        var line = LiveLine(goal: goal)
        for step in 1...steps {
            line.log([("train/loss", 1 / Double(step)), ("valid/accuracy", 0.5)])
            line.advance(done: step, total: 50, unit: "epoch", atSeconds: Double(step) / 2)
        }
        return line
    }

    @Test func `it tells what is done, the goal first, how fast and how long`() {
        let text = "epoch 5/50  valid/accuracy 0.5  train/loss 0.2  2 epochs/s  23s left"
        #expect(line().text(width: 100) == text)
    }

    @Test func `losses stand before other metrics`() {
        var line = LiveLine(goal: "valid/accuracy")
        line.log([("train/accuracy", 0.7), ("train/loss", 2), ("valid/accuracy", 0.5)])
        line.log([("rate", 3), ("loss", 1)])
        line.advance(done: 1, total: 2, unit: "epoch", atSeconds: 1)
        let text = "epoch 1/2  valid/accuracy 0.5  train/loss 2  loss 1  train/accuracy 0.7  rate 3"
        #expect(line.text(width: 100) == text)
    }

    @Test func `without a goal the metrics stand in their order`() {
        let text = "epoch 5/50  train/loss 0.2  valid/accuracy 0.5  2 epochs/s  23s left"
        #expect(line(goal: nil).text(width: 100) == text)
    }

    @Test func `measurements go first when it is narrow`() {
        #expect(line().text(width: 60) == "epoch 5/50  valid/accuracy 0.5  2 epochs/s  23s left")
        #expect(line().text(width: 40) == "epoch 5/50  2 epochs/s  23s left")
        #expect(line().text(width: 20) == "epoch 5/50  2 epoc…")
    }

    @Test(arguments: 2...120)
    func `it never fills the last column`(_ width: Int) {
        #expect(line().text(width: width).count < width)
    }

    @Test func `the first step has no rate yet`() {
        #expect(line(steps: 1).text(width: 60) == "epoch 1/50  valid/accuracy 0.5  train/loss 1")
    }

    @Test func `before the first step there is no line`() {
        var line = LiveLine(goal: nil)
        line.log([("loss", 1)])
        #expect(line.text(width: 80) == "")
    }

    @Test func `another count starts another rate`() {
        var line = line()
        line.advance(done: 1, total: 3, unit: "fold", atSeconds: 10)
        #expect(line.text(width: 100) == "fold 1/3  valid/accuracy 0.5  train/loss 0.2")
    }

    @Test func `slow work is told as seconds each`() {
        var line = LiveLine(goal: nil)
        line.advance(done: 1, total: 4, unit: "epoch", atSeconds: 20)
        line.advance(done: 2, total: 4, unit: "epoch", atSeconds: 40)
        #expect(line.text(width: 80) == "epoch 2/4  20.0s each  40s left")
    }

    @Test func `the rate follows a change of speed`() {
        var rate = RateEstimate()
        for step in 1...100 { rate.add(done: step, atSeconds: Double(step)) }
        for step in 1...300 { rate.add(done: 100 + step, atSeconds: 100 + Double(step) / 10) }
        let perSecond = rate.perSecond ?? 0
        #expect(abs(perSecond - 10) < 0.5)
    }

    @Test func `a rate of many steps keeps few samples`() {
        var rate = RateEstimate()
        for step in 1...100_000 { rate.add(done: step, atSeconds: Double(step) / 1e5) }
        #expect(abs((rate.perSecond ?? 0) - 1e5) < 1)
        #expect(MemoryLayout.size(ofValue: rate) <= 8)
    }
}
