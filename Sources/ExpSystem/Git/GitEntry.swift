/// One name in a folder of a revision.
struct GitEntry: Hashable, Sendable {
    /// What a name is.
    enum Kind: Sendable {
        case file
        case folder
        case link
        /// Another repository, of which the revision holds no more than the commit.
        case submodule
    }

    /// The name, without the folder.
    var name: String
    /// What it is.
    var kind: Kind
    /// The id of its blob or tree, or of a submodule's commit.
    var id: String

    /// Reads a tree object: `MODE NAME`, a zero byte and the id in binary, again and again.
    ///
    /// - Parameters:
    ///   - bytes: The object's content.
    ///   - idBytes: How long an id is: 20 bytes with SHA-1, 32 with SHA-256.
    /// - Returns: The entries, up to the first that cannot be read.
    static func entries(ofTree bytes: [UInt8], idBytes: Int) -> [GitEntry] {
        var entries: [GitEntry] = []
        var rest = bytes[...]
        while let blank = rest.firstIndex(of: UInt8(ascii: " ")),
            let zero = rest[blank...].firstIndex(of: 0), rest.endIndex - zero > idBytes
        {
            let mode = String(decoding: rest[..<blank], as: UTF8.self)
            let end = zero + 1 + idBytes
            entries.append(
                GitEntry(
                    name: String(decoding: rest[(blank + 1)..<zero], as: UTF8.self),
                    kind: Kind(mode: mode),
                    id: hexadecimal(rest[(zero + 1)..<end])
                )
            )
            rest = rest[end...]
        }
        return entries
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

extension GitEntry.Kind {
    /// What a mode says (git-fast-import(1), "filemodify").
    fileprivate init(mode: String) {
        switch mode {
        case "40000", "040000": self = .folder
        case "120000": self = .link
        case "160000": self = .submodule
        default: self = .file
        }
    }
}
