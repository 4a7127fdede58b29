import ExpSystem
import ExpYAML

/// What `alive` says: who holds the run.
package struct LeaseContent: Hashable, Sendable {
    /// The attempt that the holder makes, from 1.
    package var attempt: Int
    /// The number of the very file that says so: a copy has another one.
    package var inode: UInt64
    /// The start of the machine, where the system tells it.
    package var bootID: String?
    /// The machine, where the system tells it.
    package var machineID: String?
    /// The machine's name, for people.
    package var host: String
    /// The supervisor.
    package var processID: Int
    /// When the supervisor started, in the system's own units.
    package var startTime: String?
    /// The session that the supervisor made for a command; nil when it made none.
    package var childSession: Int?
    /// Whether the file system has locks; without, heartbeat and process decide.
    package var hasLocks: Bool

    /// Describes this process as the holder.
    init(attempt: Int, inode: UInt64, hasLocks: Bool) {
        self.attempt = attempt
        self.inode = inode
        self.hasLocks = hasLocks
        bootID = HostFacts.bootID
        machineID = HostFacts.machineID
        host = HostFacts.host
        processID = Int(getpid())
        startTime = HostFacts.startTime(ofProcess: processID)
    }

    /// The content of the file, one line of JSON.
    var bytes: [UInt8] {
        var fields = RecordFields()
        fields.set("attempt", attempt)
        fields.set("inode", String(inode))
        fields.set("bootID", bootID)
        fields.set("machineID", machineID)
        fields.set("host", host)
        fields.set("processID", processID)
        fields.set("startTime", startTime)
        fields.set("childSession", childSession)
        fields.set("locks", hasLocks)
        return Array((JSONWriter.json(fields.node) + "\n").utf8)
    }

    /// Reads the file; nil when it is no lease.
    init?(_ bytes: [UInt8]) {
        guard let node = RecordFile.parse(bytes, name: RunLayout.lease),
            let attempt = node["attempt"]?.int,
            let inode = node["inode"]?.string.flatMap({ UInt64($0) }),
            let processID = node["processID"]?.int
        else { return nil }
        self.attempt = attempt
        self.inode = inode
        self.processID = processID
        bootID = node["bootID"]?.string
        machineID = node["machineID"]?.string
        host = node["host"]?.string ?? ""
        startTime = node["startTime"]?.string
        childSession = node["childSession"]?.int
        hasLocks = node["locks"]?.bool ?? true
    }

    /// Whether the holder ran on the present start of this machine.
    var isOfThisBoot: Bool {
        bootID != nil && bootID == HostFacts.bootID
    }

    /// Whether the holder ran on this machine, at whatever start.
    var isOfThisMachine: Bool {
        machineID != nil && machineID == HostFacts.machineID
    }

    /// Whether the holder's process is there, and no later one of the same number.
    var isHolderAlive: Bool {
        guard HostFacts.isAlive(process: processID) else { return false }
        return startTime == nil || HostFacts.startTime(ofProcess: processID) == startTime
    }
}
