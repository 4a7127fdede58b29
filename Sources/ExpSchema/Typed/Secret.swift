/// A value that is never shown and never recorded, such as an access token.
///
/// A config names where it is read from, `token: ${secret:HUB_TOKEN}`, and never holds it.
public struct Secret: ConfigValue, Hashable {
    /// The value itself, for the one place that needs it.
    public let revealed: String

    /// Wraps a value.
    public init(_ revealed: String) {
        self.revealed = revealed
    }

    /// Decodes the text.
    ///
    /// - Throws: `DecodingError` for anything but text.
    public init(from decoder: any Decoder) throws {
        revealed = try decoder.singleValueContainer().decode(String.self)
    }

    /// What stands for a secret wherever it would be printed.
    package static let placeholder = "<secret>"
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the value.
    public var description: String {
        Secret.placeholder
    }

    /// Never the value.
    public var debugDescription: String {
        Secret.placeholder
    }

    /// Nothing: dumping a config shows no secret.
    public var customMirror: Mirror {
        Mirror(self, children: EmptyCollection<Mirror.Child>())
    }
}
