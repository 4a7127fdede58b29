import ExpConfig
import Testing

@Suite struct RevisionRangeTests {
    @Test(arguments: [
        ("main..HEAD", "main", "HEAD", false), ("main...HEAD", "main", "HEAD", true),
        ("main..", "main", nil, false), ("main...", "main", nil, true),
        ("..HEAD", "HEAD", "HEAD", false),
        ("origin/main..feature/x.y", "origin/main", "feature/x.y", false),
        ("v1.2..v1.3", "v1.2", "v1.3", false), ("HEAD~2..HEAD^", "HEAD~2", "HEAD^", false),
        ("HEAD@{1 day ago}..", "HEAD@{1 day ago}", nil, false),
    ])
    func `two or three dots between names are a range`(
        _ text: String,
        _ old: String,
        _ new: String?,
        _ startsAtMergeBase: Bool
    ) throws {
        let range = try #require(RevisionRange(text))
        #expect(range.old == old)
        #expect(range.new == new)
        #expect(range.startsAtMergeBase == startsAtMergeBase)
    }

    @Test(arguments: [
        "..", "../a.yaml", "a/../b.yaml", "main", "a.b", "...", "main....x", "configs/..", "",
    ])
    func `a path is none`(_ text: String) {
        #expect(RevisionRange(text) == nil)
    }
}
