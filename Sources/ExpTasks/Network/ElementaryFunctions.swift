// The one file that imports the C library: the rest of the target is plain Swift.
//
// `exp`, `log` and `tanh` differ between C libraries in the last bit, so the same seed gives
// bit-equal numbers on machines with the same one, and nearly equal numbers elsewhere. (Sums,
// products and square roots are exact IEEE 754 operations, and Swift never reorders them: a debug
// and a release build agree.)

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// e to the power of `x`.
func exponential(_ x: Float) -> Float {
    expf(x)
}

/// The natural logarithm of `x`.
func logarithm(_ x: Double) -> Double {
    log(x)
}

/// The hyperbolic tangent of `x`.
func hyperbolicTangent(_ x: Float) -> Float {
    tanhf(x)
}
