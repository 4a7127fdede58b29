import Exp

/// Estimates pi by throwing darts: every part of the API that a task author has, used once.
struct ThrowDarts: ExperimentTask {
    struct Config: TaskConfig {
        @Key("darts thrown in each round", in: 1...) var darts = 1_000
        @Key("rounds", in: 1...1_000) var rounds = 5
        @Key("where the darts fall") var board = Board.square(Square())
        @Key("how the estimate is named", pattern: "[a-z]+") var label = "pi"
        var spread = Spread.even
        var patience: ConfigDuration?
        var offsets = [0.0, 0.0]

        func validate(_ rules: inout Rules) {
            rules.require(offsets.count == 2, "`offsets` must be two numbers", keys: "offsets")
        }
    }

    enum Spread: String, ConfigValue, CaseIterable {
        case even
        case normal
    }

    enum Board: UnionConfig {
        case square(Square)
        case strip(Strip)

        static let variants = [
            Variant("square", Board.square, "as wide as high"),
            Variant("strip", Board.strip, "wider than high"),
        ]
    }

    struct Square: TaskConfig {}

    struct Strip: TaskConfig {
        @Key("height as a share of the width", in: 0.1...1) var height = 0.5
    }

    static let name = "throw-darts"
    static let summary = "Estimates pi by throwing darts."
    static let goal = Goal.minimize("error")

    func run(_ config: Config, in run: RunContext) async throws {
        var random = run.random("darts")
        var hits = 0
        var thrown = 0
        let height = if case .strip(let strip) = config.board { strip.height } else { 1.0 }
        for round in 1...config.rounds where !run.isStopping {
            for _ in 0..<config.darts {
                let x = config.spread == .even ? random.uniform() : abs(random.normal())
                let y = random.uniform(in: 0..<height)
                if x * x + y * y < 1 { hits += 1 }
                thrown += 1
            }
            let estimate = 4 * height * Double(hits) / Double(thrown)
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
        await ExpCommandLine.main(ThrowDarts.self)
    }
}
