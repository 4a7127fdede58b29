/// One fully connected layer over memory that belongs to others: `output = weights · input + bias`.
///
/// The loops run over bare pointers, so that they are quick in a debug build too.
struct DenseLayer {
    /// The length of an input row.
    let inputs: Int

    /// The length of an output row.
    let outputs: Int

    /// `parameters[output][input]` row by row, then one bias an output.
    var parameterCount: Int {
        outputs * inputs + outputs
    }

    /// Writes the output of every row.
    ///
    /// - Parameters:
    ///   - parameters: As ``parameterCount`` lays them out.
    ///   - rows: How many rows there are.
    ///   - input: `input[row][unit]`.
    ///   - output: `output[row][unit]`, overwritten.
    func forward(
        _ parameters: UnsafePointer<Float>,
        rows: Int,
        input: UnsafePointer<Float>,
        output: UnsafeMutablePointer<Float>
    ) {
        let biases = parameters + outputs * inputs
        var row = 0
        while row < rows {
            let x = input + row * inputs
            let y = output + row * outputs
            var unit = 0
            while unit < outputs {
                let weights = parameters + unit * inputs
                y[unit] = biases[unit] + dotProduct(weights, x, count: inputs)
                unit += 1
            }
            row += 1
        }
    }

    /// Adds what every row contributes to the gradient, and hands it on to the inputs.
    ///
    /// - Parameters:
    ///   - parameters: As in ``forward(_:rows:input:output:)``.
    ///   - rows: How many rows there are.
    ///   - input: The same as in the forward pass.
    ///   - outputGradient: `outputGradient[row][unit]`: the loss by each output.
    ///   - gradient: The loss by each parameter; added to.
    ///   - inputGradient: The loss by each input, added to; nil for the first layer.
    func backward(
        _ parameters: UnsafePointer<Float>,
        rows: Int,
        input: UnsafePointer<Float>,
        outputGradient: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>?
    ) {
        let biasGradient = gradient + outputs * inputs
        var row = 0
        while row < rows {
            let x = input + row * inputs
            var unit = 0
            while unit < outputs {
                let slope = outputGradient[row * outputs + unit]
                // Half of the units behind a relu are off and contribute nothing.
                if slope != 0 {
                    biasGradient[unit] += slope
                    addVector(x, times: slope, to: gradient + unit * inputs, count: inputs)
                    if let inputGradient {
                        let weights = parameters + unit * inputs
                        addVector(
                            weights,
                            times: slope,
                            to: inputGradient + row * inputs,
                            count: inputs
                        )
                    }
                }
                unit += 1
            }
            row += 1
        }
    }
}
