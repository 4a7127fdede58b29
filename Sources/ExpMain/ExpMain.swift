import Exp
import ExpTasks

/// The program `exp` with the tasks that come with it.
///
/// A package of your own has a `@main` like this one, with its own tasks.
@main enum ExpMain {
    static func main() async {
        await ExpCommandLine.main(TrainDigits.self)
    }
}
