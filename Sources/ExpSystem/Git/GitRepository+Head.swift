extension GitRepository {
    /// The commit that is checked out, in hexadecimal; nil before the first commit.
    ///
    /// It is read from `HEAD`, `refs` and `packed-refs`. Only a repository that keeps its branches
    /// otherwise (`extensions.refStorage`) is asked through the program `git`.
    package var commit: String? {
        guard let head = HostFacts.firstLine(of: gitFolder.appending("HEAD")) else { return nil }
        guard head.hasPrefix("ref: ") else { return Self.hash(head) }
        let name = String(head.dropFirst(5))
        for folder in [gitFolder, commonFolder] {
            let line = HostFacts.firstLine(of: folder.appending(name))
            if let hash = line.flatMap(Self.hash) { return hash }
        }
        if let hash = packedCommit(name) { return hash }
        let keepsFiles = FileSystem.kind(of: commonFolder.appending("reftable")) == nil
        return keepsFiles ? nil : askedCommit
    }

    /// A branch's commit in `packed-refs`: a line each, `HASH NAME`, beside comments and the
    /// commits that tags point to.
    private func packedCommit(_ name: String) -> String? {
        let path = commonFolder.appending("packed-refs")
        guard let bytes = try? FileSystem.read(path, limit: 64 << 20) else { return nil }
        let wanted = Array((" " + name).utf8)
        for line in bytes.split(separator: UInt8(ascii: "\n"))
        where line.suffix(wanted.count).elementsEqual(wanted) {
            if let hash = Self.hash(
                String(decoding: line.dropLast(wanted.count), as: UTF8.self)
            ) {
                return hash
            }
        }
        return nil
    }

    private var askedCommit: String? {
        let run = try? run(["rev-parse", "--verify", "--quiet", "HEAD"], timeoutSeconds: 10)
        guard let run, run.didSucceed else { return nil }
        let line = run.output.prefix { $0 != UInt8(ascii: "\n") }
        return Self.hash(String(decoding: line, as: UTF8.self))
    }

    /// The text when it is a SHA-1 or SHA-256 in hexadecimal.
    private static func hash(_ text: String) -> String? {
        let isHash =
            (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        return isHash ? text : nil
    }
}
