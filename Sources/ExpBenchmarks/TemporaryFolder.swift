import ExpSystem

/// A folder under `TMPDIR` that is removed with everything in it when the value goes away.
final class TemporaryFolder {
    let path: FilePath

    /// Makes the folder; nil when that cannot be.
    init?() {
        let root = FilePath(ProcessEnvironment.variable("TMPDIR") ?? "/tmp")
        path = root.appending("exp-benchmark-\(SystemRandom.base32(count: 8))")
        guard (try? FileSystem.createDirectories(path)) != nil else { return nil }
    }

    deinit {
        _ = try? CommandRun.run(
            "rm",
            ["-rf", path.string],
            environment: ProcessEnvironment.variables,
            timeoutSeconds: 60
        )
    }
}
