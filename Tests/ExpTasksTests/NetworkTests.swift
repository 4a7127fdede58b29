import ExpExecution
import Testing

@testable import ExpTasks

@Suite struct NetworkTests {
    private func network(_ hidden: [Int], _ activation: Activation, seed: Int = 1) -> Network {
        var random = SeededRandom(seed: seed)
        return Network(sizes: [64] + hidden + [10], activation: activation, using: &random)
    }

    @Test(
        arguments: [
            ([], Activation.relu), ([6], .tanh), ([6], .relu), ([7, 5], .tanh), ([7, 5], .relu),
        ]
    )
    func `the gradient is what finite differences say`(hidden: [Int], activation: Activation) {
        var network = network(hidden, activation)
        let batch = Workspace(for: network, capacity: 12)
        batch.load(Array(0..<12)[...], of: .all)
        _ = network.evaluateWithGradient(batch)
        let gradient = (0..<network.parameters.count).map { batch.gradient[$0] }

        // A step of 1/1024 is exact in binary. A relu that bends within it has no one slope there:
        // the slopes to both sides tell, and such parameters are few.
        let step: Float = 1.0 / 1024
        let here = network.evaluate(batch).loss
        var checked = 0
        for index in gradient.indices {
            let kept = network.parameters[index]
            network.parameters[index] = kept + step
            let right = (network.evaluate(batch).loss - here) / Double(step)
            network.parameters[index] = kept - step
            let left = (here - network.evaluate(batch).loss) / Double(step)
            network.parameters[index] = kept
            guard abs(right - left) < 2e-3 else { continue }
            checked += 1
            #expect(abs((left + right) / 2 - Double(gradient[index])) < 1e-3, "parameter \(index)")
        }
        #expect(checked > gradient.count * 8 / 10)
        #expect(gradient.contains { abs($0) > 0.05 })
    }

    @Test func `a layer computes weights times input plus bias`() {
        let layer = DenseLayer(inputs: 2, outputs: 3)
        let parameters: [Float] = [1, 2, 3, 4, 5, 6, 0.5, -0.5, 0]
        var output: [Float] = Array(repeating: 0, count: 6)
        layer.forward(parameters, rows: 2, input: [1, 10, -1, 0], output: &output)
        #expect(output == [21.5, 42.5, 65, -0.5, -3.5, -5])
    }

    @Test func `weights start within the bound of their layer, biases at nothing`() {
        let network = network([16], .relu)
        let bound = (6.0 / 80).squareRoot()
        let weights = network.parameters[..<(64 * 16)]
        #expect(weights.allSatisfy { Double(abs($0)) <= bound })
        #expect(weights.contains { Double(abs($0)) > 0.9 * bound })
        #expect(network.parameters[(64 * 16)..<(64 * 16 + 16)].allSatisfy { $0 == 0 })
        #expect(network.parameters.count == 64 * 16 + 16 + 16 * 10 + 10)
    }

    @Test func `the score of images does not depend on how they are batched`() {
        let network = network([8], .tanh)
        let whole = Workspace(for: network, capacity: 100)
        whole.load(Array(0..<100)[...], of: .all)
        let single = Workspace(for: network, capacity: 1)
        var total = Score()
        for index in 0..<100 {
            single.load([index], of: .all)
            total += network.evaluate(single)
        }
        #expect(total == network.evaluate(whole))
    }

    @Test func `predictions agree with the score`() {
        let network = network([8], .relu)
        let batch = Workspace(for: network, capacity: 50)
        batch.load(Array(200..<250)[...], of: .all)
        let predictions = network.predictions(batch)
        let labels = DigitImages.all.labels[200..<250]
        let correct = zip(predictions, labels).count { $0 == $1 }
        #expect(correct == network.evaluate(batch).correct)
        #expect(predictions.count == 50)
    }

    @Test func `a gradient is computed anew for each batch`() {
        let network = network([8], .relu)
        let batch = Workspace(for: network, capacity: 20)
        let gradientOf = { (indices: Range<Int>) in
            batch.load(Array(indices)[...], of: .all)
            _ = network.evaluateWithGradient(batch)
            return (0..<network.parameters.count).map { batch.gradient[$0] }
        }
        let first = gradientOf(0..<20)
        #expect(gradientOf(20..<27) != first)
        #expect(gradientOf(0..<20) == first)
    }
}
