/// Times of several things measured in turn.
struct Measurement {
    /// The times of one thing in seconds, in the order of the rounds.
    private var times: [String: [Double]] = [:]
    private var names: [String] = []

    /// Runs each thing once a round, always in this order, after one round that does not count.
    init(rounds: Int, _ things: [(name: String, run: () -> Void)]) {
        let clock = ContinuousClock()
        self.init(
            rounds: rounds,
            timed: things.map { thing in
                (
                    thing.name,
                    {
                        let taken = clock.measure(thing.run).components
                        return Double(taken.seconds) + Double(taken.attoseconds) * 1e-18
                    }
                )
            }
        )
    }

    /// The same for things that tell how many seconds they took.
    init(rounds: Int, timed things: [(name: String, run: () -> Double)]) {
        names = things.map(\.name)
        for round in 0...rounds {
            for thing in things {
                let seconds = thing.run()
                guard round > 0 else { continue }
                times[thing.name, default: []].append(seconds)
            }
        }
    }

    /// The middle time of one thing in seconds.
    func median(_ name: String) -> Double {
        let sorted = (times[name] ?? []).sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }

    /// The middle, over the rounds, of how many times longer one thing took than another.
    func ratio(_ name: String, to other: String) -> Double {
        let pairs = zip(times[name] ?? [], times[other] ?? []).map { $0 / $1 }.sorted()
        return pairs.isEmpty ? .nan : pairs[pairs.count / 2]
    }

    /// One line for each thing: its median in milliseconds, and how it compares with the first.
    func printTable() {
        for name in names {
            let milliseconds = (median(name) * 100_000).rounded() / 100
            let ratio = (ratio(name, to: names[0]) * 100).rounded() / 100
            print("\(name): \(milliseconds) ms, \(ratio)x")
        }
    }
}
