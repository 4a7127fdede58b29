// swift-tools-version: 6.2
import PackageDescription

// Targets are the stages of the data flow, lowest first; a target imports only targets above it
// in this list. Sources/Exp/Documentation.docc/Architecture.md says what each is for.

// Fuzzing instruments every target: `EXP_FUZZ=1 swift build -c release --product exp-fuzz`.
let isFuzzing = Context.environment["EXP_FUZZ"] == "1"

let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    of name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.init(stringLiteral: name), "ExpTestSupport"] + dependencies,
        exclude: exclude,
        swiftSettings: strict
    )
}

let package = Package(
    name: "exp",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "exp", targets: ["ExpMain"]),
        .library(name: "Exp", targets: ["Exp"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        target("ExpSystem"),
        target("ExpDiagnostics"),
        target("ExpYAML", ["CLibYAML", "ExpDiagnostics"]),
        target("ExpSchema", ["ExpDiagnostics", "ExpYAML"]),
        target("ExpStore", ["ExpSystem", "ExpDiagnostics", "ExpYAML"]),
        target("ExpConfig", ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema"]),
        target("ExpReport", ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpStore"]),
        target(
            "ExpExecution",
            ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore", "ExpConfig"]
        ),
        target(
            "ExpCLI",
            [
                "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore", "ExpConfig",
                "ExpExecution", "ExpReport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        target("Exp", ["ExpYAML", "ExpSchema", "ExpConfig", "ExpExecution", "ExpCLI"]),
        target("ExpTasks", ["Exp"]),
        .executableTarget(
            name: "ExpMain",
            dependencies: ["Exp", "ExpTasks"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ExpBenchmarks",
            dependencies: [
                "CLibYAML", "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpStore", "ExpConfig",
                "Exp",
                "ExpTasks",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ExpTestSupport",
            dependencies: ["ExpSystem", "ExpDiagnostics", "ExpYAML"],
            path: "Tests/ExpTestSupport",
            swiftSettings: strict
        ),
        // Started by ExpExecutionTests, which send it real signals.
        .executableTarget(
            name: "ExecutionProbe",
            dependencies: [
                "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpStore", "ExpExecution",
            ],
            path: "Tests/ExecutionProbe",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ExpStoreProbe",
            dependencies: ["ExpSystem", "ExpYAML", "ExpDiagnostics", "ExpStore"],
            path: "Tests/ExpStoreProbe",
            swiftSettings: strict
        ),
        .testTarget(
            name: "ExpDocumentationTests",
            dependencies: ["ExpSystem", "ExpDiagnostics", "ExpStore", "ExpTestSupport"],
            swiftSettings: strict
        ),
        tests(
            of: "ExpCLI",
            ["ExpSystem", "ExpDiagnostics", "ExpReport"],
            exclude: ["Diagnostics", "Transcripts"]
        ),
        tests(
            of: "ExpConfig",
            ["ExpDiagnostics", "ExpSchema", "ExpSystem", "ExpYAML"],
            exclude: ["Cases"]
        ),
        tests(of: "ExpDiagnostics"),
        tests(
            of: "ExpExecution",
            [
                "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore", "ExpConfig",
                "ExecutionProbe",
            ]
        ),
        tests(of: "ExpReport", ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpStore"]),
        tests(of: "ExpSchema", ["ExpDiagnostics", "ExpYAML"]),
        tests(of: "ExpStore", ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpStoreProbe"]),
        tests(of: "ExpSystem"),
        tests(
            of: "ExpTasks",
            [
                "ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore", "ExpConfig",
                "ExpExecution",
            ]
        ),
        tests(of: "ExpYAML", ["ExpDiagnostics"]),
    ]
)

if isFuzzing {
    package.products.append(.executable(name: "exp-fuzz", targets: ["ExpFuzz"]))
    package.targets.append(
        .executableTarget(
            name: "ExpFuzz",
            dependencies: ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpConfig"],
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
        )
    )
}
