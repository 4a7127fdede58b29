import ExpDiagnostics
import ExpSchema
import ExpYAML

extension ConfigLoad {
    /// The overrides that can be read; what is wrong with the others is told.
    mutating func parseOverrides() -> [Override] {
        var overrides: [Override] = []
        var byPath: [ConfigPath: Override] = [:]
        var skipped = 0
        for index in request.overrides.indices {
            let range = commandLine.range(ofToken: index)
            if skipped > 0 {
                skipped -= 1
                continue
            }
            if let parts = partsSplitByShell(from: index) {
                let last = commandLine.range(ofToken: index + parts - 1)
                bag.report(.overrideSplitByShell(range, through: last))
                skipped = parts - 1
                continue
            }
            guard let override = OverrideParser.parse(range, into: &bag) else { continue }
            if let package = override.package {
                bag.report(.overrideWithPackage(override, package))
                continue
            }
            if case .sweep(let sweep)? = override.value {
                bag.report(.ambiguousOverride(override, sweep))
                continue
            }
            if let earlier = byPath[override.path], override.operation != .append {
                bag.report(.duplicateOverride(earlier, later: override))
            }
            byPath[override.path] = override
            overrides.append(override)
        }
        return overrides
    }

    /// How many tokens make one override that a shell took apart at its blanks; nil when the token
    /// stands for itself.
    private func partsSplitByShell(from index: Int) -> Int? {
        func reads(_ text: String) -> Bool {
            var scratch = DiagnosticBag()
            let file = SourceFile(commandLine: [text])
            return OverrideParser.parse(file.range(ofToken: 0), into: &scratch) != nil
        }
        var joined = request.overrides[index]
        let opens = joined.utf8.contains { "[{'\"(".utf8.contains($0) }
        guard opens, !reads(joined) else { return nil }
        for count in 2..<10 where index + count <= request.overrides.count {
            joined += " " + request.overrides[index + count - 1]
            if reads(joined) { return count }
        }
        return nil
    }

    /// Changes a composed tree as the overrides say, but for the choices among them.
    mutating func apply(
        _ overrides: [Override],
        to root: inout Node,
        _ schema: Schema?,
        _ composition: inout Composition,
        _ composer: Composer
    ) {
        for (index, override) in overrides.enumerated() {
            let isTaken = composition.usedOverrides.contains(index)
            if isTaken, case .element(let node)? = override.value, node.mapping == nil { continue }
            var options = InnerOptions(
                composer: composer,
                choices: composition.choices,
                folder: environment.workingDirectory
            )
            let whole = options.putIn(override, over: root, schema)
            bag.merge(options.bag)
            composition.choices += options.found
            var application = OverrideApplication(
                whole,
                isChoiceTaken: isTaken,
                paths: PathValues(project: project.folder, environment: environment)
            )
            application.apply(to: &root, schema: schema)
            bag.merge(application.bag)
        }
    }
}
