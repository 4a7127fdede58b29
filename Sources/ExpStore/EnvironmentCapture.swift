import ExpSystem
import ExpYAML

/// What a run records of its surroundings: the content of `environment.json`.
struct EnvironmentCapture: Sendable {
    /// The version of the program that the user started.
    var programVersion: String

    /// All variables of the process; chosen ones are recorded.
    var variables: [String: String]

    /// Reads the facts, in well under a millisecond; no program is started and nothing hashed.
    ///
    /// - Parameter code: The state of the code; nil outside a repository.
    /// - Returns: The content of the file.
    func node(code: Node?) -> Node {
        var fields = RecordFields()
        fields.set("program", program)
        fields.set("machine", machine)
        let recorded = recordedVariables
        var shown = RecordFields()
        for (name, value) in recorded.shown { shown.set(name, value) }
        fields.set("variables", shown.node)
        if !recorded.withheld.isEmpty { fields.set("withheldVariables", recorded.withheld) }
        if let code { fields.set("code", code) } else { fields.setNull("code") }
        return fields.node
    }

    private var program: Node {
        var fields = RecordFields()
        if !programVersion.isEmpty { fields.set("version", programVersion) }
        if let path = HostFacts.executable {
            fields.set("path", path.string)
            if let status = try? FileSystem.status(of: path) {
                fields.set("sizeBytes", status.sizeBytes)
                fields.set("modified", status.modified)
            }
        }
        #if canImport(Glibc)
        var name = [CChar](repeating: 0, count: 64)
        if confstr(Int32(_CS_GNU_LIBC_VERSION), &name, name.count) > 0 {
            let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            fields.set("libc", String(decoding: bytes, as: UTF8.self))
        }
        #endif
        return fields.node
    }

    private var machine: Node {
        let facts = MachineFacts.current
        var fields = RecordFields()
        fields.set("system", facts.system)
        fields.set("kernel", facts.kernel)
        fields.set("architecture", facts.architecture)
        fields.set("processor", facts.processor)
        fields.set("processorCount", facts.processorCount)
        fields.set("memoryBytes", facts.memoryBytes)
        if !facts.graphicsProcessors.isEmpty {
            fields.set("graphicsProcessors", facts.graphicsProcessors)
        }
        fields.set("host", HostFacts.host)
        fields.set("machineID", HostFacts.machineID)
        return fields.node
    }

    /// The chosen variables in the order of their names, and the names of those that were chosen
    /// but look secret.
    var recordedVariables: (shown: [(String, String)], withheld: [String]) {
        var shown: [(String, String)] = []
        var withheld: [String] = []
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where Self.isChosen(name) {
            if SecretText.isSecret(name: name, value: value) {
                withheld.append(name)
            } else {
                shown.append((name, value))
            }
        }
        return (shown, withheld)
    }

    /// What changes how numbers come out or where a run runs.
    private static func isChosen(_ name: String) -> Bool {
        chosenNames.contains(name) || chosenPrefixes.contains { name.hasPrefix($0) }
    }

    private static let chosenNames: Set<String> = [
        "PATH", "LANG", "LC_ALL", "LC_NUMERIC", "TZ", "SHELL", "VIRTUAL_ENV", "LD_LIBRARY_PATH",
        "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "ROCR_VISIBLE_DEVICES",
        "HIP_VISIBLE_DEVICES", "PYTHONPATH", "PYTHONHASHSEED", "MALLOC_ARENA_MAX",
    ]

    private static let chosenPrefixes = [
        "EXP_", "CUDA_", "CUDNN_", "CUBLAS_", "NVIDIA_", "NCCL_", "OMP_", "KMP_", "MKL_",
        "OPENBLAS_", "VECLIB_", "XLA_", "JAX_", "TORCH_", "PYTORCH_", "TF_", "CONDA_", "SLURM_",
        "PBS_", "SGE_", "LSB_", "SWIFT_",
    ]
}

/// Decides what must not be written down.
enum SecretText {
    /// Whether a variable looks like a secret, by its name or by its value.
    static func isSecret(name: String, value: String) -> Bool {
        let upper = name.uppercased()
        return nameParts.contains { upper.contains($0) }
            || valueBeginnings.contains { value.hasPrefix($0) }
            || value.contains("-----BEGIN ")
            || withoutCredentials(url: value) != value
    }

    /// A URL without the user and password, or the token, that it may carry.
    ///
    /// `git@host:path` and `ssh://git@host/path` name an account, no secret, and stay.
    static func withoutCredentials(url: String) -> String {
        guard let scheme = url.range(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var result = String(url[..<scheme.upperBound])
        if let at = authority.lastIndex(of: "@") {
            let account = authority[..<at]
            let isSSH = result.hasSuffix("ssh://")
            if isSSH, !account.contains(":") { result += "\(account)@" }
            result += authority[authority.index(after: at)...]
        } else {
            result += authority
        }
        let path = rest[authority.endIndex...]
        // A query of a repository's or a service's URL is where tokens stand.
        return result + path.prefix { $0 != "?" }
    }

    private static let nameParts = [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "APIKEY", "API_KEY",
        "ACCESS_KEY", "PRIVATE_KEY", "_KEY", "AUTH", "COOKIE", "JWT", "SIGNATURE",
    ]

    private static let valueBeginnings = [
        "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "sk-", "hf_", "xoxb-", "xoxp-", "AKIA",
        "ASIA", "eyJ", "AIza", "npm_", "pypi-",
    ]
}

extension String {
    /// The first place where another text stands in this one.
    fileprivate func range(of other: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) {
                return start..<index(start, offsetBy: other.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
