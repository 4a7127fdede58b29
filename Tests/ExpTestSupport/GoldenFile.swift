import ExpSystem
package import Testing

/// Compares a text with the file that holds what is expected.
///
/// With `EXP_RECORD=1` in the environment the file is rewritten and the test still fails, so that
/// a recording is always looked at.
package func expectGolden(
    _ actual: String,
    matches path: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let expected = readText(path)
    guard expected != actual else { return }
    if isRecording {
        recordGolden(actual, at: path)
        Issue.record("recorded \(path); look at it and run again", sourceLocation: sourceLocation)
        return
    }
    Issue.record(
        "\(path) differs (EXP_RECORD=1 rewrites it)\n--- expected\n\(expected ?? "no such file")\n--- actual\n\(actual)",
        sourceLocation: sourceLocation
    )
}

/// Whether this run of the tests rewrites golden files.
package var isRecording: Bool {
    getenv("EXP_RECORD").map { String(cString: $0) } == "1"
}

private func recordGolden(_ text: String, at path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { ExpSystem.write(file, $0.baseAddress, $0.count) }
}

/// The folder that holds the package, found from a test file's `#filePath`.
package func repositoryRoot(_ file: String = #filePath) -> String {
    String(file[..<(file.range(ofLast: "/Tests/") ?? file.endIndex)])
}

extension String {
    fileprivate func range(ofLast part: String) -> String.Index? {
        var found: String.Index?
        var position = startIndex
        while position < endIndex {
            if self[position...].hasPrefix(part) { found = position }
            position = index(after: position)
        }
        return found
    }
}
