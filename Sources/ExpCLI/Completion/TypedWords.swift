/// The words after a verb, sorted into options and others.
struct TypedWords {
    /// The options that were given, by their first name.
    private(set) var given: Set<String> = []

    /// The values of options, by the first name of the option; the last of each.
    private(set) var values: [String: String] = [:]

    /// The words that are no option and no option's value.
    private(set) var positionals: [String] = []

    /// The option whose value comes next; nil when a word of any kind may.
    private(set) var awaiting: CommandShape.Option?

    /// Whether `--` ended the options.
    private(set) var hasEndedOptions = false

    /// Sorts words.
    ///
    /// - Parameters:
    ///   - words: Those before the one that is being typed.
    ///   - after: Those behind it: what options say there counts, too.
    ///   - shape: What the verb takes.
    init(_ words: [String], after: [String] = [], _ shape: CommandShape) {
        if !after.isEmpty { values = TypedWords(after, shape).values }
        for word in words {
            if let option = awaiting {
                values[option.names[0]] = word
                awaiting = nil
            } else if hasEndedOptions || !word.hasPrefix("-") || word == "-" {
                positionals.append(word)
            } else if word == "--" {
                hasEndedOptions = true
            } else {
                let parts = word.split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                guard let option = shape.option(String(parts[0])) else { continue }
                given.insert(option.names[0])
                if parts.count == 2 {
                    values[option.names[0]] = String(parts[1])
                } else if option.valueName != nil {
                    awaiting = option
                }
            }
        }
    }

    /// The words as though the last of them that names a config were the value of `--config`: what
    /// overrides behind it belong to, as in `exp diff A B key=value`.
    var aboutLastConfig: TypedWords {
        let place = positionals.lastIndex { !$0.contains("=") && !$0.hasPrefix("~") }
        guard let place else { return self }
        var typed = self
        typed.values["--config"] = positionals[place]
        typed.positionals = Array(positionals[(place + 1)...])
        return typed
    }
}
