import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpReport

/// `exp diff`: what differs between two configs, or what a change means for all of them.
struct DiffCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: CLIMessages.diffAbstract,
        usage: CLIMessages.diffUsage,
        discussion: CLIMessages.diffExamples
    )

    @Argument(help: ArgumentHelp(CLIMessages.diffHelp, valueName: "config"))
    var words: [String] = []

    @Option(help: ArgumentHelp("The task, for a file that names none.", valueName: "name"))
    var task: String?

    @Option(help: ArgumentHelp("text, markdown or json.", valueName: "format"))
    var format: DiffFormat?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(name: .customLong("exit-code"), help: "Exit with 1 when anything differs.")
    var exitCode = false

    @OptionGroup var folder: RunsOptions

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        if words.isEmpty { throw ValidationError(CLIMessages.diffNeedsTwo) }
        if json, format ?? .json != .json { throw ValidationError(CLIMessages.twoFormats) }
    }
}

/// The forms in which differences are printed.
enum DiffFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// For a terminal.
    case text
    /// For a comment of a pull request.
    case markdown
    /// For programs.
    case json
}

extension DiffCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &bag)
        do throws(Diagnostic) {
            let operands = try DiffOperands(words, in: session)
            if let range = operands.range(in: session) {
                return try review(range, operands, registry, session, bag)
            }
            let loading = DiffLoading(session, registry, task: task, folder)
            guard let pair = try pair(operands.operands, loading, session, into: &bag) else {
                return session.fail(bag, style: common.errors)
            }
            let old = loading.side(pair.old, into: &bag)
            let new = loading.side(pair.new, into: &bag)
            registry.reportDeclarations(all: false, into: &bag)
            session.report(bag.withoutNotes, style: common.errors)
            guard let old, let new, !bag.hasErrors else { return ExitStatus(bag) }
            let difference = ConfigDifference(from: old, to: new)
            let view = DifferenceView(
                difference,
                width: session.console.outputWidth,
                isColoured: session.console.isOutputColoured
            )
            show(session, text: { view.lines }, markdown: { view.markdown }, json: { view.json })
            return exitCode && !difference.isEmpty ? .differs : .success
        } catch {
            bag.report(error)
            return session.fail(bag, style: common.errors)
        }
    }

    private func review(
        _ range: RevisionRange,
        _ operands: DiffOperands,
        _ registry: TaskRegistry,
        _ session: Session,
        _ found: DiagnosticBag
    ) throws(Diagnostic) -> ExitStatus {
        if let override = operands.operands.lazy.compactMap(\.overrides.first).first {
            throw .overrideOfReview(override.text, at: override.range)
        }
        if task != nil { throw .taskOfReview(at: session.range(of: "--task")) }
        let names = operands.operands.dropFirst().map(\.word)
        let place = operands.operands.first?.word.range
        let review = try ReviewBuilding(session, registry, range, at: place).review(names)
        var bag = found
        registry.reportDeclarations(all: false, into: &bag)
        session.report(bag.withoutNotes, style: common.errors)
        let view = ReviewView(
            review,
            width: session.console.outputWidth,
            isColoured: session.console.isOutputColoured
        )
        show(session, text: { view.lines }, markdown: { view.markdown }, json: { view.json })
        if bag.hasErrors { return ExitStatus(bag) }
        return exitCode && review.hasChanges ? .differs : .success
    }

    /// The two things to compare.
    private func pair(
        _ operands: [DiffOperands.Operand],
        _ loading: DiffLoading,
        _ session: Session,
        into bag: inout DiagnosticBag
    ) throws(Diagnostic) -> (old: DiffOperands.Operand, new: DiffOperands.Operand)? {
        if operands.count > 2 {
            let word = operands[2].word
            throw .oneTooMany(word.text, at: word.range)
        }
        if operands.count == 2 { return (operands[0], operands[1]) }
        let only = operands[0]
        if !only.overrides.isEmpty { return (DiffOperands.Operand(word: only.word), only) }
        if let same = loading.onDisk(only.word, into: &bag) { return (only, same) }
        if bag.hasErrors { return nil }
        var isRun = false
        if case .run = DiffTarget(only.word.text, in: session) { isRun = true }
        throw .nothingToCompareWith(only.word.text, isRun: isRun, at: only.word.range)
    }

    private func show(
        _ session: Session,
        text: () -> [String],
        markdown: () -> [String],
        json: () -> String
    ) {
        switch self.json ? .json : format ?? .text {
        case .text: session.console.print(text().joined(separator: "\n"))
        case .markdown: session.console.print(markdown().joined(separator: "\n"))
        case .json: session.console.print(json())
        }
    }
}

extension DiagnosticBag {
    /// What is wrong or doubtful: what went away with an option is told as a difference.
    fileprivate var withoutNotes: DiagnosticBag {
        var bag = DiagnosticBag()
        for diagnostic in diagnostics where diagnostic.severity != .note { bag.report(diagnostic) }
        for check in skippedChecks { bag.skip(check) }
        for range in redactions { bag.redact(range) }
        return bag
    }
}
