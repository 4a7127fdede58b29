import CLibYAML
import ExpDiagnostics

/// Builds trees from the events of libyaml.
///
/// Finished children of unfinished lists and mappings lie on stacks, one for list elements, one
/// for mapping entries, and move into an array of just their number when their parent ends. The
/// shape of what is under way is in ``Frame``s. So a node costs one move and, unless it is small
/// text, one allocation.
struct TreeBuilder: ~Copyable {
    let file: SourceFile
    let text: UnsafeBufferPointer<UInt8>
    let limits: YAMLLimits
    private let isASCII: Bool
    private let isOneDocument: Bool

    private(set) var documents: [YAMLDocument] = []
    var diagnostics: [Diagnostic] = []
    var unknownTags: [TagUse] = []

    var cursor: ByteCursor
    var elements = Stack<Node>()
    var entries = Stack<Mapping.Entry>()
    var hashes = Stack<UInt32>()
    var keys = Stack<Key>()
    var frames = Stack<Frame>()
    private var root: Node?

    /// Nodes read in this document, those that aliases bring included.
    var nodeCount = 0
    /// Of these, the nodes that aliases and merge keys brought.
    var aliasedNodes = 0
    var anchors: [String: Anchor] = [:]
    var openAnchors: [OpenAnchor] = []

    init(
        file: SourceFile,
        text: UnsafeBufferPointer<UInt8>,
        isASCII: Bool,
        limits: YAMLLimits,
        isOneDocument: Bool
    ) {
        self.file = file
        self.text = text
        self.limits = limits
        self.isOneDocument = isOneDocument
        self.isASCII = isASCII
        cursor = ByteCursor(text, isASCII: isASCII)
    }

    /// A list or mapping that has begun.
    struct Frame {
        var isMapping: Bool
        var isFlow: Bool
        /// Whether this is itself a key, which no config can use.
        var isKey: Bool
        var hasMergeKey = false
        /// Where its children begin on their stack.
        var base: Int
        /// Where the keys of unfinished entries begin.
        var keyBase: Int
        /// The byte where it begins.
        var start: Int
        var nodesBefore: Int
        /// The levels below this one.
        var height = 0
        var hasAnchor: Bool
        /// Whether its tag does not fit: it ends as a faulty value.
        var isFaulty: Bool
    }

    /// A key whose value is still to come.
    struct Key {
        var text: String
        var range: SourceRange
        var hash: UInt32
        var isQuoted: Bool
        var isMerge = false
        var isUsable = true
    }

    /// A value that aliases may name.
    struct Anchor {
        var node: Node
        var nodes: Int
        var height: Int
    }

    /// An anchor of a list or mapping that has not ended.
    struct OpenAnchor {
        var name: String
        var depth: Int
    }

    /// Reads the whole stream.
    ///
    /// - Returns: Whether it could be read to its end; if not, the reason is in ``diagnostics``.
    mutating func build() -> Bool {
        let parser = EventParser(text)
        while true {
            guard parser.next() else {
                diagnostics.append(syntaxError(parser.problem))
                return false
            }
            let event = parser.event
            switch event.pointee.type.rawValue {
            case YAML_SCALAR_EVENT.rawValue:
                scalar(event)
            case YAML_MAPPING_START_EVENT.rawValue, YAML_SEQUENCE_START_EVENT.rawValue:
                guard begin(event) else { return false }
            case YAML_MAPPING_END_EVENT.rawValue, YAML_SEQUENCE_END_EVENT.rawValue:
                end(event)
            case YAML_ALIAS_EVENT.rawValue:
                guard alias(event) else { return false }
            case YAML_DOCUMENT_START_EVENT.rawValue:
                guard beginDocument(event) else { return true }
            case YAML_DOCUMENT_END_EVENT.rawValue:
                endDocument()
            case YAML_STREAM_END_EVENT.rawValue:
                return true
            default:
                break
            }
        }
    }

    /// A cursor for places anywhere in the text.
    var cursorFromStart: ByteCursor {
        ByteCursor(text, isASCII: isASCII)
    }

    /// Where the innermost list or mapping that has not ended begins, when it is in brackets.
    var innermostStart: Int? {
        guard frames.count > 0 else { return nil }
        let frame = frames.pointer(at: frames.count - 1).pointee
        return frame.isFlow ? frame.start : nil
    }

    // MARK: Documents

    private mutating func beginDocument(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
        if isOneDocument, let first = documents.first {
            let start = cursor.offset(ofCodePoint: event.pointee.start_mark.index)
            let end = cursor.offset(ofCodePoint: event.pointee.end_mark.index)
            diagnostics.append(
                .severalDocuments(second: file.range(start, end), first: first.root.range)
            )
            return false
        }
        anchors.removeAll(keepingCapacity: true)
        nodeCount = 0
        aliasedNodes = 0
        return true
    }

    private mutating func endDocument() {
        guard let root else { return }
        documents.append(YAMLDocument(root: root, unknownTags: unknownTags))
        self.root = nil
        unknownTags = []
    }

    // MARK: Scalars

    @inline(__always)
    private mutating func scalar(_ event: UnsafeMutablePointer<yaml_event_t>) {
        let data = event.pointee.data.scalar
        let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
        var start = cursor.offset(ofCodePoint: event.pointee.start_mark.index)
        var end = cursor.offset(ofCodePoint: event.pointee.end_mark.index)
        nodeCount += 1
        var form = Scalar.Form.plain
        switch data.style.rawValue {
        case YAML_PLAIN_SCALAR_STYLE.rawValue:
            break
        case YAML_LITERAL_SCALAR_STYLE.rawValue, YAML_FOLDED_SCALAR_STYLE.rawValue:
            form = .block
            end = trimmedEnd(start, end)
        case YAML_SINGLE_QUOTED_SCALAR_STYLE.rawValue:
            form = .single
        default:
            form = .double
        }
        var isFaulty = false
        if data.tag != nil || data.anchor != nil {
            let begin = start
            start = startOfValue(start, end)
            if let tag = data.tag {
                let tagRange = rangeOfTag(begin, start)
                isFaulty = !obey(
                    String(cString: tag),
                    on: bytes,
                    form: &form,
                    at: tagRange,
                    start,
                    end
                )
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let range = SourceRange(file: file, start: start, end: end)
        if isAwaitingKey {
            let isMerge = form == .plain && bytes.count == 2 && text == "<<"
            keys.push(
                Key(
                    text: text,
                    range: range,
                    hash: keyHash(bytes),
                    isQuoted: form != .plain,
                    isMerge: isMerge,
                    isUsable: !isFaulty
                )
            )
            if data.anchor != nil {
                let node = Node(.scalar(Scalar(text, form)), range: range)
                define(data.anchor, node, nodes: 1, height: 0)
            }
            return
        }
        let node = Node(isFaulty ? .faulty : .scalar(Scalar(text, form)), range: range)
        if data.anchor != nil { define(data.anchor, node, nodes: 1, height: 0) }
        attach(node)
    }

    /// Whether the next node is the key of an entry.
    var isAwaitingKey: Bool {
        @inline(__always) get {
            guard frames.count > 0 else { return false }
            let frame = frames.pointer(at: frames.count - 1)
            return frame.pointee.isMapping && keys.count == frame.pointee.keyBase
        }
    }

    // MARK: Values

    /// Puts a finished value where it belongs: into its list, under its key, or at the root.
    @inline(__always)
    mutating func attach(_ node: consuming Node) {
        guard frames.count > 0 else {
            root = node
            return
        }
        let frame = frames.pointer(at: frames.count - 1)
        guard frame.pointee.isMapping else {
            elements.push(node)
            return
        }
        let key = keys.pop()
        guard key.isUsable else { return }
        if key.isMerge { frame.pointee.hasMergeKey = true }
        hashes.push(key.hash)
        entries.push(
            Mapping.Entry(
                key: key.text,
                isKeyQuoted: key.isQuoted,
                keyRange: key.range,
                value: node
            )
        )
    }
}
