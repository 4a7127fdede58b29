/// Text like that of experiment configs, the same for the same size: nested mappings of a few keys,
/// short lists, numbers, words, paths, some quotes and comments.
enum ConfigText {
    static func generate(byteCount: Int) -> String {
        var text = "# A config of many experiments.\n"
        var number = 0
        while text.utf8.count < byteCount {
            text += experiment(number)
            number += 1
        }
        return text
    }

    private static func experiment(_ number: Int) -> String {
        let rate = Double(number % 97 + 1) / 100_000
        return """
            experiment_\(number):
              seed: \(number * 31 % 1009)
              name: resnet\(number % 5 * 18)-run-\(number)
              model:
                use: resnet
                depth: \(18 + number % 4 * 16)
                hidden: [\(64 << (number % 3)), 64, 32]
                activation: relu
                dropout: 0.\(number % 9)
                pretrained: \(number % 2 == 0)
                checkpoint: null
              optimizer:  # the step size is what matters
                name: adam
                lr: \(rate)
                betas: [0.9, 0.999]
                weight_decay: 1e-4
                schedule: {name: cosine, warmup: 500, final: 0.0}
              data:
                root: "data/images/set-\(number % 13)"
                batch_size: 128
                transforms:
                  - name: random_crop
                    size: 224
                  - name: normalize
                    mean: [0.485, 0.456, 0.406]
                note: 'a longer text that says what this experiment was meant to show'

            """
    }
}
