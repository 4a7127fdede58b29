import ExpSystem
import ExpTestSupport
import Testing

@Suite struct LinkTests {
    private static let root = FilePath(repositoryRoot())

    private static var pages: [FilePath] {
        [root.appending("README.md"), root.appending("CHANGELOG.md")]
            .filter { FileSystem.kind(of: $0) == .file }
            + [".github", "Sources/Exp/Documentation.docc", "Sources/ExpTasks", "configs"]
            .flatMap { files(under: root.appending($0), suffix: ".md") }
    }

    @Test(arguments: pages.map(\.string))
    func `every relative link leads somewhere`(_ path: String) throws {
        let page = FilePath(path)
        let text = withoutCode(try #require(readText(path)))
        for link in text.matches(of: /\]\(([^)\s]+)\)/).map({ String($0.1) }) {
            guard !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            let target = name.isEmpty ? page : (page.parent ?? "/").appending(name).normalised
            #expect(FileSystem.kind(of: target) != nil, "\(path): \(link)")
            guard parts.count > 1, target.string.hasSuffix(".md") else { continue }
            let anchors = headings(of: readText(target.string) ?? "")
            #expect(anchors.contains(String(parts[1])), "\(path): \(link)")
        }
    }

    @Test func `there are pages to look at`() {
        #expect(Self.pages.count > 5)
    }

    /// Headings as GitHub makes anchors of them.
    private func headings(of text: String) -> [String] {
        withoutCode(text).split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
            let title = line.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
            return String(title.filter { $0.isLetter || $0.isNumber || " -_".contains($0) })
                .replacing(" ", with: "-")
        }
    }

    private func withoutCode(_ text: String) -> String {
        var isInside = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            let isFence = line.trimmingPrefix(#/ */#).hasPrefix("```")
            if isFence { isInside.toggle() }
            return !isInside && !isFence
        }.joined(separator: "\n").replacing(/`[^`\n]*`/, with: "")
    }
}
