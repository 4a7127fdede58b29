import ExpSystem
import ExpTestSupport
import Testing

@testable import ExpExecution

/// The numbers are a promise to every recorded run: the expected ones come from the published
/// generators, computed by another program.
@Suite struct SeededRandomTests {
    @Test func `the generator is xoshiro256 as published`() throws {
        // The authors' C code started at the words 1, 2, 3, 4.
        var random = try #require(SeededRandom(state: [1, 2, 3, 4]))
        let expected: [UInt64] = [
            11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        ]
        for number in expected {
            #expect(random.next() == number)
        }
    }

    @Test(
        arguments: [
            (0, "", [0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0]),
            (1, "", [0xB3F2_AF6D_0FC7_10C5, 0x853B_5596_4736_4CEA, 0x92F8_9756_082A_4514]),
            (-1, "", [0x8F55_20D5_2A7E_AD08, 0xC476_A018_CAA1_802D, 0x81DE_31C0_D260_469E]),
            (0, "split", [0xAB98_D919_C1A2_8EFD, 0xF97B_2249_791B_C50E, 0x75C7_51B0_CACC_CAE7]),
            (
                7, "shuffle/ü",
                [0x6485_A859_098A_D175, 0x00D3_7E3B_9B32_E222, 0xFCDB_DB64_9B3D_0322]
            ),
        ] as [(Int, String, [UInt64])]
    )
    func `a seed and a stream give the same numbers forever`(
        seed: Int,
        stream: String,
        expected: [UInt64]
    ) {
        var random = SeededRandom(seed: seed, stream: stream)
        let numbers = (0..<3).map { _ in random.next() }
        #expect(numbers == expected)
    }

    @Test func `uniform numbers are the upper bits as a fraction`() {
        var random = SeededRandom(seed: 42)
        let numbers = (0..<3).map { _ in random.uniform() }
        #expect(
            numbers == [0x1.5780b2e0c2ec0p-4, 0x1.84136619b444ep-2, 0x1.5c2ea66473c93p-1]
        )
    }

    @Test func `whole numbers and orders are the same forever`() {
        var random = SeededRandom(seed: 42)
        let numbers = (0..<12).map { _ in random.integer(below: 10) }
        #expect(numbers == [0, 3, 6, 9, 9, 7, 7, 8, 7, 5, 6, 2])
        random = SeededRandom(seed: 42)
        #expect(random.shuffled(0..<10) == [9, 1, 4, 2, 8, 7, 6, 5, 3, 0])
    }

    @Test func `a slice is shuffled within its bounds`() {
        var random = SeededRandom(seed: 3)
        var numbers = Array(0..<20)
        random.shuffle(&numbers[5..<15])
        #expect(Array(numbers[..<5]) == Array(0..<5))
        #expect(Array(numbers[15...]) == Array(15..<20))
        #expect(numbers[5..<15].sorted() == Array(5..<15))
        #expect(Array(numbers[5..<15]) != Array(5..<15))
    }

    @Test func `whole numbers are equally likely`() {
        var random = SeededRandom(seed: 1)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[random.integer(below: 7)] += 1 }
        // Four standard deviations of a binomial count are 370.
        #expect(counts.allSatisfy { abs($0 - 10_000) < 400 }, "\(counts)")
    }

    @Test func `normal numbers have the mean and the deviation asked for`() {
        var random = SeededRandom(seed: 1)
        let numbers = (0..<20_000).map { _ in random.normal(mean: 3, deviation: 2) }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        let beyond = numbers.count { abs($0 - 3) > 4 }
        #expect(abs(mean - 3) < 0.06)
        #expect(abs(variance - 4) < 0.2)
        // 4.55 % of a normal distribution lie beyond two deviations.
        #expect(abs(beyond - 910) < 130, "\(beyond)")
    }

    @Test func `a range is never left and its bounds may be far apart`() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<1000 {
            #expect((-0.5..<0.25).contains(random.uniform(in: -0.5..<0.25)))
            #expect((1..<1.0.nextUp).contains(random.uniform(in: 1..<1.0.nextUp)))
        }
    }

    @Test func `the logarithm agrees with the system's to two units`() {
        var random = SeededRandom(seed: 9)
        for _ in 0..<20_000 {
            let x = random.uniform() + 0x1p-60
            let expected = log(x)
            #expect(abs(naturalLogarithm(x) - expected) <= 2 * expected.ulp, "\(x)")
        }
        #expect(naturalLogarithm(1) == 0)
    }

    @Test func `a generator goes on from its saved state`() throws {
        var random = SeededRandom(seed: 11, stream: "noise")
        _ = random.normal()
        var restored = try #require(SeededRandom(state: random.state))
        #expect(random.state.count == 5)
        for _ in 0..<5 {
            #expect(restored.normal() == random.normal())
            #expect(restored.next() == random.next())
        }
        #expect(SeededRandom(state: []) == nil)
        #expect(SeededRandom(state: [0, 0, 0, 0]) == nil)
    }

    @Test func `a run's streams start anew at each call and differ from one another`() {
        let run = RunContext.inMemory(seed: 3, recorder: InMemoryRecorder())
        var first = run.random("a")
        var again = run.random("a")
        var other = run.random("b")
        let numbers = (0..<8).map { _ in first.next() }
        #expect(numbers == (0..<8).map { _ in again.next() })
        #expect(numbers != (0..<8).map { _ in other.next() })
    }

    @Test func `a run without a seed keeps one of its own`() {
        let run = RunContext.inMemory(seed: nil, recorder: InMemoryRecorder())
        let another = RunContext.inMemory(seed: nil, recorder: InMemoryRecorder())
        var first = run.random()
        var again = run.random()
        var other = another.random()
        let number = first.next()
        #expect(number == again.next())
        #expect(number != other.next())
    }
}
