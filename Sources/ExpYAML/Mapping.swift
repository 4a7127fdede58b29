package import ExpDiagnostics

/// Keys with values in the order written; each key stands once.
package struct Mapping: Sendable {
    /// The entries in the order written.
    package private(set) var entries: [Entry]

    /// What few mappings have besides their entries; nil for all others.
    private var side: Side?

    /// The number of entries up to which a search in order beats a table.
    static let searchedCount = 8

    /// A mapping of entries whose keys differ.
    package init(_ entries: [Entry] = []) {
        self.entries = entries
        indexIfLarge()
    }

    /// Takes entries whose table of keys is already known, or that are few.
    init(_ entries: [Entry], index: [String: Int]?) {
        self.entries = entries
        if let index { side = Side(index: index) }
    }

    /// The keys in the order written.
    package var keys: [String] {
        entries.map(\.key)
    }

    /// The number of entries.
    package var count: Int {
        entries.count
    }

    /// Whether there is no entry.
    package var isEmpty: Bool {
        entries.isEmpty
    }

    /// The place of a key in ``entries``; nil when it is not there.
    package func position(of key: String) -> Int? {
        if let index = side?.index { return index[key] }
        return entries.firstIndex { $0.key == key }
    }

    /// The entry of a key; nil when it is not there.
    package func entry(_ key: String) -> Entry? {
        position(of: key).map { entries[$0] }
    }

    /// The value of a key; nil when it is not there.
    package subscript(key: String) -> Node? {
        position(of: key).map { entries[$0].value }
    }

    /// Values that stood here and were taken away, for the history: by `~key`, by a choice, by
    /// `key!`; nothing but the history looks at them.
    package var removed: [Removal] {
        get { side?.removed ?? [] }
        set { changeSide { $0.removed = newValue } }
    }

    /// Whether a layer of this mapping could not be read.
    ///
    /// Then that a key is absent proves nothing, and no check may report it.
    package var isIncomplete: Bool {
        get { side?.isIncomplete ?? false }
        set { changeSide { $0.isIncomplete = newValue } }
    }

    // MARK: Changes

    /// Puts an entry in the place of the one with its key, or at the end.
    package mutating func set(_ entry: Entry) {
        if let position = position(of: entry.key) {
            entries[position] = entry
        } else {
            append(entry)
        }
    }

    /// Sets the value of a key, keeping the place and range of a key that is there already.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - value: Its new value.
    ///   - keyRange: Where a new key stands; the value's range when not given.
    package mutating func set(_ key: String, to value: Node, keyRange: SourceRange? = nil) {
        if let position = position(of: key) {
            entries[position].value = value
        } else {
            append(Entry(key: key, keyRange: keyRange ?? value.range, value: value))
        }
    }

    /// Changes the value at a place in ``entries`` without copying it.
    package mutating func updateValue<Result>(
        at position: Int,
        _ change: (inout Node) -> Result
    ) -> Result {
        change(&entries[position].value)
    }

    /// Takes a key out; nil when it is not there.
    ///
    /// - Complexity: linear.
    @discardableResult
    package mutating func remove(_ key: String) -> Entry? {
        guard let position = position(of: key) else { return nil }
        let removed = entries.remove(at: position)
        reindex()
        return removed
    }

    /// Takes out every entry that the condition holds for.
    package mutating func removeAll(where condition: (Entry) -> Bool) {
        entries.removeAll(where: condition)
        reindex()
    }

    /// Puts the entries of some keys first, in the order of the keys; the others follow as they
    /// stood.
    package mutating func order(by keys: [String]) {
        var isMoved = [Bool](repeating: false, count: entries.count)
        var ordered: [Entry] = []
        ordered.reserveCapacity(entries.count)
        for key in keys {
            guard let place = position(of: key), !isMoved[place] else { continue }
            isMoved[place] = true
            ordered.append(entries[place])
        }
        for (place, entry) in entries.enumerated() where !isMoved[place] { ordered.append(entry) }
        entries = ordered
        reindex()
    }

    // MARK: The side object

    private mutating func append(_ entry: Entry) {
        entries.append(entry)
        guard side?.index != nil else {
            indexIfLarge()
            return
        }
        let place = entries.count - 1
        changeSide { $0.index?[entry.key] = place }
    }

    private mutating func reindex() {
        if side?.index != nil { changeSide { $0.index = nil } }
        indexIfLarge()
    }

    private mutating func indexIfLarge() {
        guard entries.count > Self.searchedCount else { return }
        var places = [String: Int](minimumCapacity: entries.count)
        for (place, entry) in entries.enumerated() { places[entry.key] = place }
        changeSide { $0.index = places }
    }

    /// Changes the side object in place when no other mapping shares it.
    private mutating func changeSide(_ change: (Side) -> Void) {
        if side == nil {
            side = Side(index: nil)
        } else if !isKnownUniquelyReferenced(&side) {
            side = side.map(Side.init(copying:))
        }
        if let side { change(side) }
    }
}

extension Mapping {
    /// One key with its value.
    package struct Entry: Sendable {
        /// The key's text after unquoting; in a file `key+` and `key!` keep their sign here.
        package var key: String

        /// Whether the key was quoted: a quoted key is literal, never an operator.
        package var isKeyQuoted: Bool

        /// Where the key stands.
        package var keyRange: SourceRange

        /// The value.
        package var value: Node

        /// Joins a key with its value.
        package init(
            key: String,
            isKeyQuoted: Bool = false,
            keyRange: SourceRange,
            value: Node
        ) {
            self.key = key
            self.isKeyQuoted = isKeyQuoted
            self.keyRange = keyRange
            self.value = value
        }
    }

    /// A key that was taken out of a mapping.
    package struct Removal: Sendable {
        /// The key.
        package var key: String

        /// Where the key stood.
        package var keyRange: SourceRange

        /// The value that it had; its trace says what took it away.
        package var last: Node

        /// Keeps what was taken out.
        package init(key: String, keyRange: SourceRange, last: Node) {
            self.key = key
            self.keyRange = keyRange
            self.last = last
        }
    }

    /// Owned by one mapping whenever it is changed, so that sharing it between threads is safe.
    private final class Side: @unchecked Sendable {
        /// The place of each key in `entries`; nil for a mapping small enough to be searched.
        var index: [String: Int]?
        var removed: [Removal] = []
        var isIncomplete = false

        init(index: [String: Int]?) {
            self.index = index
        }

        init(copying other: Side) {
            index = other.index
            removed = other.removed
            isIncomplete = other.isIncomplete
        }
    }
}
