import Exp

/// How many of the images are kept from training.
struct Split: TaskConfig {
    @Key("part of each digit's images that settings are chosen by", in: 0.01...0.9)
    var valid = 0.15
    @Key("part of each digit's images that are looked at once, at the end", in: 0.01...0.9)
    var test = 0.15

    func validate(_ rules: inout Rules) {
        rules.require(
            valid + test <= 0.9,
            "`valid` and `test` must leave a tenth of the images or more to train on",
            keys: "valid",
            "test"
        )
    }
}
