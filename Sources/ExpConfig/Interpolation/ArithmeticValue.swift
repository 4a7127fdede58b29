import ExpDiagnostics
import ExpYAML

/// A value that expressions compute with.
enum ArithmeticValue: Sendable {
    case int(Int)
    case float(Double)
    case bool(Bool)
    case null
    case string(String)
    /// A list or a mapping, which only passes through.
    case other(Node)

    /// A number as a double; nil for every other value.
    var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .float(let value): value
        case .bool, .null, .string, .other: nil
        }
    }

    /// The value as a node holds it.
    var content: Node.Content {
        switch self {
        case .int(let value): .scalar(Scalar(String(value)))
        case .float(let value): .scalar(Scalar(ScalarSpelling.float(value)))
        case .bool(let value): .scalar(Scalar(value ? "true" : "false"))
        case .null: .scalar(Scalar("null"))
        case .string(let text): .scalar(Scalar(text, .typedString))
        case .other(let node): node.content
        }
    }

    /// What it is, for messages: ``the string `adam` ``.
    var kindName: String {
        Node(content, range: SourceFile(kind: .declaration, name: "", text: "").range(0, 0))
            .kindName
    }

    /// Whether both are the same value; the integer 1 equals the float 1.0 here.
    func isEqual(to other: ArithmeticValue) -> Bool {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): left == right
        case (.null, .null): true
        case (.string(let left), .string(let right)): left == right
        case (.other(let left), .other(let right)): left.isEqualValue(to: right)
        case (.int, .int), (.int, .float), (.float, .int), (.float, .float):
            ArithmeticOperations.order(self, other) == 0
        default: false
        }
    }
}

/// What an expression cannot compute; ``ConfigMessages`` has the words.
struct ArithmeticFault: Error, Sendable {
    /// The kinds of faults.
    enum Kind: Sendable {
        /// A zero on the right of `/`, `//` or `%`, or a negative power of zero.
        case divisionByZero
        /// A whole number beyond 64 bits.
        case integerTooLarge
        /// A number beyond all doubles.
        case floatTooLarge
        /// Something that is no number where one is needed: what it is.
        case notANumber(String)
        /// Something that is no boolean where one is needed: what it is.
        case notABoolean(String)
        /// Two values that `<` and its kin cannot compare: what they are.
        case notComparable(String, String)
        /// A fractional power of a negative number.
        case complexPower
        /// `round` with digits that are no whole number from -18 to 300.
        case invalidDigits
        /// `min` or `max` of an empty list.
        case emptyList
        /// A value that only the run knows.
        case deferred
    }

    /// What is wrong.
    var kind: Kind

    /// Where in the text.
    var bytes: Range<Int>
}
