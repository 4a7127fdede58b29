package import ExpDiagnostics
import ExpSchema
package import ExpSystem
import ExpYAML

/// Reads a config: from a file and overrides to a checked tree.
///
/// The stages run in order, each reporting everything it can: the layers are read, the task found,
/// its schema asked for; the layers are composed and the declared defaults put underneath; the
/// overrides are applied; interpolations are resolved; the result is checked.
package struct ConfigLoader: Sendable {
    private let environment: ConfigEnvironment
    private let tasks: TaskCatalog
    private let source: any ConfigSource
    private let cache: SourceCache?

    /// Prepares a loader.
    ///
    /// - Parameters:
    ///   - environment: What a load sees of the process.
    ///   - tasks: The tasks that a config may name.
    ///   - source: Where the config files are.
    ///   - cache: What is kept from one load to the next; without one, each load reads its files.
    package init(
        environment: ConfigEnvironment,
        tasks: TaskCatalog,
        source: any ConfigSource = DiskSource(),
        cache: SourceCache? = nil
    ) {
        self.environment = environment
        self.tasks = tasks
        self.source = source
        self.cache = cache
    }

    /// Loads a config.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - bag: Takes every problem that any stage finds.
    /// - Returns: What could be made of it, with faulty parts marked where the bag holds errors;
    ///   nil when the config file itself cannot be read.
    package func load(
        _ request: ConfigRequest,
        into bag: inout DiagnosticBag
    ) -> LoadedConfig? {
        var load = start(request)
        let config = load.run()
        bag.merge(load.bag)
        return config
    }

    /// Reads and composes a config once, for many loads that differ in their overrides.
    ///
    /// - Parameters:
    ///   - request: What is asked for; its overrides are part of every variant.
    ///   - bag: Takes the reason when nothing can be prepared. All other problems are told by the
    ///     variants, each of which may lack those of others.
    /// - Returns: nil when the config file cannot be read.
    package func prepare(
        _ request: ConfigRequest,
        into bag: inout DiagnosticBag
    ) -> PreparedConfig? {
        var load = start(request)
        guard let (read, overrides) = load.begin() else {
            bag.merge(load.bag)
            return nil
        }
        // What composing reads is not read by a variant that is composed anew.
        let composing = ConfigLoad(load, adding: [])
        return PreparedConfig(load, read, base: composing.compose(read, overrides))
    }

    private func start(_ request: ConfigRequest) -> ConfigLoad {
        ConfigLoad(
            environment: environment,
            tasks: tasks,
            request: request,
            files: ConfigFiles(
                environment: environment,
                source: source,
                cache: cache ?? SourceCache()
            )
        )
    }

    /// The config files directly under a config root, sorted, without hidden ones; options lie in
    /// folders of their own.
    package static func configs(
        under root: FilePath,
        in source: any ConfigSource = DiskSource()
    ) -> [FilePath] {
        guard let entries = try? source.list(root) else { return [] }
        return
            entries.filter {
                $0.kind == .file && $0.name.hasSuffix(".yaml") && !$0.name.hasPrefix(".")
            }
            .map { root.appending($0.name) }.sorted()
    }
}
