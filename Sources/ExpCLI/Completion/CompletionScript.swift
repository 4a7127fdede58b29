import ArgumentParser

/// A shell whose completion can ask this program.
enum CompletionShell: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Bash, 3.2 or later.
    case bash
    /// Zsh.
    case zsh
    /// Fish, 3 or later.
    case fish
}

/// The script that makes a shell ask this program how a line goes on.
///
/// All else is answered by ``CompletionAnswer``: so a script never grows old.
struct CompletionScript {
    private let program: String

    /// A script for a program by its file name.
    init(program: String) {
        self.program = program
    }

    /// The script, with newlines.
    func text(for shell: CompletionShell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    /// A name for the function that no other script takes.
    private var function: String {
        "_" + String(program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            + "_complete"
    }

    /// The program as a word of every shell.
    private var word: String {
        let isPlain = program.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-+".contains($0))
        }
        return isPlain ? program : "'" + program.filter { $0 != "'" } + "'"
    }

    private var bash: String {
        """
        # Completion of \(program) for bash: eval "$(\(program) completion bash)"
        \(function)() {
            local line
            COMPREPLY=()
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <("${1/#\\~\\//$HOME/}" --complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" "${COMP_LINE:COMP_POINT}" 2>/dev/null)
        }
        complete -o nospace -F \(function) \(word)

        """
    }

    private var zsh: String {
        """
        #compdef \(program)
        # Completion of \(program) for zsh: source <(\(program) completion zsh), after compinit.
        \(function)() {
            local line text meaning kind
            local -a whole wholeShown more moreShown
            local program=${(Q)words[1]}
            program=${program/#\\~\\//$HOME/}
            while IFS=$'\t' read -r line; do
                text=${line%%$'\t'*}
                kind=${line##*$'\t'}
                meaning=${${line#*$'\t'}%$'\t'*}
                [[ -n $meaning ]] && meaning="$text  -- $meaning" || meaning=$text
                if [[ $kind == whole ]]; then
                    whole+=("$text") wholeShown+=("$meaning")
                else
                    more+=("$text") moreShown+=("$meaning")
                fi
            done < <("$program" --complete zsh $(( CURRENT - 1 )) "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" "${(@Q)words[CURRENT+1,-1]}" 2>/dev/null)
            (( $#more )) && compadd -l -S '' -d moreShown -a more
            (( $#whole )) && compadd -l -d wholeShown -a whole
            (( $#more + $#whole ))
        }
        compdef \(function) \(word)

        """
    }

    private var fish: String {
        """
        # Completion of \(program) for fish: \(program) completion fish | source
        function _\(function)
            set -l words (commandline -opc)
            set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
            set -l line (commandline -cp | string collect)
            set -l all (commandline -p | string collect)
            set -l rest (string sub -s (math (string length -- "$line") + 1) -- "$all" | string collect)
            $program --complete fish "$line" "$rest" 2>/dev/null
        end
        complete -c \(word) -e
        complete -c \(word) -k -f -a '(_\(function))'

        """
    }
}
