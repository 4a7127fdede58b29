/// What each override of a load turns out to be.
///
/// What an override means depends on the tree that it is for: `model=vit` sets a text, chooses an
/// option, fills a slot or names a Hydra group. Each stage takes out those that it alone
/// understands; what is left at the end sets values.
struct OverrideRoles: Sendable {
    /// What an override is.
    enum Role: Sendable {
        /// It sets, adds or removes a value.
        case value
        /// It chooses an option at a path; if its value is a mapping, what else that holds still
        /// sets values.
        case choice
        /// It chooses the option of a slot.
        case slot
        /// It changes the defaults list of a Hydra tree.
        case group
        /// It sets a value of Hydra's own node.
        case hydraNode
        /// It sets every key whose path ends like its own.
        case everyDepth
        /// It means nothing in this tree, which was reported.
        case refused
    }

    /// The overrides in the order of the command line.
    private(set) var overrides: [Override]

    private var roles: [Role]

    /// Overrides that set values, until a stage finds otherwise.
    init(_ overrides: [Override]) {
        self.overrides = overrides
        roles = overrides.map { $0.isEveryDepth ? .everyDepth : .value }
    }

    /// What the override at a place is.
    subscript(index: Int) -> Role {
        get { roles[index] }
        set { roles[index] = newValue }
    }

    /// Puts another override in the place of one, which keeps its role.
    mutating func replace(_ index: Int, by override: Override) {
        overrides[index] = override
    }

    /// Notes what several overrides are.
    mutating func set(_ places: some Sequence<Int>, to role: Role) {
        for place in places { roles[place] = role }
    }

    /// The overrides that still have a role, with their places.
    func having(_ role: Role) -> [(index: Int, override: Override)] {
        overrides.indices.filter { roles[$0] == role }.map { ($0, overrides[$0]) }
    }
}
