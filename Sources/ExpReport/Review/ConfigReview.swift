package import ExpDiagnostics

/// What a change means for the configs of a project: the same differences told once, with the
/// configs that they hit.
package struct ConfigReview: Sendable {
    /// What was compared, as the user wrote it: `main..HEAD`.
    package let range: String

    /// The revisions, by the names that places are shown with.
    package let sides: Sides

    /// All configs, by name.
    package let configs: [ReviewedConfig]

    /// Differences that some configs share, the widest first.
    package let blocks: [Block]

    /// The old and the new side.
    package struct Sides: Hashable, Sendable {
        /// The revision compared with.
        package var old: Side
        /// The revision compared.
        package var new: Side

        /// Joins two sides.
        package init(old: Side, new: Side) {
            self.old = old
            self.new = new
        }
    }

    /// One side.
    package struct Side: Hashable, Sendable {
        /// The revision as the user wrote it; nil for the work tree.
        package var revision: String?
        /// The whole id of its commit; nil for the work tree.
        package var commit: String?
        /// The folder of configs, as a user would type it; nil when the revision has none.
        package var root: String?

        /// Describes one side.
        package init(revision: String?, commit: String?, root: String?) {
            self.revision = revision
            self.commit = commit
            self.root = root
        }
    }

    /// Differences that are the same in several configs.
    package struct Block: Sendable {
        /// The names of the configs, sorted.
        package var configs: [String]
        /// The options that changed in all of them.
        package var options: [ConfigDifference.OptionChange]
        /// The values that changed in all of them.
        package var values: [ConfigDifference.ValueChange]
    }

    /// Configs that no longer compose, for the same reasons.
    package struct BrokenBlock: Sendable {
        /// The names of the configs, sorted.
        package var configs: [String]
        /// The problems.
        package var bag: DiagnosticBag
    }

    /// Gathers the configs of a review.
    package init(range: String, sides: Sides, configs: [ReviewedConfig]) {
        self.range = range
        self.sides = sides
        self.configs = configs.sorted { $0.name < $1.name }
        blocks = SharedChanges.blocks(of: self.configs)
    }

    /// Whether any config is not what it was.
    package var hasChanges: Bool {
        configs.contains { config in
            switch config.fate {
            case .untouched, .same, .brokenBefore: config.renamedFrom != nil
            case .changed, .added, .removed, .broken: true
            }
        }
    }

    /// The configs that no longer compose, those with the same problems together.
    package var broken: [BrokenBlock] {
        var blocks: [BrokenBlock] = []
        for config in configs {
            guard case .broken(let bag, _) = config.fate else { continue }
            if let index = blocks.firstIndex(where: { $0.bag.diagnostics == bag.diagnostics }) {
                blocks[index].configs.append(config.name)
                blocks[index].bag.merge(bag)
            } else {
                blocks.append(BrokenBlock(configs: [config.name], bag: bag))
            }
        }
        return blocks
    }

    /// The names of the configs whose fate is told so.
    func names(where isMeant: (ReviewedConfig.Fate) -> Bool) -> [String] {
        configs.filter { isMeant($0.fate) }.map(\.name)
    }
}
