import CLibYAML
import ExpDiagnostics

extension TreeBuilder {
    /// Begins a list or mapping; false when it lies too deep.
    mutating func begin(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
        let isMapping = event.pointee.type == YAML_MAPPING_START_EVENT
        let begin = cursor.offset(ofCodePoint: event.pointee.start_mark.index)
        let isFlow: Bool
        let anchor: UnsafeMutablePointer<UInt8>?
        let tag: UnsafeMutablePointer<UInt8>?
        if isMapping {
            let data = event.pointee.data.mapping_start
            isFlow = data.style == YAML_FLOW_MAPPING_STYLE
            (anchor, tag) = (data.anchor, data.tag)
        } else {
            let data = event.pointee.data.sequence_start
            isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
            (anchor, tag) = (data.anchor, data.tag)
        }
        var start = begin
        var isFaulty = false
        if anchor != nil || tag != nil {
            start = startOfValue(begin, text.count)
            if let tag {
                let name = String(cString: tag)
                isFaulty = !obey(name, onMapping: isMapping, at: rangeOfTag(begin, start))
            }
        }
        guard frames.count < limits.depth else {
            diagnostics.append(.tooDeep(file.range(start, start), limit: limits.depth))
            return false
        }
        if let anchor {
            openAnchors.append(OpenAnchor(name: String(cString: anchor), depth: frames.count))
        }
        frames.push(
            Frame(
                isMapping: isMapping,
                isFlow: isFlow,
                isKey: isAwaitingKey,
                base: isMapping ? entries.count : elements.count,
                keyBase: keys.count,
                start: start,
                nodesBefore: nodeCount,
                hasAnchor: anchor != nil,
                isFaulty: isFaulty
            )
        )
        nodeCount += 1
        return true
    }

    /// Ends the innermost list or mapping and puts it in its place.
    mutating func end(_ event: UnsafeMutablePointer<yaml_event_t>) {
        let frame = frames.pop()
        var end = frame.start
        if frame.isFlow {
            end = cursor.offset(ofCodePoint: event.pointee.end_mark.index)
        }
        var content: Node.Content
        if frame.isMapping {
            if !frame.isFlow, entries.count > frame.base {
                end = entries.pointer(at: entries.count - 1).pointee.value.endInText
            }
            content = .mapping(mapping(frame))
        } else {
            if !frame.isFlow, elements.count > frame.base {
                end = elements.pointer(at: elements.count - 1).pointee.endInText
            }
            content = .sequence(elements.pop(from: frame.base))
        }
        if frame.isFaulty { content = .faulty }
        let node = Node(content, range: SourceRange(file: file, start: frame.start, end: end))
        if frame.hasAnchor, let anchor = openAnchors.popLast() {
            anchors[anchor.name] = Anchor(
                node: node,
                nodes: nodeCount - frame.nodesBefore,
                height: frame.height
            )
        }
        if frames.count > 0 {
            let parent = frames.pointer(at: frames.count - 1)
            parent.pointee.height = max(parent.pointee.height, frame.height + 1)
        }
        if frame.isKey {
            diagnostics.append(.complexKey(node.range, isMapping: frame.isMapping))
            keys.push(Key(text: "", range: node.range, hash: 0, isQuoted: false, isUsable: false))
        } else {
            attach(node)
        }
    }
}

extension Node {
    /// The byte where the value, or the alias that stands for it, ends in the text being read.
    fileprivate var endInText: Int {
        guard case .alias(let range) = trace?.step else { return range.end }
        return range.end
    }
}
