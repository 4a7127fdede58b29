import Testing

@testable import ExpTasks

/// Facts of the published file, computed from it and not from the text in the program.
@Suite struct DigitImagesTests {
    let images = DigitImages.all

    @Test func `there are 1,797 images of 64 pixels`() {
        #expect(images.count == 1797)
        #expect(images.pixelsPerImage == 64)
        #expect(images.pixels.count == 1797 * 64)
    }

    @Test func `each digit is there as often as in the published file`() {
        let counts = (0..<10).map { digit in images.labels.count { $0 == digit } }
        #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    }

    @Test func `every pixel and label is the published one`() {
        // FNV-1a over the 1,797 x 65 numbers of the file, a byte each.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for image in 0..<images.count {
            let pixels = images.pixels[image * 64..<(image + 1) * 64].map { UInt64($0 * 16) }
            for number in pixels + [UInt64(images.labels[image])] {
                hash = (hash ^ number) &* 0x100_0000_01B3
            }
        }
        #expect(hash == 0x7768_69CC_E379_5967)
    }

    @Test func `pixels lie between paper and full ink`() {
        #expect(images.pixels.min() == 0)
        #expect(images.pixels.max() == 1)
    }

    @Test func `text is read row by row`() {
        let images = DigitImages(parsing: "7 0g8\n3 a19")
        #expect(images.labels == [7, 3])
        #expect(images.pixels == [0, 1, 0.5, 0.625, 0.0625, 0.5625])
        #expect(images.pixelsPerImage == 3)
    }
}
