/// Appends numbers to bytes, little-endian; a list is preceded by its length.
struct ByteWriter {
    /// What has been written.
    var bytes: [UInt8]

    /// Appends a number.
    mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends a list of words.
    mutating func write(_ words: [UInt64]) {
        write(UInt64(words.count))
        for word in words { write(word) }
    }

    /// Appends a list of floats by their bits.
    mutating func write(_ floats: [Float]) {
        write(UInt64(floats.count))
        for float in floats { write(float.bitPattern) }
    }
}

/// Reads what ``ByteWriter`` wrote, and never past the end.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    /// Reads from the beginning.
    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// Whether everything has been read.
    var isAtEnd: Bool {
        rest.isEmpty
    }

    /// The next bytes, fewer where the end comes first.
    mutating func readBytes(_ count: Int) -> ArraySlice<UInt8> {
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// A number that counts something.
    mutating func readCount() throws(CheckpointError) -> Int {
        guard let count = Int(exactly: try read(UInt64.self)) else { throw .unreadable }
        return count
    }

    /// A list of words.
    mutating func readWords() throws(CheckpointError) -> [UInt64] {
        try readList(UInt64.self)
    }

    /// A list of floats.
    mutating func readFloats() throws(CheckpointError) -> [Float] {
        try readList(UInt32.self).map { Float(bitPattern: $0) }
    }

    private mutating func readList<Number: FixedWidthInteger>(
        _: Number.Type
    ) throws(CheckpointError) -> [Number] {
        let count = try readCount()
        // Checked before room is made: a damaged length may be any number.
        guard count <= rest.count / MemoryLayout<Number>.size else { throw .unreadable }
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count { numbers.append(try read(Number.self)) }
        return numbers
    }

    private mutating func read<Number: FixedWidthInteger>(
        _: Number.Type
    ) throws(CheckpointError) -> Number {
        let bytes = readBytes(MemoryLayout<Number>.size)
        guard bytes.count == MemoryLayout<Number>.size else { throw .unreadable }
        return Number(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(as: Number.self) })
    }
}
