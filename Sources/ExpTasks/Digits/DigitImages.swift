/// Grey images with the digit that each shows.
struct DigitImages: Sendable {
    /// How many digits there are.
    static let classes = 10

    /// `pixels[image][pixel]` row by row, from 0 (paper) to 1 (full ink).
    let pixels: [Float]

    /// The digit on each image.
    let labels: [Int]

    /// How many pixels an image has.
    let pixelsPerImage: Int

    /// How many images there are.
    var count: Int {
        labels.count
    }

    /// All 1,797 images of 8 x 8 pixels, in the order published.
    static let all = DigitImages(parsing: text)

    /// Reads images as ``text`` writes them.
    ///
    /// - Precondition: All images have the same number of pixels.
    init(parsing text: String) {
        var pixels: [Float] = []
        var labels: [Int] = []
        pixels.reserveCapacity(text.utf8.count)
        for line in Array(text.utf8).split(separator: UInt8(ascii: "\n")) {
            labels.append(Int(line[line.startIndex] - UInt8(ascii: "0")))
            for digit in line.dropFirst(2) {
                let zero = digit < UInt8(ascii: "a") ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10
                pixels.append(Float(digit - zero) / 16)
            }
        }
        pixelsPerImage = pixels.count / labels.count
        precondition(pixels.count == labels.count * pixelsPerImage, "an image has a pixel too many")
        self.pixels = pixels
        self.labels = labels
    }
}
