import Exp

enum Reach: String, ConfigValue, CaseIterable {
    case near
    case wide
}

/// Estimates pi by throwing darts: every part of the API that a task author has, used once.
struct ThrowDarts: ExperimentTask {
    struct Config: TaskConfig {
        @Key("darts thrown in each round", in: 1...) var darts = 1_000
        @Key("rounds", in: 1...1_000) var rounds = 5
        @Key("what the darts are thrown at") var board = Board.disc(Disc())
        @Key("how the estimate is named", pattern: "[a-z]+") var label = "pi"
        var reach = Reach.near
        var patience: ConfigDuration?
        var offsets = [0.0, 0.0]

        func validate(_ rules: inout Rules) {
            rules.require(offsets.count == 2, "`offsets` must be two numbers", keys: "offsets")
        }
    }

    enum Board: UnionConfig {
        case disc(Disc)
        case ring(Ring)

        static let variants = [
            Variant("disc", Board.disc, "all of it counts"),
            Variant("ring", Board.ring, "a disc with a hole"),
        ]

        var hole: Double {
            if case .ring(let ring) = self { ring.hole } else { 0 }
        }
    }

    struct Disc: TaskConfig {}

    struct Ring: TaskConfig {
        @Key("radius of the hole", in: 0..<1) var hole = 0.5
    }

    static let name = "throw-darts"
    static let summary = "Estimates pi by throwing darts."
    static let goal = Goal.minimize("error")

    func run(_ config: Config, in run: RunContext) async throws {
        var random = run.random("darts")
        var hits = 0
        var thrown = 0
        let hole = config.board.hole * config.board.hole
        for round in 1...config.rounds where !run.isStopping {
            for _ in 0..<config.darts {
                let x = config.reach == .near ? random.uniform() : random.uniform(in: -1..<1)
                let y = random.uniform()
                if (hole..<1).contains(x * x + y * y) { hits += 1 }
                thrown += 1
            }
            let estimate = 4 * Double(hits) / Double(thrown) / (1 - hole)
            run.log([config.label: estimate, "error": abs(estimate - Double.pi)], step: round)
            run.progress(round, of: config.rounds, unit: "round")
            run.checkpoint(Array("\(hits)/\(thrown)".utf8), step: round)
        }
        run.artifact("hits.txt", text: "\(hits) of \(thrown)\n")
        run.note("seed \(run.seed ?? 0), restored: \(run.restored != nil), \(run.id)")
    }
}

@main enum Outside {
    static func main() async {
        await ExpCommandLine.main(
            ThrowDarts.self,
            resolvers: [
                ConfigResolver("times") { (count: Int, factor: Int?) in
                    guard count > 0 else { throw ResolverError("there is nothing to throw") }
                    return count * (factor ?? 2)
                },
                ConfigResolver("reach") { (text: String) in Reach(rawValue: text) ?? .wide },
                ConfigResolver("zeros") { () in [0.0, 0.0] },
            ]
        )
    }
}
