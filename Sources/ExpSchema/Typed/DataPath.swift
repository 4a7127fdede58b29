/// The path of a file or folder.
///
/// A config may give it relative to the project's folder, on the command line to the working
/// directory, or beginning with `~/`; a decoded config holds it absolute.
public struct DataPath: ConfigValue, Hashable {
    /// The path as text.
    public let string: String

    /// A path given as text.
    public init(_ string: String) {
        self.string = string
    }

    /// Decodes the text.
    ///
    /// - Throws: `DecodingError` for anything but text.
    public init(from decoder: any Decoder) throws {
        string = try decoder.singleValueContainer().decode(String.self)
    }
}

extension DataPath: ExpressibleByStringLiteral, CustomStringConvertible {
    /// A path as a literal: `var data: DataPath = "data/digits.csv"`.
    public init(stringLiteral value: String) {
        string = value
    }

    /// The path as text.
    public var description: String {
        string
    }
}
