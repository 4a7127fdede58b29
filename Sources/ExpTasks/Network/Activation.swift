import Exp

/// What a hidden unit does with its sum.
enum Activation: String, ConfigValue, CaseIterable {
    /// The sum where it is positive, else 0.
    case relu
    /// The hyperbolic tangent of the sum.
    case tanh
}

extension Activation {
    /// Replaces each sum by the unit's output.
    func apply(to values: UnsafeMutablePointer<Float>, count: Int) {
        var i = 0
        switch self {
        case .relu:
            while i < count {
                if values[i] < 0 { values[i] = 0 }
                i += 1
            }
        case .tanh:
            while i < count {
                values[i] = hyperbolicTangent(values[i])
                i += 1
            }
        }
    }

    /// Turns the loss by each output into the loss by each sum.
    ///
    /// - Parameters:
    ///   - gradient: The loss by each output; overwritten.
    ///   - outputs: What ``apply(to:count:)`` left: both slopes follow from the output alone.
    ///   - count: How many units there are.
    func applySlope(
        to gradient: UnsafeMutablePointer<Float>,
        outputs: UnsafePointer<Float>,
        count: Int
    ) {
        var i = 0
        switch self {
        case .relu:
            while i < count {
                if outputs[i] <= 0 { gradient[i] = 0 }
                i += 1
            }
        case .tanh:
            while i < count {
                gradient[i] *= 1 - outputs[i] * outputs[i]
                i += 1
            }
        }
    }
}
