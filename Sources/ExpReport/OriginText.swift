package import ExpYAML

extension Origin {
    /// The place in a few words: `configs/digits.yaml:9`, `command line`, `default`.
    ///
    /// - Parameter showsColumn: Whether a column is told beside the line.
    /// - Returns: The words; they name no value.
    package func text(showsColumn: Bool = false) -> String {
        let place = line > 0 ? ":\(line)" + (showsColumn && column > 0 ? ":\(column)" : "") : ""
        return switch kind {
        case .file: name + place
        case .commandLine: ReportMessages.commandLine
        case .environment: ReportMessages.variable(name)
        case .schemaDefault: ReportMessages.byDefault
        case .interpolation: name.isEmpty ? ReportMessages.interpolation : name + place
        case .sweep: ReportMessages.sweep
        case .standardInput: ReportMessages.standardInput + place
        }
    }
}
