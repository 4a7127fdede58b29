import ExpDiagnostics

/// An override that a shell took apart, because nothing around its blanks was quoted.
struct ShellSplit {
    /// How many arguments it became.
    var count: Int

    /// The override as it was meant.
    var whole: String

    /// Whether blanks around the sign took it apart: `lr = 3`.
    var isAroundSign: Bool

    /// Recognises an override among the arguments from a place on.
    ///
    /// - Returns: nil when the argument stands for itself.
    init?(_ arguments: ArraySlice<String>) {
        guard let first = arguments.first else { return nil }
        let rest = arguments.dropFirst()
        if let (count, whole) = Self.bracket(first, rest) {
            self.init(count: count, whole: whole, isAroundSign: false)
        } else if let (count, whole) = Self.sign(first, rest) {
            self.init(count: count, whole: whole, isAroundSign: true)
        } else {
            return nil
        }
    }

    private init(count: Int, whole: String, isAroundSign: Bool) {
        self.count = count
        self.whole = whole
        self.isAroundSign = isAroundSign
    }

    /// `a={b: 1}`: a bracket or quote that a later argument closes.
    private static func bracket(
        _ first: String,
        _ rest: ArraySlice<String>
    ) -> (Int, String)? {
        let opens = first.utf8.contains { "[{'\"(".utf8.contains($0) }
        guard opens, !reads(first) else { return nil }
        var joined = first
        for (index, argument) in rest.prefix(8).enumerated() {
            joined += " " + argument
            if reads(joined) { return (index + 2, joined) }
        }
        return nil
    }

    /// `lr = 3`, `lr =3`, `lr= 3`.
    private static func sign(_ first: String, _ rest: ArraySlice<String>) -> (Int, String)? {
        guard let second = rest.first else { return nil }
        if first.hasSuffix("="), first.utf8.count > 1, !second.contains("="),
            !second.hasPrefix("~"), reads(first + second)
        {
            return (2, first + second)
        }
        guard !first.contains("="), !first.hasPrefix("~") else { return nil }
        guard second == "=" else {
            return second.hasPrefix("=") && reads(first + second) ? (2, first + second) : nil
        }
        guard let third = rest.dropFirst().first, !third.contains("=") else { return nil }
        return reads(first + "=" + third) ? (3, first + "=" + third) : nil
    }

    /// Whether a text reads as one override.
    static func reads(_ text: String) -> Bool {
        var scratch = DiagnosticBag()
        let file = SourceFile(commandLine: [text])
        return OverrideParser.parse(file.range(ofToken: 0), into: &scratch) != nil
    }
}
