import ExpSystem

/// A folder for one test, removed with everything in it when the value goes away.
package final class TemporaryDirectory: Sendable {
    /// The absolute path.
    package let path: String

    /// Makes an empty folder under the system's temporary folder.
    package init() {
        let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((root + "/exp-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            preconditionFailure("cannot make a temporary folder in \(root)")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        removeTree(path)
    }

    /// The absolute path of something in the folder.
    package func appending(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes a file, making the folders on its way; returns its absolute path.
    @discardableResult
    package func write(_ name: String, _ text: String) -> String {
        let target = appending(name)
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o777)
        }
        let file = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        precondition(file >= 0, "cannot write \(target)")
        defer { close(file) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { ExpSystem.write(file, $0.baseAddress, $0.count) }
            precondition(count > 0, "cannot write \(target)")
            bytes = bytes.dropFirst(count)
        }
        return target
    }

    /// The text of a file in the folder; nil when there is none.
    package func read(_ name: String) -> String? {
        readText(appending(name))
    }
}

/// The text of a file; nil when it cannot be read.
package func readText(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = buffer.withUnsafeMutableBytes {
            Int(ExpSystem.read(file, $0.baseAddress, $0.count))
        }
        guard count > 0 else { break }
        bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func removeTree(_ path: String) {
    if unlink(path) == 0 { return }
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { removeTree(path + "/" + name) }
    }
    closedir(folder)
    rmdir(path)
}
