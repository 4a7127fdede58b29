import ExpSystem

/// The files by which a text was reached, from the config down: what an error in a file deep inside
/// has to tell, and what closes a circle.
struct Way: Sendable {
    /// How a file was reached from the one before.
    enum Link: String, Sendable {
        /// By `extends`.
        case extends
        /// By `use`, in a mapping or for a slot.
        case uses
    }

    /// The files with the links that led to them; the first link says nothing.
    private(set) var steps: [(link: Link, file: FilePath)] = []

    /// Whether a file is on the way.
    func contains(_ file: FilePath) -> Bool {
        steps.contains { $0.file == file }
    }

    /// The way one file further.
    func appending(_ link: Link, _ file: FilePath) -> Way {
        var way = self
        way.steps.append((link, file))
        return way
    }

    /// The end of the way from the first place of a file on.
    func since(_ file: FilePath) -> Way {
        Way(steps: Array(steps.drop { $0.file != file }))
    }

    /// The way without its last file.
    var parent: Way {
        Way(steps: Array(steps.dropLast()))
    }

    /// The way as a sentence: `` `a.yaml` extends `b.yaml` uses `c.yaml` ``.
    func text(_ files: ConfigFiles) -> String {
        steps.enumerated().map { index, step in
            (index == 0 ? "" : " \(step.link.rawValue) ") + "`\(files.shown(step.file))`"
        }.joined()
    }

    /// A note that names every file on the way; nothing for a file that the user named.
    func notes(_ files: ConfigFiles) -> [String] {
        steps.count < 2 ? [] : ["on the way here: \(text(files))"]
    }
}
