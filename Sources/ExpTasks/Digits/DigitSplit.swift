import Exp

/// Which images train, which choose between settings, and which judge at the end.
///
/// Indices into ``DigitImages``; no image is in two parts, and every image is in one.
struct DigitSplit: Equatable, Sendable {
    /// What the network learns from.
    private(set) var train: [Int] = []

    /// What settings are chosen by.
    private(set) var valid: [Int] = []

    /// What is looked at once, at the end.
    private(set) var test: [Int] = []

    /// Splits each class by itself, so that all parts have its digits in the same proportion.
    ///
    /// - Parameters:
    ///   - labels: The class of each image.
    ///   - fractions: The part of each class for `valid` and for `test`, rounded to whole images.
    ///   - random: Decides which images go where; the same numbers give the same split.
    init(
        of labels: [Int],
        _ fractions: Split,
        using random: inout SeededRandom
    ) {
        var members: [[Int]] = Array(repeating: [], count: DigitImages.classes)
        for (index, label) in labels.enumerated() {
            members[label].append(index)
        }
        for var indices in members {
            random.shuffle(&indices)
            let testCount = Self.share(fractions.test, of: indices.count)
            let validCount = Self.share(fractions.valid, of: indices.count)
            test += indices.prefix(testCount)
            valid += indices.dropFirst(testCount).prefix(validCount)
            train += indices.dropFirst(testCount + validCount)
        }
    }

    private static func share(_ fraction: Double, of count: Int) -> Int {
        Int(fraction * Double(count) + 0.5)
    }
}
