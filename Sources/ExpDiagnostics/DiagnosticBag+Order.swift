extension DiagnosticBag {
    /// The diagnostics in the order in which every renderer shows them.
    ///
    /// Files come in the order in which they were first reported about; within a file problems come
    /// from top to bottom, so that one can go through it once; at the same place, as reported.
    /// Problems without a place in any text come last.
    package var ordered: [Diagnostic] {
        var ranks: [SourceFile: Int] = [:]
        let keyed = diagnostics.map {
            diagnostic -> (rank: Int, start: Int, diagnostic: Diagnostic) in
            guard let place = diagnostic.place else { return (Int.max, 0, diagnostic) }
            let rank = ranks[place.file] ?? ranks.count
            ranks[place.file] = rank
            return (rank, place.start, diagnostic)
        }
        return keyed.sorted { ($0.rank, $0.start) < ($1.rank, $1.start) }.map(\.diagnostic)
    }
}

extension Diagnostic {
    /// The range to name first: that of the first label that lies in a text.
    package var place: SourceRange? {
        labels.first { $0.range.file.hasText }?.range
    }
}
