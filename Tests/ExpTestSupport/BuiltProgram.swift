import ExpSystem

/// The programs that were built together with the tests.
package enum BuiltProgram {
    /// The folder of the build that the running tests belong to.
    package static var folder: String {
        #if os(Linux)
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        precondition(count > 0, "cannot find the running test program")
        let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        #else
        var information = Dl_info()
        let here = unsafeBitCast(marker as @convention(c) () -> Void, to: UnsafeRawPointer.self)
        precondition(dladdr(here, &information) != 0, "cannot find the running test bundle")
        let image = String(cString: information.dli_fname)
        let path = String(image[..<(image.range(of: ".xctest")?.lowerBound ?? image.endIndex)])
        #endif
        let parts = path.split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }

    /// The absolute path of `exp`.
    package static var exp: String {
        folder + "/exp"
    }
}

#if !os(Linux)
private func marker() {}

extension String {
    fileprivate func range(of part: String) -> Range<Index>? {
        ranges(of: part).first
    }
}
#endif
