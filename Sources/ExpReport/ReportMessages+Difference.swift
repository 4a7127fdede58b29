// What the differences between configs, and reviews of them, say.

extension ReportMessages {
    static let arrow = "→"
    static let option = "option"
    static let byOption = "by the option"
    static let key = "key"
    static let old = "old"
    static let new = "new"
    static let cause = "cause"

    static func differs(options: Int, values: Int) -> String {
        if options == 0, values == 0 { return "the same" }
        let parts = [
            options == 0 ? nil : options == 1 ? "1 option" : "\(options) options",
            values == 0 ? nil : values == 1 ? "1 value" : "\(values) values",
        ]
        let verb = options + values == 1 ? "differs" : "differ"
        return parts.compactMap(\.self).joined(separator: " and ") + " \(verb)"
    }

    static func readsChanged(_ keys: [String]) -> String {
        "reads \(keys.joined(separator: ", "))"
    }

    static func takenOut(_ cause: String) -> String {
        "taken out by \(cause)"
    }

    static func withOption(_ path: String) -> String {
        "with the option of \(path)"
    }

    static func inPlaceOf(_ value: String, _ place: String) -> String {
        "in place of \(value) (\(place))"
    }

    // Reviews.

    static let ownFile = "its own file"
    static let noConfigs = "no configs"
    static let brokenCount = "broken"
    static let changedCount = "changed"
    static let newCount = "new"
    static let deletedCount = "deleted"
    static let renamedCount = "renamed"
    static let neverCount = "broken before"
    static let sameCount = "with changed files but the same values"
    static let untouchedCount = "not touched"

    static func reviewTitle(_ range: String) -> String {
        "Configs in \(MarkdownText.code(range))"
    }

    static func noRoot(_ revision: String?) -> String {
        "there is no folder of configs in \(revision ?? "the work tree")"
    }

    static func rootMoved(_ old: String, _ new: String) -> String {
        "the folder of configs moved: \(old) \(arrow) \(new)"
    }

    static func configCount(_ count: Int) -> String {
        count == 1 ? "1 config" : "\(count) configs"
    }

    static func configs(_ names: [String], of all: Int) -> String {
        if names.count == 1 { return names[0] }
        return names.count == all
            ? allConfigs(all) : "\(configCount(names.count)): \(names.joined(separator: ", "))"
    }

    static func allConfigs(_ count: Int) -> String {
        "all \(count) configs"
    }

    static func noLongerCompose(_ count: Int) -> String {
        count == 1 ? "1 config does not compose" : "\(count) configs do not compose"
    }

    static func noLongerComposes(_ names: [String]) -> String {
        "\(noLongerCompose(names.count)): \(names.joined(separator: ", "))"
    }

    static func andMore(_ names: String, _ count: Int) -> String {
        "\(names) and \(count) more"
    }

    static func renamed(_ old: String, _ new: String) -> String {
        "renamed: \(old) \(arrow) \(new)"
    }

    static func sameValues(_ names: [String]) -> String {
        "the same values from changed files: \(names.joined(separator: ", "))"
    }

    static func mended(_ name: String) -> String {
        "composes again: \(name)"
    }

    static func added(_ name: String, file: String) -> String {
        "new: \(name) (\(file))"
    }

    static func like(_ base: String, isSame: Bool) -> String {
        isSame ? "; it extends \(base) and is the same" : "; it extends \(base) and differs in:"
    }

    static func deleted(_ name: String, file: String) -> String {
        "deleted: \(name) (\(file))"
    }

    static func neverCompose(_ names: [String]) -> String {
        "the same errors on both sides, which `exp check` shows: \(names.joined(separator: ", "))"
    }

    static func markdownCut(_ count: Int, _ range: String) -> String {
        "_\(count) more lines are left out; `exp diff \(range)` shows everything._"
    }
}
