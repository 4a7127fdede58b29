/// What the machine is made of, as far as the system tells without starting a program.
package struct MachineFacts: Hashable, Sendable {
    /// The operating system by the name people use, such as `Debian GNU/Linux 12 (bookworm)`.
    package var system: String

    /// The kernel's name and release.
    package var kernel: String

    /// The processor architecture, such as `x86_64`.
    package var architecture: String

    /// The processor's model; nil where the system does not say.
    package var processor: String?

    /// How many processors are in use.
    package var processorCount: Int

    /// The memory in bytes.
    package var memoryBytes: Int

    /// The models of the graphics processors that the system lists, one entry each.
    package var graphicsProcessors: [String]

    /// Looks the machine up; takes well under a millisecond.
    package static var current: MachineFacts {
        var names = utsname()
        uname(&names)
        let kernel = "\(text(names.sysname)) \(text(names.release))"
        return MachineFacts(
            system: systemName ?? kernel,
            kernel: kernel,
            architecture: text(names.machine),
            processor: processor,
            processorCount: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
            memoryBytes: max(0, sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))),
            graphicsProcessors: graphicsProcessors
        )
    }

    #if canImport(Darwin)
    private static var systemName: String? {
        HostFacts.sysctlText("kern.osproductversion").map { "macOS \($0)" }
    }

    private static var processor: String? {
        HostFacts.sysctlText("machdep.cpu.brand_string")
    }

    private static var graphicsProcessors: [String] {
        []
    }
    #else
    /// `PRETTY_NAME` of os-release(5).
    private static var systemName: String? {
        guard let bytes = try? FileSystem.read("/etc/os-release", limit: 65_536) else { return nil }
        let value = self.value(after: "PRETTY_NAME=", in: bytes)
        return value.map {
            String($0.drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
        }
    }

    /// Only the beginning of `/proc/cpuinfo` is read: on a large machine the kernel takes
    /// milliseconds to write all of it.
    private static var processor: String? {
        guard let file = try? OpenFile("/proc/cpuinfo", O_RDONLY) else { return nil }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, filled in
            count = (try? file.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
            filled = count
        }
        return value(after: "model name", in: bytes).map { Self.trimmed($0) }
    }

    /// The driver of NVIDIA lists its devices under `/proc/driver/nvidia/gpus`.
    private static var graphicsProcessors: [String] {
        let root: FilePath = "/proc/driver/nvidia/gpus"
        guard let devices = try? FileSystem.list(root) else { return [] }
        return devices.compactMap { device in
            let path = root.appending(device.name).appending("information")
            guard let bytes = try? FileSystem.read(path, limit: 65_536) else { return nil }
            return value(after: "Model", in: bytes).map { Self.trimmed($0) }
        }
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == ":" }
        let front = text.drop(while: isBlank)
        let end = front.lastIndex { !isBlank($0) }
        return end.map { String(front[...$0]) } ?? ""
    }

    private static func value(after prefix: String, in bytes: [UInt8]) -> String? {
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.starts(with: prefix.utf8)
        {
            return String(decoding: line.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
        return nil
    }
    #endif

    private static func text<Value>(_ value: Value) -> String {
        withUnsafeBytes(of: value) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
