import ExpSystem

/// Takes out of a program's output what changes from one time to the next.
package struct Redaction {
    private let project: String
    /// The random parts of the runs' names, in the order in which they were first seen.
    private var runs: [String] = []

    /// A redaction of what happens in a project folder.
    package init(project: String) {
        self.project = project
    }

    /// Looks which runs have been made.
    package mutating func learnRuns() {
        let folder = FilePath(project).appending("runs")
        for month in (try? FileSystem.list(folder)) ?? [] where month.kind == .folder {
            for run in (try? FileSystem.list(folder.appending(month.name))) ?? [] {
                let suffix = String(run.name.suffix(8))
                if !runs.contains(suffix) { runs.append(suffix) }
            }
        }
    }

    /// Takes the names of runs from a text that shows them, in the order shown.
    package mutating func learnRuns(from text: String) {
        for match in text.matches(of: /[0-9]{8}-[0-9]{6}-[a-z0-9-]+-([2-9a-z]{8})\b/)
        where !runs.contains(String(match.1)) {
            runs.append(String(match.1))
        }
    }

    /// A command with the runs' real names in the place of `[RUNn]`.
    package func expand(_ command: String) -> String {
        runs.enumerated().reduce(command) { text, run in
            text.replacing("[RUN\(run.offset + 1)]", with: run.element)
        }
    }

    /// The text with placeholders.
    package func apply(to text: String) -> String {
        var text = text.replacing(project, with: "[DIR]")
        for (index, run) in runs.enumerated() {
            text = text.replacing(run, with: "[RUN\(index + 1)]")
            // Short forms: at least four characters, as words of their own.
            for length in stride(from: 7, through: 4, by: -1) {
                text = replaceWord(String(run.prefix(length)), with: "[RUN\(index + 1)]", in: text)
            }
        }
        text.replace(/[0-9]{8}-[0-9]{6}-/, with: "[TIME]-")
        text.replace(/runs\/[0-9]{4}-[0-9]{2}\//, with: "runs/[MONTH]/")
        text.replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "[TIME]")
        text.replace(/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC/, with: "[TIME]")
        text.replace(/"durationSeconds":[0-9.]+/, with: "\"durationSeconds\":[TIME]")
        text.replace(/\b(now|[0-9]+[smhd] ago)\b( +(?= ))?/, with: "[AGO]")
        text.replace(/( )( *)(?:[0-9]+(?:\.[0-9]+)?s|[0-9]+m[0-9]{2}s)\b/) { "\($0.1)[TIME]" }
        text.replace(/\n(machine +)\S+@\S+/) { "\n\($0.1)[USER]@[HOST]" }
        return text
    }

    private func replaceWord(_ word: String, with other: String, in text: String) -> String {
        func isPart(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character == "_"
        }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            let before = rest[..<range.lowerBound].last ?? result.last ?? " "
            let after = rest[range.upperBound...].first ?? " "
            result += rest[..<range.lowerBound] + (isPart(before) || isPart(after) ? word : other)
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
