import ExpYAML

/// Groups the differences of many configs: what is the same in several is told once.
///
/// A difference that one config alone has counts as the same as another's that is but for the
/// config's own file: so thirty configs that were all edited in the same way read as one change.
enum SharedChanges {
    /// What makes two differences of two configs the same.
    private struct Key: Hashable {
        var path: String
        var old: String?
        var new: String?
        var oldOrigin: Origin?
        var newOrigin: Origin?
        var remark: String?
        var isOption: Bool

        init(_ row: ChangeRow) {
            path = row.key
            old = row.old
            new = row.new
            oldOrigin = row.oldOrigin
            newOrigin = row.newOrigin
            remark = row.remark(\.cause)
            isOption = row.isOption
        }
    }

    private struct Shared {
        /// The difference as the first config has it.
        var row: ChangeRow
        /// The same with words in the place of the config's own file.
        var general: ChangeRow
        var configs: [String]
        var rank: Int
    }

    /// The blocks of the configs that changed, the widest first.
    static func blocks(of configs: [ReviewedConfig]) -> [ConfigReview.Block] {
        var exact: [Key: Shared] = [:]
        for config in configs {
            guard case .changed(let difference, _) = config.fate else { continue }
            let files = Set([config.file, config.renamedFrom?.file].compactMap(\.self))
            for row in ChangeRow.rows(difference.options, difference.values) {
                let general = row.mapped { origin in
                    origin.kind == .file && files.contains(origin.name)
                        ? Origin(kind: .file, name: ReportMessages.ownFile) : origin
                }
                let first = Shared(row: row, general: general, configs: [], rank: exact.count)
                exact[Key(row), default: first].configs.append(config.name)
            }
        }
        let groups = Dictionary(grouping: joined(exact.values), by: \.configs)
        let blocks = groups.map { configs, rows in
            block(configs, rows.sorted { $0.rank < $1.rank }.map(\.row))
        }
        return blocks.sorted { left, right in
            left.configs.count == right.configs.count
                ? left.configs.lexicographicallyPrecedes(right.configs)
                : left.configs.count > right.configs.count
        }
    }

    /// Joins what single configs have in their own files, and leaves the rest.
    private static func joined(_ exact: some Sequence<Shared>) -> [Shared] {
        var rest: [Shared] = []
        var general: [Key: Shared] = [:]
        for shared in exact.sorted(by: { $0.rank < $1.rank }) {
            guard shared.configs.count == 1 else {
                rest.append(shared)
                continue
            }
            guard var known = general[Key(shared.general)] else {
                general[Key(shared.general)] = shared
                continue
            }
            known.configs += shared.configs
            known.row = known.general
            general[Key(shared.general)] = known
        }
        return rest + general.values
    }

    private static func block(_ configs: [String], _ rows: [ChangeRow]) -> ConfigReview.Block {
        var block = ConfigReview.Block(configs: configs, options: [], values: [])
        for row in rows {
            switch row {
            case .option(let option): block.options.append(option)
            case .value(let value, _): block.values.append(value)
            }
        }
        return block
    }
}

extension ChangeRow {
    /// The row with every origin changed.
    fileprivate func mapped(_ change: (Origin) -> Origin) -> ChangeRow {
        switch self {
        case .option(var option):
            option.old?.mapOrigin(change)
            option.new?.mapOrigin(change)
            return .option(option)
        case .value(var value, let isNested):
            value.old?.mapOrigins(change)
            value.new?.mapOrigins(change)
            return .value(value, isNested: isNested)
        }
    }
}

extension ConfigDifference.Named {
    fileprivate mutating func mapOrigin(_ change: (Origin) -> Origin) {
        origin = origin.map(change)
    }
}

extension ConfigDifference.Value {
    fileprivate mutating func mapOrigins(_ change: (Origin) -> Origin) {
        origin = origin.map(change)
        guard var told = history else { return }
        if let current = told.current { told.current?.origin = change(current.origin) }
        for index in told.replaced.indices {
            told.replaced[index].origin = change(told.replaced[index].origin)
        }
        history = told
    }
}
