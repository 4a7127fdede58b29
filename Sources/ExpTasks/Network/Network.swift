import Exp

/// A classifier: dense layers, with an activation after each but the last.
///
/// Without a hidden layer it is softmax regression.
struct Network: Sendable {
    /// Units of each layer, from the inputs to the classes.
    let sizes: [Int]

    /// What the hidden units do with their sums.
    let activation: Activation

    /// Every weight and bias, layer after layer, each as ``DenseLayer`` lays it out.
    var parameters: [Float]

    /// Draws the weights evenly from ±√(6 / (inputs + outputs)) of their layer, which keeps the
    /// spread of values and gradients about equal in all layers (Glorot and Bengio, "Understanding
    /// the difficulty of training deep feedforward neural networks", 2010); biases start at 0.
    init(sizes: [Int], activation: Activation, using random: inout SeededRandom) {
        self.sizes = sizes
        self.activation = activation
        parameters = []
        for layer in Self.layers(sizes) {
            let bound = (6 / Double(layer.inputs + layer.outputs)).squareRoot()
            for _ in 0..<(layer.inputs * layer.outputs) {
                parameters.append(Float(random.uniform(in: -bound..<bound)))
            }
            parameters += Array(repeating: 0, count: layer.outputs)
        }
    }

    /// The layers from the inputs to the classes.
    var layers: [DenseLayer] {
        Self.layers(sizes)
    }

    private static func layers(_ sizes: [Int]) -> [DenseLayer] {
        zip(sizes, sizes.dropFirst()).map { DenseLayer(inputs: $0, outputs: $1) }
    }

    /// Judges the rows loaded into a workspace.
    func evaluate(_ batch: Workspace) -> Score {
        forward(batch)
        return score(batch, writingGradients: false)
    }

    /// Judges the rows loaded into a workspace, and leaves there the mean loss by each parameter.
    func evaluateWithGradient(_ batch: Workspace) -> Score {
        forward(batch)
        let score = score(batch, writingGradients: true)
        backward(batch)
        return score
    }

    /// The most probable class of each row loaded into a workspace.
    func predictions(_ batch: Workspace) -> [Int] {
        forward(batch)
        let classes = sizes[sizes.count - 1]
        let scores = batch.values(ofLayer: sizes.count - 1)
        return (0..<batch.rows).map {
            SoftmaxCrossEntropy.mostProbable(scores + $0 * classes, classes: classes)
        }
    }
}

extension Network {
    private func forward(_ batch: Workspace) {
        withParameters { parameters in
            var start = parameters
            for (index, layer) in layers.enumerated() {
                let output = batch.values(ofLayer: index + 1)
                layer.forward(
                    start,
                    rows: batch.rows,
                    input: batch.values(ofLayer: index),
                    output: output
                )
                if index < sizes.count - 2 {
                    activation.apply(to: output, count: batch.rows * layer.outputs)
                }
                start += layer.parameterCount
            }
        }
    }

    private func score(_ batch: Workspace, writingGradients: Bool) -> Score {
        let classes = sizes[sizes.count - 1]
        let scores = batch.values(ofLayer: sizes.count - 1)
        let gradients = batch.gradients(ofLayer: sizes.count - 1)
        var score = Score()
        for row in 0..<batch.rows {
            let rowScores = scores + row * classes
            let label = batch.labels[row]
            score.lossSum += SoftmaxCrossEntropy.loss(
                rowScores,
                classes: classes,
                label: label,
                gradient: writingGradients ? gradients + row * classes : nil,
                weight: 1 / Float(batch.rows)
            )
            score.correct +=
                SoftmaxCrossEntropy.mostProbable(rowScores, classes: classes) == label ? 1 : 0
        }
        score.count = batch.rows
        return score
    }

    private func backward(_ batch: Workspace) {
        batch.gradient.update(repeating: 0, count: parameters.count)
        withParameters { parameters in
            var start = self.parameters.count
            for (index, layer) in layers.enumerated().reversed() {
                start -= layer.parameterCount
                let inputGradient = index > 0 ? batch.gradients(ofLayer: index) : nil
                inputGradient?.update(repeating: 0, count: batch.rows * layer.inputs)
                layer.backward(
                    parameters + start,
                    rows: batch.rows,
                    input: batch.values(ofLayer: index),
                    outputGradient: batch.gradients(ofLayer: index + 1),
                    gradient: batch.gradient + start,
                    inputGradient: inputGradient
                )
                if let inputGradient {
                    activation.applySlope(
                        to: inputGradient,
                        outputs: batch.values(ofLayer: index),
                        count: batch.rows * layer.inputs
                    )
                }
            }
        }
    }

    private func withParameters(_ body: (UnsafePointer<Float>) -> Void) {
        parameters.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start) }
        }
    }
}
