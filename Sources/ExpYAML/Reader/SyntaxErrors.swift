import ExpDiagnostics

extension TreeBuilder {
    /// Says what is wrong where libyaml could not go on, in our words.
    func syntaxError(_ problem: ParserProblem) -> Diagnostic {
        var cursor = self.cursorFromStart
        let place = cursor.offset(ofCodePoint: problem.mark)
        return .syntaxError(file.range(place, place), raw: problem.text)
    }
}
