import ExpSystem
package import ExpYAML

extension RunRecord {
    /// The content of `run.json`.
    package var node: Node {
        var fields = RecordFields()
        fields.set("version", formatVersion)
        fields.set("id", id.text)
        fields.set("task", task)
        fields.set("status", status.rawValue)
        fields.set("cause", cause?.rawValue)
        fields.set("created", created)
        fields.set("started", started)
        fields.set("ended", ended)
        fields.set("attempts", attempts)
        if let exit { fields.set("exit", exit.node) }
        if let seed { fields.set("seed", seed) } else { fields.setNull("seed") }
        fields.set("goal", goal.node)
        fields.set("choices", choicesNode)
        fields.set("configHash", configHash)
        fields.set("codeHash", codeHash)
        fields.set("commandLine", commandLine)
        fields.set("workingDirectory", workingDirectory)
        fields.set("user", user)
        fields.set("host", host)
        fields.set("bootID", bootID)
        fields.set("processID", processID)
        fields.set("sweep", sweep)
        fields.set("trial", trial)
        fields.set("parent", parent)
        fields.set("error", error)
        fields.set("record", isComplete ? "complete" : "incomplete")
        if !recordTroubles.isEmpty { fields.set("recordTroubles", recordTroubles) }
        if let summary { fields.set("summary", summary.node) }
        return fields.node
    }

    /// The bytes of `run.json`.
    package var bytes: [UInt8] {
        node.jsonFile
    }

    private var choicesNode: Node {
        var fields = RecordFields()
        for choice in choices { fields.set(choice.path, choice.option) }
        return fields.node
    }

    /// Reads `run.json`, of this format version or another; what is unknown is passed over.
    ///
    /// - Returns: Nil when the tree lacks what makes a record: id, task, status and creation.
    package init?(_ node: Node) {
        guard let id = node["id"]?.string.flatMap(RunID.init), let task = node["task"]?.string,
            let status = node["status"]?.string.flatMap(RunStatus.init),
            let created = node["created"]?.string.flatMap(Timestamp.init(_:))
        else { return nil }
        self.init(id: id, task: task, status: status, created: created)
        formatVersion = node["version"]?.int ?? 1
        cause = node["cause"]?.string.flatMap(StatusCause.init)
        started = node["started"]?.string.flatMap(Timestamp.init(_:))
        ended = node["ended"]?.string.flatMap(Timestamp.init(_:))
        attempts = node["attempts"]?.int ?? 1
        exit = node["exit"].flatMap(Exit.init)
        seed = node["seed"]?.int
        goal = node["goal"].map(Goal.init) ?? .none
        choices = (node["choices"]?.mapping?.entries ?? []).compactMap { entry in
            entry.value.string.map { Choice(path: entry.key, option: $0) }
        }
        configHash = node["configHash"]?.string ?? ""
        codeHash = node["codeHash"]?.string
        commandLine = node["commandLine"]?.recordedTexts ?? []
        workingDirectory = node["workingDirectory"]?.string
        user = node["user"]?.string ?? ""
        host = node["host"]?.string ?? ""
        bootID = node["bootID"]?.string
        processID = node["processID"]?.int ?? 0
        sweep = node["sweep"]?.string
        trial = node["trial"]?.int
        parent = node["parent"]?.string
        error = node["error"]?.string
        isComplete = node["record"]?.string != "incomplete"
        recordTroubles = node["recordTroubles"]?.recordedTexts ?? []
        summary = node["summary"].flatMap(RunSummary.init)
    }

    /// Whether a newer program wrote the file, so that it may hold what this one does not know.
    package var isOfNewerFormat: Bool {
        formatVersion > Self.currentVersion
    }
}

extension RunRecord.Exit {
    fileprivate var node: Node {
        var fields = RecordFields()
        switch self {
        case .code(let code): fields.set("code", code)
        case .signal(let signal): fields.set("signal", signal)
        }
        return fields.node
    }

    fileprivate init?(_ node: Node) {
        if let code = node["code"]?.int {
            self = .code(code)
        } else if let signal = node["signal"]?.int {
            self = .signal(signal)
        } else {
            return nil
        }
    }
}

extension Goal {
    /// The goal as `{"maximize":"valid/accuracy"}`, `{"minimize":"loss"}` or `{}`.
    var node: Node {
        var fields = RecordFields()
        switch self {
        case .maximize(let name): fields.set("maximize", name)
        case .minimize(let name): fields.set("minimize", name)
        case .none: break
        }
        return fields.node
    }

    init(_ node: Node) {
        if let name = node["maximize"]?.string {
            self = .maximize(name)
        } else if let name = node["minimize"]?.string {
            self = .minimize(name)
        } else {
            self = .none
        }
    }
}

extension RunSummary {
    /// The summary as `{"rows":…,"metrics":{NAME:{…}},"best":{"step":…,"time":…,"values":{…}}}`.
    var node: Node {
        var all = RecordFields()
        for metric in metrics { all.set(metric.name, metric.node) }
        var fields = RecordFields()
        fields.set("rows", rowCount)
        fields.set("metrics", all.node)
        if let best {
            var values = RecordFields()
            for value in best.values { values.set(value.name, value.value) }
            var row = RecordFields()
            row.set("step", best.step)
            row.set("time", best.time)
            row.set("values", values.node)
            fields.set("best", row.node)
        }
        return fields.node
    }

    init?(_ node: Node) {
        guard let entries = node["metrics"]?.mapping?.entries else { return nil }
        self.init(
            metrics: entries.compactMap { MetricSummary(name: $0.key, $0.value) },
            best: node["best"].flatMap(MetricRow.init),
            rowCount: node["rows"]?.int ?? 0
        )
    }
}

extension MetricSummary {
    fileprivate var node: Node {
        var fields = RecordFields()
        fields.set("last", last)
        fields.set("lastStep", lastStep)
        if count > nanCount {
            fields.set("min", min)
            fields.set("minStep", minStep)
            fields.set("max", max)
            fields.set("maxStep", maxStep)
            fields.set("mean", mean)
        }
        fields.set("count", count)
        if nanCount > 0 { fields.set("nanCount", nanCount) }
        return fields.node
    }

    fileprivate init?(name: String, _ node: Node) {
        guard let last = node["last"]?.recordedDouble else { return nil }
        self.init(
            name: name,
            last: last,
            lastStep: node["lastStep"]?.int ?? 0,
            min: node["min"]?.recordedDouble ?? .nan,
            minStep: node["minStep"]?.int ?? 0,
            max: node["max"]?.recordedDouble ?? .nan,
            maxStep: node["maxStep"]?.int ?? 0,
            mean: node["mean"]?.recordedDouble ?? .nan,
            count: node["count"]?.int ?? 0,
            nanCount: node["nanCount"]?.int ?? 0
        )
    }
}

extension MetricRow {
    fileprivate init?(_ node: Node) {
        guard let step = node["step"]?.int, let entries = node["values"]?.mapping?.entries else {
            return nil
        }
        self.init(
            step: step,
            time: node["time"]?.recordedDouble ?? 0,
            values: entries.compactMap { entry in
                entry.value.recordedDouble.map { Value(name: entry.key, value: $0) }
            }
        )
    }
}
