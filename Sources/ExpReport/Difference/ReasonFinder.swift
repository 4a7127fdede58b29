import ExpYAML

/// Finds out why a value is not the same on both sides.
struct ReasonFinder {
    let old: ConfigSide
    let new: ConfigSide
    let options: [ConfigDifference.OptionChange]

    /// The reason of one difference.
    func reason(
        of path: ConfigPath,
        _ before: ConfigDifference.Value?,
        _ after: ConfigDifference.Value?
    ) -> ConfigDifference.Reason {
        // The innermost option that changed is the nearest cause.
        let nearest = options.sorted { $0.path.components.count > $1.path.components.count }
        guard let after else { return reason(ofMissing: path, before, nearest) }
        if let origin = after.origin,
            let option = nearest.first(where: { brings($0, path, origin, in: new) })
        {
            return .option(option.path)
        }
        if let keys = readKeys(before?.history?.current, after.history?.current) {
            return .reads(keys)
        }
        return .written
    }

    private func reason(
        ofMissing path: ConfigPath,
        _ before: ConfigDifference.Value?,
        _ options: [ConfigDifference.OptionChange]
    ) -> ConfigDifference.Reason {
        if let cause = new.history(of: path)?.replaced.first?.droppedBy {
            let option = options.first { change in
                change.new.map { cause == "\(change.path)=\($0.option)" } ?? false
            }
            return option.map { .option($0.path) } ?? .removed(by: cause)
        }
        if let origin = before?.origin,
            let option = options.first(where: { brings($0, path, origin, in: old) })
        {
            return .option(option.path)
        }
        return .written
    }

    /// Whether an option that changed gives one side its value.
    private func brings(
        _ change: ConfigDifference.OptionChange,
        _ path: ConfigPath,
        _ origin: Origin,
        in side: ConfigSide
    ) -> Bool {
        let isBelow = change.path.isPrefix(of: path)
        switch origin.kind {
        case .schemaDefault:
            return isBelow
        case .file:
            guard let choice = side.choice(at: change.path) else { return false }
            if let files = choice.files { return files.contains(origin.name) }
            // A record names the option but not its file: that ends in the option's name.
            return isBelow && origin.name.hasSuffix("/\(choice.option).yaml")
        case .commandLine, .environment, .interpolation, .sweep, .standardInput:
            return false
        }
    }

    /// The keys whose values make two texts that are written the same come to different values; nil
    /// when they are not written the same, or read the same.
    private func readKeys(_ before: ValueHistory.Step?, _ after: ValueHistory.Step?) -> [String]? {
        guard let before, let after, before.written != nil, before.written == after.written else {
            return nil
        }
        let changed = after.sources.filter { source in
            !before.sources.contains { $0.path == source.path && $0.value == source.value }
        }
        return changed.isEmpty ? nil : changed.map(\.path)
    }
}
