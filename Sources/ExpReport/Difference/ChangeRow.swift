import ExpYAML

/// Differences in the order in which every view shows them: an option that changed, then what came
/// and went with it, then the rest.
enum ChangeRow: Sendable {
    /// Another option.
    case option(ConfigDifference.OptionChange)
    /// Another value; `isNested` when the option that is its cause stands above it.
    case value(ConfigDifference.ValueChange, isNested: Bool)

    /// The rows of some differences.
    static func rows(
        _ options: [ConfigDifference.OptionChange],
        _ values: [ConfigDifference.ValueChange]
    ) -> [ChangeRow] {
        var rows: [ChangeRow] = []
        for option in options {
            rows.append(.option(option))
            for value in values where value.reason == .option(option.path) {
                rows.append(.value(value, isNested: true))
            }
        }
        let listed = Set(options.map { ConfigDifference.Reason.option($0.path) })
        for value in values where !listed.contains(value.reason) {
            rows.append(.value(value, isNested: false))
        }
        return rows
    }

    /// The path as text.
    var key: String {
        switch self {
        case .option(let option): option.path.components.isEmpty ? "use" : "\(option.path)"
        case .value(let value, _): "\(value.path)"
        }
    }

    /// What stood on the old side; nil for nothing.
    var old: String? {
        switch self {
        case .option(let option): option.old?.option
        case .value(let value, _): value.old?.text
        }
    }

    /// What stands on the new side; nil for nothing.
    var new: String? {
        switch self {
        case .option(let option): option.new?.option
        case .value(let value, _): value.new?.text
        }
    }

    /// What set it on the old side.
    var oldOrigin: Origin? {
        switch self {
        case .option(let option): option.old?.origin
        case .value(let value, _): value.old?.origin
        }
    }

    /// What set it on the new side.
    var newOrigin: Origin? {
        switch self {
        case .option(let option): option.new?.origin
        case .value(let value, _): value.new?.origin
        }
    }

    /// What is to be said beside the places; nil for nothing.
    func remark(_ place: (Origin) -> String) -> String? {
        guard case .value(let value, let isNested) = self else { return ReportMessages.option }
        switch value.reason {
        case .reads(let keys): return ReportMessages.readsChanged(keys)
        case .removed(let cause): return ReportMessages.takenOut(cause)
        case .option(let path): return isNested ? nil : ReportMessages.withOption("\(path)")
        case .written:
            return value.replaced.map { ReportMessages.inPlaceOf($0.value, place($0.origin)) }
        }
    }
}

extension Origin {
    /// The place in a line of a table: `configs/digits.yaml:9`, `command line: lr=0.1`, `default`.
    var cause: String {
        switch kind {
        case .commandLine where !text.isEmpty: ReportMessages.token(text)
        default: self.text()
        }
    }
}
