import Testing

struct Wording: Sendable, CustomTestStringConvertible {
    var text: String
    var message: String
    var note: String?
    var help: String?
    var fix: String?

    var testDescription: String { text }
}

let wordings = [
    Wording(
        text: "epochs: ten",
        message: "type-mismatch: `epochs` must be an integer, but is the string `ten`",
        note: "declared as `Int`, 1 or more, by task `training`",
        help: "write a whole number, such as `10`"
    ),
    Wording(
        text: "epochs: 2.5",
        message: "type-mismatch: `epochs` must be an integer, but is the number `2.5`",
        note: "declared as `Int`, 1 or more, by task `training`",
        help: "write a whole number, such as `10`"
    ),
    Wording(
        text: "epochs: \"10\"",
        message: "type-mismatch: `epochs` must be an integer, but is the string `10`",
        note: "declared as `Int`, 1 or more, by task `training`",
        fix: "10"
    ),
    Wording(
        text: "epochs: 0",
        message: "out-of-range: `epochs` must be 1 or more, but is `0`",
        note: "declared as `Int`, 1 or more, by task `training`",
        help: "choose a value that is 1 or more"
    ),
    Wording(
        text: "epochs: 99999999999999999999",
        message: "out-of-range: `epochs` must fit `Int`, but is `99999999999999999999`",
        note: "declared as `Int`, 1 or more, by task `training`",
        help: "choose a value that is from -9223372036854775808 to 9223372036854775807"
    ),
    Wording(
        text: "lr: 0",
        message: "out-of-range: `lr` must be above 0 and at most 1, but is `0`",
        note: "declared as `Double`, above 0, at most 1, by task `training`",
        help: "choose a value that is above 0 and at most 1"
    ),
    Wording(
        text: "lr: .nan",
        message: "out-of-range: `lr` must be above 0 and at most 1, but is `.nan`",
        note: "declared as `Double`, above 0, at most 1, by task `training`",
        help: "choose a value that is above 0 and at most 1"
    ),
    Wording(
        text: "dropout: 1.0",
        message: "out-of-range: `dropout` must be at least 0 and below 1, but is `1.0`",
        note: "declared as `Double or null`, at least 0, below 1, by task `training`",
        help: "choose a value that is at least 0 and below 1"
    ),
    Wording(
        text: "shuffle: no",
        message: "type-mismatch: `shuffle` must be true or false, but is the string `no`",
        note: "declared as `Bool` by task `training`",
        fix: "false"
    ),
    Wording(
        text: "shuffle: null",
        message: "type-mismatch: `shuffle` must be true or false, but is null",
        note: "declared as `Bool` by task `training`",
        help: "write `true` or `false`"
    ),
    Wording(
        text: "notes: null",
        message: "type-mismatch: `notes` must be a string, but is null",
        note: "declared as `String` by task `training`",
        help: "put quotes around the word if it is meant as text"
    ),
    Wording(
        text: "hidden: 64",
        message: "type-mismatch: `hidden` must be a list, but is the integer `64`",
        note:
            "declared as `list of Int`, from 1 to 3 of them, each from 1 to 4096, by task `training`",
        fix: "[64]"
    ),
    Wording(
        text: "hidden: []",
        message: "out-of-range: `hidden` must have from 1 to 3 elements, but has 0",
        note:
            "declared as `list of Int`, from 1 to 3 of them, each from 1 to 4096, by task `training`",
        help: "add elements"
    ),
    Wording(
        text: "hidden: [64, 9999]",
        message: "out-of-range: `hidden[1]` must be from 1 to 4096, but is `9999`",
        note: "declared as `Int`, from 1 to 4096, by task `training`",
        help: "choose a value that is from 1 to 4096"
    ),
    Wording(
        text: "name: A-b",
        message: "pattern-mismatch: `name` must match `[a-z][a-z0-9-]*`, but is `A-b`",
        note: "declared as `String` by task `training`",
        help: "write a text that matches from its first character to its last"
    ),
    Wording(
        text: "activation: rely",
        message: "unknown-case: `activation` must be `relu`, `tanh` or `leaky-relu`, but is `rely`",
        note: "declared as `Activation` by task `training`",
        help: "did you mean `relu`?"
    ),
    Wording(
        text: "model: {use: deeep, depth: 3}",
        message:
            "unknown-case: `model.use` must be `linear`, `mlp`, `deep` or `constant`, but is `deeep`",
        note: "declared as `Model` by task `training`",
        help: "did you mean `deep`?"
    ),
    Wording(
        text: "model: mlp",
        message: "type-mismatch: `model` must be a mapping with `use`, but is the string `mlp`",
        note: "declared as `one of linear, mlp, deep, constant` by task `training`",
        help: "write `{use: mlp}`"
    ),
    Wording(
        text: "model: {use: mlp, depth: 3}",
        message: "unknown-key: `model` with `use: mlp` has no key `depth`",
        note: "`depth` is a key of `deep`",
        help: "remove it, or use one of these keys"
    ),
    Wording(
        text: "model: {use: constant, zzz: 3}",
        message: "unknown-key: `model` with `use: constant` has no key `zzz`",
        note: "`model` with `use: constant` takes no keys",
        help: "remove it"
    ),
    Wording(
        text: "momentum: 0.5",
        message: "unknown-key: the config has no key `momentum`",
        help: "did you mean `optimizer.momentum`?"
    ),
    Wording(
        text: "optimizer: {momentun: 0.5}",
        message: "unknown-key: `optimizer` has no key `momentun`",
        note: "its keys are `momentum` and `nesterov`",
        help: "did you mean `momentum`?"
    ),
    Wording(
        text: "optimizer: fast",
        message: "type-mismatch: `optimizer` must be a mapping, but is the string `fast`",
        note: "declared as `Optimizer` by task `training`",
        help: "set its keys one by one: `momentum` and `nesterov`"
    ),
    Wording(
        text: "patience: 90",
        message:
            "type-mismatch: `patience` must be a length of time with its unit, but is the integer `90`",
        note: "declared as `Duration`, 1s or more, by task `training`",
        help: "give the number a unit: `90s`, `90m` or `90h`"
    ),
    Wording(
        text: "patience: soon",
        message:
            "type-mismatch: `patience` must be a length of time with its unit, but is the string `soon`",
        note: "declared as `Duration`, 1s or more, by task `training`",
        help: "write it as `90s`, `1h30m` or `500ms`"
    ),
    Wording(
        text: "patience: 500ms",
        message: "out-of-range: `patience` must be 1s or more, but is `500ms`",
        note: "declared as `Duration`, 1s or more, by task `training`",
        help: "choose a value that is 1s or more"
    ),
    Wording(
        text: "count: 3e9",
        message: "out-of-range: `count` must fit `Int32`, but is `3e9`",
        note: "declared as `Int32` by task `training`",
        help: "choose a value that is from -2147483648 to 2147483647"
    ),
    Wording(
        text: "weights: {b: high}",
        message: "type-mismatch: `weights.b` must be a number, but is the string `high`",
        note: "declared as `Double` by task `training`",
        help: "write a number, such as `0.1`"
    ),
    Wording(
        text: "dropout: high",
        message: "type-mismatch: `dropout` must be a number or null, but is the string `high`",
        note: "declared as `Double or null`, at least 0, below 1, by task `training`",
        help: "write a number, such as `0.1`"
    ),
    Wording(
        text: "hidden: ten",
        message: "type-mismatch: `hidden` must be a list, but is the string `ten`",
        note:
            "declared as `list of Int`, from 1 to 3 of them, each from 1 to 4096, by task `training`",
        help: "write a list: `[A, B]`, or a line `- A` for each element"
    ),
    Wording(
        text: "hidden: [1, 2, 3, 4]",
        message: "out-of-range: `hidden` must have from 1 to 3 elements, but has 4",
        note:
            "declared as `list of Int`, from 1 to 3 of them, each from 1 to 4096, by task `training`",
        help: "take elements away"
    ),
    Wording(
        text: "epochs: \"2.5\"",
        message: "type-mismatch: `epochs` must be an integer, but is the string `2.5`",
        note: "declared as `Int`, 1 or more, by task `training`",
        help: "write a whole number, such as `10`"
    ),
    Wording(
        text: "activation: softmax",
        message:
            "unknown-case: `activation` must be `relu`, `tanh` or `leaky-relu`, but is `softmax`",
        note: "declared as `Activation` by task `training`",
        help: "choose one of them"
    ),
    Wording(
        text: "model: large",
        message: "type-mismatch: `model` must be a mapping with `use`, but is the string `large`",
        note: "declared as `one of linear, mlp, deep, constant` by task `training`",
        help: "write `{use: NAME}` with `linear`, `mlp`, `deep` or `constant`"
    ),
    Wording(
        text: "weights: 3",
        message: "type-mismatch: `weights` must be a mapping, but is the integer `3`",
        note: "declared as `mapping of Double` by task `training`",
        help: "write keys with their values: `{NAME: VALUE}`, or a line `NAME: VALUE` for each"
    ),
    Wording(
        text: "notes: [a]",
        message: "type-mismatch: `notes` must be a string, but is a list",
        note: "declared as `String` by task `training`",
        help: "write a text, such as `\"a text\"`"
    ),
    Wording(
        text: "zzz: 1",
        message: "unknown-key: the config has no key `zzz`",
        help: "remove it; `exp task` lists the keys that there are"
    ),
]
