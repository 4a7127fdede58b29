import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The compositions of one config that a survey makes: as it stands, then with each other option
/// of each choice.
///
/// Only one choice is varied at a time. The choices that the other option brings, and the config
/// as it stands does not have, are varied together with it.
struct OptionWalk {
    /// A composition to make.
    struct Combination {
        /// The choices that differ from the config as it stands.
        var choices: [Choice] = []

        /// The same as overrides.
        var overrides: [Override] = []

        /// The places where the config names what these choices replace.
        fileprivate var origins: [SourceFile: SourceRange] = [:]

        /// The choices as the user would write them; nil for the config as it stands.
        var text: String? {
            choices.isEmpty ? nil : "`\(choices.map(\.text).joined(separator: " "))`"
        }
    }

    /// The number of compositions begun.
    private(set) var count = 0

    /// The files of all options that can be chosen.
    private(set) var options: Set<FilePath> = []

    private let prepared: PreparedConfig
    private let limit: Int
    private var waiting: [Combination]
    private var begun: Set<[String]> = []
    private var asWritten: [String: Choice] = [:]

    /// Begins with the config as it stands.
    init(_ prepared: PreparedConfig, limit: Int) {
        self.prepared = prepared
        self.limit = limit
        waiting = [Combination()]
    }

    /// The number of compositions that are known of and were not made.
    var left: Int {
        waiting.count
    }

    /// The next composition to make; nil after the last, and when the limit is reached.
    mutating func next() -> Combination? {
        guard count < limit, !waiting.isEmpty else { return nil }
        count += 1
        return waiting.removeFirst()
    }

    /// Takes what a composition came to, to vary the choices that it brought.
    mutating func add(_ loaded: LoadedConfig, of combination: Combination) {
        let choices = loaded.choices + prepared.emptySlots(of: loaded)
        if combination.choices.isEmpty {
            asWritten = Dictionary(
                choices.map { ($0.place, $0) },
                uniquingKeysWith: { $1 }
            )
        }
        let varied = Set(combination.choices.map(\.place))
        let file = loaded.files.first { $0.path == loaded.path?.string }
        for choice in choices where !choice.path.components.isEmpty {
            let isOld = asWritten[choice.place].map { $0.isSameOption(as: choice) } ?? false
            if varied.contains(choice.place) || (!combination.choices.isEmpty && isOld) { continue }
            for option in prepared.options(at: choice.path, in: loaded) where !option.isShared {
                if let file = option.file { options.insert(file) }
                guard !choice.isOption(option) else { continue }
                if let varied = combination.varied(choice, to: option, in: file),
                    begun.insert(varied.choices.map(\.text)).inserted
                {
                    waiting.append(varied)
                }
            }
        }
    }
}

extension OptionWalk.Combination {
    fileprivate func varied(
        _ choice: Choice,
        to option: AvailableOption,
        in file: SourceFile?
    ) -> Self? {
        var result = self
        var other = choice
        other.name = option.name
        // A slot is named by its folder, as a group is.
        if choice.isSlot {
            other.group = choice.path.keys.joined(separator: "/")
        }
        let text = SourceFile(commandLine: [other.text])
        let range = text.range(ofToken: 0)
        other.range = range
        var override = Override(
            operation: .change,
            path: choice.path,
            pathRanges: Array(repeating: range, count: choice.path.components.count),
            value: .element(.string(option.name, range)),
            range: range,
            keyRange: range
        )
        if other.group != nil {
            // The key of a group may hold a package. A name that the grammar does not read cannot
            // be chosen on the command line either.
            var scratch = DiagnosticBag()
            guard let parsed = OverrideParser.parse(range, into: &scratch) else { return nil }
            override = parsed
        }
        result.choices.append(other)
        result.overrides.append(override)
        // A choice that a default makes is shown at the top of the config.
        let isWritten = choice.range.file.kind == .file
        result.origins[text] = isWritten ? choice.range : file?.range(0, 0)
        return result
    }

    /// Problems with the places in files: what happens because of an option that the survey chose
    /// is shown where the config chooses another.
    ///
    /// That values about the old option go away is what one wants from such a choice, and no
    /// finding.
    func restated(_ bag: DiagnosticBag) -> DiagnosticBag {
        if choices.isEmpty { return bag }
        var result = DiagnosticBag()
        for diagnostic in bag.diagnostics where diagnostic.code != .droppedValue {
            var diagnostic = diagnostic
            for (index, label) in diagnostic.labels.enumerated() {
                guard let origin = origins[label.range.file] else { continue }
                diagnostic.labels[index] = Label(origin, label.text)
            }
            result.report(diagnostic)
        }
        for check in bag.skippedChecks { result.skip(check) }
        for range in bag.redactions { result.redact(range) }
        return result
    }
}

extension Choice {
    /// What is varied: a path, or a Hydra group with its package.
    fileprivate var place: String {
        group ?? path.description
    }

    fileprivate func isSameOption(as other: Choice) -> Bool {
        filePath == other.filePath && caseName == other.caseName
    }

    fileprivate func isOption(_ option: AvailableOption) -> Bool {
        option.file.map { $0 == filePath } ?? (filePath == nil && caseName == option.name)
    }
}
