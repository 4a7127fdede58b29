/// The time of day, which may jump when somebody sets it.
package enum WallClock {
    /// The moment now.
    package static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
    }
}

/// A clock that only goes forward; good for durations on this machine.
package enum MonotonicClock {
    /// Nanoseconds since some moment in the past.
    package static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    /// The seconds since a reading of ``nanoseconds``.
    package static func seconds(since start: UInt64) -> Double {
        Double(nanoseconds &- start) / 1e9
    }
}
