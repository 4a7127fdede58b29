extension ConfigReview {
    /// How many configs there are of each fate: `3 changed, 1 new, 28 not touched`.
    var counts: String {
        let words = ReportMessages.self
        func count(_ isMeant: (ReviewedConfig.Fate) -> Bool) -> Int { names(where: isMeant).count }
        let untouched = configs.count { config in
            if case .untouched = config.fate { config.renamedFrom == nil } else { false }
        }
        let parts: [(Int, String)] = [
            (count { if case .broken = $0 { true } else { false } }, words.brokenCount),
            (count { if case .changed = $0 { true } else { false } }, words.changedCount),
            (count { if case .added = $0 { true } else { false } }, words.newCount),
            (count { if case .removed = $0 { true } else { false } }, words.deletedCount),
            (configs.count { $0.renamedFrom != nil }, words.renamedCount),
            (count { if case .brokenBefore = $0 { true } else { false } }, words.neverCount),
            (count { if case .same = $0 { true } else { false } }, words.sameCount),
            (untouched, words.untouchedCount),
        ]
        let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return told.isEmpty ? words.noConfigs : told.joined(separator: ", ")
    }

    /// What is to be known about the review as a whole.
    var remarks: [String] {
        guard let old = sides.old.root, let new = sides.new.root else {
            return [
                sides.old.root == nil ? ReportMessages.noRoot(sides.old.revision) : nil,
                sides.new.root == nil ? ReportMessages.noRoot(sides.new.revision) : nil,
            ].compactMap(\.self)
        }
        return old == new ? [] : [ReportMessages.rootMoved(old, new)]
    }

    /// What is to be said of a config that is not in a block; nil for nothing.
    func sentence(about config: ReviewedConfig) -> String? {
        let words = ReportMessages.self
        var parts: [String] = []
        if let before = config.renamedFrom {
            parts.append(words.renamed(before.name, config.name))
        }
        switch config.fate {
        case .untouched, .same, .broken, .brokenBefore:
            break
        case .changed(_, let isMended):
            if isMended { parts.append(words.mended(config.name)) }
        case .added(let base, let difference):
            parts.append(words.added(config.name, file: config.file))
            if let base, let difference {
                parts[parts.count - 1] += words.like(base, isSame: difference.isEmpty)
            }
        case .removed:
            parts.append(words.deleted(config.name, file: config.file))
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// What is to be said of several configs at once.
    var sentences: [String] {
        let same = names { if case .same = $0 { true } else { false } }
        let never = names { if case .brokenBefore = $0 { true } else { false } }
        return [
            same.isEmpty ? nil : ReportMessages.sameValues(same),
            never.isEmpty ? nil : ReportMessages.neverCompose(never),
        ].compactMap(\.self)
    }
}
