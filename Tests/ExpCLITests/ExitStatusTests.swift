import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpCLI

@Suite struct ExitStatusTests {
    private func bag(_ problems: [(DiagnosticCode, Severity)]) -> DiagnosticBag {
        var bag = DiagnosticBag()
        for (code, severity) in problems {
            bag.report(Diagnostic(code, severity: severity, message: code.rawValue))
        }
        return bag
    }

    @Test func `nothing wrong, or only doubtful, is success`() {
        #expect(ExitStatus(bag([])) == .success)
        #expect(ExitStatus(bag([(.suspectKey, .warning), (.droppedValue, .note)])) == .success)
    }

    @Test func `a mistake is 2, a failing disk 3, and a mistake beside it 2`() {
        #expect(ExitStatus(bag([(.unknownKey, .error)])).code == 2)
        #expect(ExitStatus(bag([(.storeWriteFailed, .error)])).code == 3)
        #expect(ExitStatus(bag([(.fileUnreadable, .error), (.suspectKey, .warning)])).code == 3)
        #expect(ExitStatus(bag([(.storeWriteFailed, .error), (.unknownKey, .error)])).code == 2)
    }

    @Test func `the page about the command line names every status`() throws {
        let page = try #require(
            readText(repositoryRoot() + "/Sources/Exp/Documentation.docc/CommandLine.md")
        )
        for status in [ExitStatus.success, .runFailed, .wrongInput, .outsideFailed] {
            #expect(page.contains("\n| \(status.code) | "))
        }
        for signal: Int32 in [2, 15] {
            #expect(page.contains("\(ExitStatus.interrupted(signal: signal).code)"))
        }
    }
}
