/// Colours for a terminal (ECMA-48, Select Graphic Rendition), or none.
struct Paint {
    /// What a piece of text is; it decides the colour.
    enum Role {
        case error
        case warning
        case note
        case help
        case frame
        case strong

        var parameters: String {
            switch self {
            case .error: "1;31"
            case .warning: "1;33"
            case .note: "1;36"
            case .help: "1;32"
            case .frame: "34"
            case .strong: "1"
            }
        }
    }

    /// Whether colours are wanted; without them every text stays as it is.
    let isColoured: Bool

    /// The text in its colour.
    func callAsFunction(_ text: String, _ role: Role) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(role.parameters)m\(text)\u{1B}[0m" : text
    }
}

extension Severity {
    var role: Paint.Role {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
