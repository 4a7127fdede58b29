import ExpSystem

// The sentences by which `exp show` says what a status was concluded from.

extension String {
    static var folderIsUnreadable: String {
        "the run's folder cannot be opened"
    }

    static func finalStatus(_ status: RunStatus, ended: Timestamp?) -> String {
        let time = ended.map { " at \($0)" } ?? ""
        return "run.json says that it ended\(time) as \(status.rawValue)"
    }

    static func recordIsUnreadable(isEmpty: Bool) -> String {
        isEmpty
            ? "run.json is empty, as a power cut leaves a file"
            : "run.json cannot be understood"
    }

    static var recordIsMissing: String {
        "there is no run.json"
    }

    static func recordCannotBeRead(_ error: SystemError) -> String {
        "run.json cannot be read: \(error.reason)"
    }

    static func recordIsNewer(_ version: Int) -> String {
        "run.json has format version \(version), newer than this program's"
            + " (\(RunRecord.currentVersion)); some of it may be missing here"
    }

    static var isQueued: String {
        "run.json says that it waits, and nobody has started it"
    }

    static func hasNoLease(_ status: RunStatus) -> String {
        "run.json says \(status.rawValue), but nobody holds the run: the file `alive` is gone"
    }

    static func neverStarted(_ age: Double?) -> String {
        let since = age.map { " since the folder was last changed \(duration($0)) ago" } ?? ""
        return "it never started: there has been no run.json\(since)"
    }

    static func isBeingMade(_ age: Double) -> String {
        "the folder is \(duration(age)) old and has no run.json yet"
    }

    static var leaseIsUnreadable: String {
        "the file `alive` cannot be understood, so nobody is known to hold the run"
    }

    static func leaseCannotBeOpened(_ error: SystemError) -> String {
        "the file `alive` cannot be opened (\(error.reason)), so its heartbeat decides"
    }

    static func isCopy(_ host: String) -> String {
        "the file `alive` names another inode than its own: this folder is a copy of one that"
            + " lived on \(host)"
    }

    static func isOfThisBoot(process: Int) -> String {
        "process \(process) took it, on this machine since its last start"
    }

    static func lock(isHeld: Bool) -> String {
        isHeld
            ? "the lock on `alive` is held" : "the lock on `alive` is free: that process is gone"
    }

    static var hasNoLocks: String {
        "the file system has no locks, so the process decides"
    }

    static func process(_ id: Int, isAlive: Bool) -> String {
        isAlive
            ? "process \(id) is alive and started when `alive` says"
            : "process \(id) is gone, or is another program by now"
    }

    static var isOfEarlierBoot: String {
        "it ran on this machine before its last start"
    }

    static func isOfOtherMachine(_ host: String, _ process: Int) -> String {
        "process \(process) on \(host) took it"
    }

    static func heartbeat(_ age: Double, isFresh: Bool) -> String {
        "its last heartbeat is \(duration(age)) old: \(isFresh ? "fresh" : "stale")"
    }

    static var usesLocalClock: String {
        "judged by this machine's clock, since no file can be made in the runs folder to ask the"
            + " file server's"
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = seconds > 0 ? Int(seconds) : 0
        return switch whole {
        case ..<120: "\(whole) s"
        case ..<7_200: "\(whole / 60) min"
        case ..<172_800: "\(whole / 3_600) h"
        default: "\(whole / 86_400) days"
        }
    }
}
