/// What tells this machine, its present start, and a process apart from all others.
package enum HostFacts {
    /// The machine's name.
    package static var host: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }

    /// The user's name: `LOGNAME` or `USER`, else what the user database says, else the number.
    package static var user: String {
        for name in ["LOGNAME", "USER"] {
            if let value = ProcessEnvironment.variable(name), !value.isEmpty { return value }
        }
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else {
            return String(getuid())
        }
        return String(cString: name)
    }

    /// An identifier that changes with every start of the machine; nil where the system has none.
    package static var bootID: String? {
        #if canImport(Darwin)
        sysctlText("kern.bootsessionuuid")
        #else
        firstLine(of: "/proc/sys/kernel/random/boot_id")
        #endif
    }

    /// An identifier that the machine keeps for good; nil where the system has none.
    package static var machineID: String? {
        #if canImport(Darwin)
        var bytes = [UInt8](repeating: 0, count: 16)
        var patience = timespec(tv_sec: 1, tv_nsec: 0)
        guard gethostuuid(&bytes, &patience) == 0 else { return nil }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #else
        // machine-id(5); the second is where older systems keep the same text.
        firstLine(of: "/etc/machine-id") ?? firstLine(of: "/var/lib/dbus/machine-id")
        #endif
    }

    /// When a process started, in the system's own units; nil when there is no such process.
    ///
    /// Two processes that had the same number one after the other differ in it.
    package static func startTime(ofProcess id: Int) -> String? {
        #if canImport(Darwin)
        var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, Int32(id)]
        var info = kinfo_proc()
        var size = MemoryLayout<kinfo_proc>.stride
        guard sysctl(&name, 4, &info, &size, nil, 0) == 0, size > 0 else { return nil }
        let time = info.kp_proc.p_un.__p_starttime
        return "\(time.tv_sec).\(time.tv_usec)"
        #else
        // proc_pid_stat(5): field 22. The name in field 2 may hold spaces and brackets, so count
        // from the last bracket, after which field 3 follows.
        guard let bytes = try? FileSystem.read(FilePath("/proc/\(id)/stat"), limit: 65_536),
            let bracket = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = bytes[(bracket + 1)...].split(separator: UInt8(ascii: " "))
        return fields.count > 19 ? String(decoding: fields[19], as: UTF8.self) : nil
        #endif
    }

    /// Whether a process of this number exists, whoever owns it.
    package static func isAlive(process id: Int) -> Bool {
        guard let number = pid_t(exactly: id), number > 0 else { return false }
        return kill(number, 0) == 0 || errno == EPERM
    }

    /// The first line of a small file; nil when there is none.
    package static func firstLine(of path: FilePath) -> String? {
        guard let bytes = try? FileSystem.read(path, limit: 65_536) else { return nil }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    #if canImport(Darwin)
    static func sysctlText(_ name: String) -> String? {
        var size = 0
        guard sysctlbyname(name, nil, &size, nil, 0) == 0, size > 1 else { return nil }
        var buffer = [CChar](repeating: 0, count: size)
        guard sysctlbyname(name, &buffer, &size, nil, 0) == 0 else { return nil }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
    #endif
}

extension HostFacts {
    /// The program that this process runs; nil where the system does not tell.
    package static var executable: FilePath? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if canImport(Darwin)
        var size = UInt32(buffer.count)
        guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
        #else
        guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else { return nil }
        #endif
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return FilePath(String(decoding: bytes, as: UTF8.self))
    }
}
