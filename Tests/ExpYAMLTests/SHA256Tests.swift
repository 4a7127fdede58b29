import Testing

@testable import ExpYAML

@Suite struct SHA256Tests {
    /// The examples of FIPS 180-4 as NIST publishes them ("SHA256.pdf", Cryptographic Standards
    /// and Guidelines, Examples with Intermediate Values), and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the published vectors`(message: String, digest: String) {
        var sha = SHA256()
        sha.update(Array(message.utf8))
        #expect(sha.finish() == digest)
    }

    @Test func `a message in pieces of any size has the digest of the whole`() {
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var whole = SHA256()
        whole.update(message)
        for size in [1, 3, 55, 56, 63, 64, 65, 128, 200] {
            var pieces = SHA256()
            for start in stride(from: 0, to: message.count, by: size) {
                pieces.update(Array(message[start..<min(start + size, message.count)]))
            }
            #expect(pieces.finish() == whole.finish(), "pieces of \(size)")
        }
    }

    @Test func `taking the digest does not end the message`() {
        var sha = SHA256()
        sha.update(Array("ab".utf8))
        _ = sha.finish()
        sha.update(Array("c".utf8))
        #expect(sha.finish().hasPrefix("ba7816bf"))
    }
}
