import CLibYAML

/// The event parser of libyaml over a text in memory; the only place that owns its C objects.
///
/// The text must outlive the parser, and is read as UTF-8 whatever its first bytes are.
struct EventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    let event: UnsafeMutablePointer<yaml_event_t>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            preconditionFailure("no memory for a YAML parser")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// Reads the next event into ``event``; false when the text goes on wrongly.
    @inline(__always)
    func next() -> Bool {
        yaml_event_delete(event)
        return yaml_parser_parse(parser, event) == 1
    }

    /// What libyaml says of the problem after ``next()`` returned false.
    var problem: ParserProblem {
        let state = parser.pointee
        return ParserProblem(
            text: state.problem.map { String(cString: $0) } ?? "the text is no YAML",
            context: state.context.map { String(cString: $0) },
            mark: Int(state.problem_mark.index),
            contextMark: Int(state.context_mark.index),
            offset: Int(state.problem_offset),
            isMemory: state.error == YAML_MEMORY_ERROR,
            isOfReader: state.error == YAML_READER_ERROR
        )
    }
}

/// A problem in libyaml's own words, with places counted in code points.
struct ParserProblem {
    var text: String
    var context: String?
    var mark: Int
    var contextMark: Int
    /// The byte where reading stopped; set for problems of the reader only.
    var offset: Int
    var isMemory: Bool
    var isOfReader: Bool
}
