import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpYAML

// The entry of libFuzzer: `EXP_FUZZ=1 swift build -c release --product exp-fuzz`, then
// `SWIFT_BACKTRACE=enable=no .build/release/exp-fuzz CORPUS`. Whatever traps or hangs is a bug.

@main
enum Fuzz {
    /// Hands the program to libFuzzer: the package manager wants a main function of the target's
    /// own, so that of libFuzzer is not the one that runs.
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, testOneInput))
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Gives the bytes to the parser that the first of them chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    parsers[Int(choice) % parsers.count](Array(bytes.dropFirst()))
    return 0
}

/// What is fuzzed; a new parser is one more element.
private let parsers: [@Sendable ([UInt8]) -> Void] = [
    readYAML, readJSON, readOverride, resolveInterpolation, computeExpression,
]

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

/// Reads a text as JSON and renders what is wrong with it; what can be read must be written the
/// same again after reading it back. (A number beyond all doubles is written as `"inf"`.)
private func readJSON(_ bytes: [UInt8]) {
    var bag = DiagnosticBag()
    let file = SourceFile(kind: .file, name: "fuzz.json", bytes: bytes)
    let node = JSONReader.read(file, into: &bag)
    render(bag)
    guard let node, !bag.hasErrors else { return }
    let text = JSONWriter.json(node)
    let again = JSONReader.read(SourceFile(kind: .file, name: "written", text: text), into: &bag)
    precondition(again.map { JSONWriter.json($0) } == text, text)
}

/// Reads a text as an override and renders what is wrong with it.
private func readOverride(_ bytes: [UInt8]) {
    var bag = DiagnosticBag()
    let file = SourceFile(commandLine: [String(decoding: bytes, as: UTF8.self)])
    let override = OverrideParser.parse(file.range(ofToken: 0), into: &bag)
    precondition((override == nil) == bag.hasErrors)
    render(bag)
}

/// Resolves a text beside the values that it may name.
private func resolveInterpolation(_ bytes: [UInt8]) {
    resolve(String(decoding: bytes, as: UTF8.self))
}

/// Computes a text as an expression, so that every byte of it is one of the arithmetic.
private func computeExpression(_ bytes: [UInt8]) {
    resolve("${= " + String(decoding: bytes, as: UTF8.self) + "}")
}

private func resolve(_ text: String) {
    let file = SourceFile(kind: .file, name: "fuzz.yaml", text: text)
    let range = file.range(0, file.bytes.count)
    let list = Node.sequence([.int(1, range), .string("${a}", range)], range)
    let inner = Node.mapping(["c": .string("x", range), "d": .string("${..e}", range)], range)
    let root = Node.mapping(
        [
            "a": .string(text, range), "b": inner, "e": list, "f": .string("${b.d}", range),
            "i": .int(7, range), "x": .float(0.5, range), "t": .bool(true, range),
        ],
        range
    )
    var resolution = Resolution(
        root: root,
        choices: [:],
        variables: ["HOME": "/home"],
        requiresEverything: true
    )
    _ = resolution.resolve()
    render(resolution.bag)
}

private func render(_ bag: DiagnosticBag) {
    _ = SnippetRenderer(colour: false, width: 100).render(bag)
}
