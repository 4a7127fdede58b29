import ExpDiagnostics
import ExpYAML

// The entry of libFuzzer: `EXP_FUZZ=1 swift build -c release --product exp-fuzz`, then
// `SWIFT_BACKTRACE=enable=no .build/release/exp-fuzz CORPUS`. Whatever traps or hangs is a bug.

/// Gives the bytes to the parser that the first of them chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    parsers[Int(choice) % parsers.count](Array(bytes.dropFirst()))
    return 0
}

/// What is fuzzed; a new parser is one more element.
private let parsers: [@Sendable ([UInt8]) -> Void] = [readYAML, readJSON]

/// Reads a text as YAML and renders what is wrong with it; what can be read must be written and
/// read back equal.
private func readYAML(_ bytes: [UInt8]) {
    var bag = DiagnosticBag()
    let file = SourceFile(kind: .file, name: "fuzz.yaml", bytes: bytes)
    let document = YAMLReader.read(file, into: &bag)
    render(bag)
    guard let document, !bag.hasErrors else { return }
    let text = CanonicalWriter.yaml(document.root)
    let again = YAMLReader.read(SourceFile(kind: .file, name: "written", text: text), into: &bag)
    let isEmptyRoot = document.root.isNull
    precondition(again?.root.isEqualValue(to: document.root) ?? false || isEmptyRoot, text)
}

/// Reads a text as JSON and renders what is wrong with it; what can be read must be written and
/// read back equal.
private func readJSON(_ bytes: [UInt8]) {
    var bag = DiagnosticBag()
    let file = SourceFile(kind: .file, name: "fuzz.json", bytes: bytes)
    let node = JSONReader.read(file, into: &bag)
    render(bag)
    guard let node, !bag.hasErrors else { return }
    let text = JSONWriter.json(node)
    let again = JSONReader.read(SourceFile(kind: .file, name: "written", text: text), into: &bag)
    precondition(again?.isEqualValue(to: node) ?? false, text)
}

private func render(_ bag: DiagnosticBag) {
    _ = SnippetRenderer(colour: false, width: 100).render(bag)
}
