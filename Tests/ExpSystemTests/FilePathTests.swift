import ExpSystem
import Testing

@Suite struct FilePathTests {
    @Test(
        arguments: [
            ("/", "", nil), ("", "", nil), (".", ".", nil), ("a", "a", "."), ("/a", "a", "/"),
            ("a/b.yaml", "b.yaml", "a"), ("/a/b/", "b", "/a"), ("//a//b", "b", "/a"),
        ] as [(String, String, String?)]
    )
    func `a path knows its name and its folder`(text: String, name: String, parent: String?) {
        let path = FilePath(text)
        #expect(path.name == name)
        #expect(path.parent?.string == parent)
    }

    @Test(
        arguments: [
            ("a.yaml", "a", "yaml"), ("a.tar.gz", "a.tar", "gz"), ("README", "README", nil),
            (".hidden", ".hidden", nil), ("x/..", "..", nil), ("a.", "a", ""),
        ] as [(String, String, String?)]
    )
    func `an extension is what follows the last dot`(text: String, stem: String, ext: String?) {
        #expect(FilePath(text).stem == stem)
        #expect(FilePath(text).extension == ext)
    }

    @Test(arguments: [
        ("/a/./b//c/..", "/a/b"), ("../../a", "../../a"), ("a/../..", ".."), ("/..", "/"),
        ("a/..", "."), ("", "."),
    ])
    func `a normalised path has no detours`(text: String, expected: String) {
        #expect(FilePath(text).normalised.string == expected)
    }

    @Test(arguments: [
        ("/p/data/x", "/p", "data/x"), ("/p", "/p", "."), ("/q/x", "/p/a", "../../q/x"),
        ("a/b", "a/c", "../b"), ("a", "/p", "a"), ("a", "..", "a"), ("a", ".", "a"),
    ])
    func `a way leads from a folder to a path`(path: String, folder: String, expected: String) {
        #expect(FilePath(path).relative(to: FilePath(folder)).string == expected)
    }

    @Test func `paths join, and an absolute one stands for itself`() {
        #expect(FilePath("a").appending("b").string == "a/b")
        #expect(FilePath("/").appending("b").string == "/b")
        #expect(FilePath("a").appending("/b").string == "/b")
        #expect(FilePath("../x").absolute(in: "/p/q").string == "/p/x")
        #expect(FilePath("/a/b").selfAndAncestors == ["/a/b", "/a", "/"])
    }

    @Test func `a path is inside its folder and no sibling with the same beginning`() {
        #expect(FilePath("/p/a").isInside("/p"))
        #expect(FilePath("/p").isInside("/p"))
        #expect(!FilePath("/pa").isInside("/p"))
        #expect(!FilePath("/p/../q").isInside("/p"))
    }
}
