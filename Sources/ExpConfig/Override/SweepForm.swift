package import ExpDiagnostics
package import ExpYAML

/// A value that means several trials: `a,b`, `choice(a,b)`, `range(0,5)` and their kin, with all
/// that expanding it takes.
package struct SweepForm: Sendable {
    /// The forms.
    package indirect enum Kind: Sendable {
        /// `a,b`: the values in order.
        case simple([Node])
        /// `choice(a,b)`: the same.
        case choice([Node])
        /// `range(start,stop,step)`: from `start` by `step` as long as `stop` is not reached.
        case range(SweepRange)
        /// `interval(start,end)`: all numbers between, for samplers that choose among them.
        case interval(start: Double, end: Double, isWhole: Bool)
        /// `glob(include,exclude)`: the options of the key whose names match.
        case glob(include: [String], exclude: [String])
        /// `sort(…,reverse=true)`: the values of another form, from low to high or back.
        case sorted(Kind, isReversed: Bool)
        /// `shuffle(…,seed=1)`: the values of another form in an order that the seed decides.
        case shuffled(Kind, seed: Int?)
        /// `tag(a,b,…)`: another form with words that a sampler may read.
        case tagged([String], Kind)
        /// `linspace(start,stop,count)`: so many numbers at equal distances, both ends included.
        case linspace(start: Double, stop: Double, count: Int)
        /// `logspace(start,stop,count)`: so many numbers at equal ratios, both ends included. The
        /// ends are the values themselves, not their exponents.
        case logspace(start: Double, stop: Double, count: Int)
        /// `zip([…],[…])`: the values of several keys, each list one key's, taken together.
        case zip([[Node]])
    }

    /// The form with its arguments.
    package var kind: Kind

    /// The casts that are done with each number when it is known: of `int(linspace(1,10,4))`,
    /// `int`.
    package var casts: [String] = []

    /// The whole form.
    package var range: SourceRange

    /// Describes a form.
    package init(_ kind: Kind, casts: [String] = [], range: SourceRange) {
        self.kind = kind
        self.casts = casts
        self.range = range
    }

    /// The values, where the form lists them; in the order written.
    package var listed: [Node]? {
        kind.listed
    }
}

/// The numbers of `range(start,stop,step)`; whole when all three are.
package enum SweepRange: Sendable {
    /// Whole numbers.
    case whole(start: Int, stop: Int, step: Int)
    /// Numbers with a point.
    case fractional(start: Double, stop: Double, step: Double)
}

extension SweepForm.Kind {
    /// The values, where the form lists them.
    var listed: [Node]? {
        switch self {
        case .simple(let values), .choice(let values): values
        case .sorted(let inner, _), .shuffled(let inner, _), .tagged(_, let inner): inner.listed
        case .range, .interval, .glob, .linspace, .logspace, .zip: nil
        }
    }
}
