/// The shell that a user types commands into, as far as it matters for quoting.
package enum Shell: Sendable {
    /// `sh`, `bash`, `zsh` and whatever else quotes as POSIX says. What only one of them changes is
    /// in quotes for all: `zsh` refuses a word with `*`, `?` or `[` that matches no file, and a
    /// `~name` that is nobody's home folder.
    case posix
    /// `fish`, in which a backslash escapes within single quotes.
    case fish

    /// The shell that `SHELL` names.
    package init(variables: [String: String]) {
        switch variables["SHELL"]?.split(separator: "/").last {
        case "fish": self = .fish
        default: self = .posix
        }
    }

    /// A word as it is typed: in quotes when the shell would change it.
    ///
    /// A word with single quotes in it is put into double ones where that changes nothing, as
    /// people write it: `"key='1,2'"`.
    package func quoted(_ word: String) -> String {
        if Self.isPlain(word), !word.hasPrefix("~") { return word }
        let hasQuote = word.utf8.contains(UInt8(ascii: "'"))
        if hasQuote, !word.utf8.contains(where: { "\"$`\\!\n".utf8.contains($0) }) {
            return "\"\(word)\""
        }
        let escape = self == .fish ? #"\'"# : #"'\''"#
        var result = "'"
        for character in word.unicodeScalars {
            switch character {
            case "'": result += escape
            case "\\" where self == .fish: result += #"\\"#
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "'"
    }

    /// Whether shells pass a word unchanged (POSIX.1-2017, XCU 2.2 and 2.6; zshexpn(1);
    /// fish-language(1)), apart from one that begins with `~`: most leave `~key` alone unless
    /// somebody has that name.
    package static func isPlain(_ word: String) -> Bool {
        !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
                    true
                default:
                    "_@%+=:,./-~".utf8.contains(byte)
                }
            }
    }
}

/// Words as a POSIX shell takes them.
package enum ShellText {
    /// A word, in quotes when a shell would change it.
    package static func quoted(_ word: String) -> String {
        Shell.posix.quoted(word)
    }
}
