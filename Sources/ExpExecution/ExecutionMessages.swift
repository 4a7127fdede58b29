import ExpDiagnostics
import ExpSystem

/// The wording of this target, in one place.
enum ExecutionMessages {
    static func progressLine(
        _ progress: RunProgress,
        values: [(key: String, value: Double)]
    ) -> String {
        let head = "\(progress.unit) \(progress.done)/\(progress.total)"
        return ([head] + values.map { "\($0.key) \(shortNumber($0.value))" })
            .joined(separator: "  ")
    }

    /// A number in at most four significant digits, as `printf`'s `%.4g` writes it.
    private static func shortNumber(_ value: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 32)
        _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.4g", $0) }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
