/// Colours that never carry meaning alone (ECMA-48, Select Graphic Rendition).
package struct Paint: Sendable {
    /// Whether anything is coloured.
    package var isColoured: Bool

    /// Colours, or none.
    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// For what is read first.
    package func bold(_ text: String) -> String { wrap(text, "1") }
    /// For what is read last.
    package func faint(_ text: String) -> String { wrap(text, "2") }
    /// For what failed, or was taken away.
    package func red(_ text: String) -> String { wrap(text, "31") }
    /// For what is well, or was added.
    package func green(_ text: String) -> String { wrap(text, "32") }
    /// For what needs a look.
    package func yellow(_ text: String) -> String { wrap(text, "33") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
