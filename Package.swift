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

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.init(stringLiteral: name), "ExpTestSupport"] + dependencies,
        swiftSettings: strict
    )
}

let package = Package(
    name: "exp",
    platforms: [.macOS(.v15)],
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
        target(
            "ExpExecution",
            ["ExpSystem", "ExpDiagnostics", "ExpYAML", "ExpSchema", "ExpStore", "ExpConfig"]
        ),
        .executableTarget(
            name: "ExpBenchmarks",
            dependencies: ["CLibYAML", "ExpSystem", "ExpDiagnostics", "ExpYAML"],
            swiftSettings: strict
        ),
        .target(
            name: "ExpTestSupport",
            dependencies: ["ExpSystem", "ExpDiagnostics", "ExpYAML"],
            path: "Tests/ExpTestSupport",
            swiftSettings: strict
        ),
        tests(of: "ExpDiagnostics"),
        tests(of: "ExpSchema", ["ExpDiagnostics", "ExpYAML"]),
        tests(of: "ExpYAML", ["ExpDiagnostics"]),
    ]
)

if isFuzzing {
    package.products.append(.executable(name: "exp-fuzz", targets: ["ExpFuzz"]))
    package.targets.append(
        .executableTarget(
            name: "ExpFuzz",
            dependencies: ["ExpSystem", "ExpDiagnostics", "ExpYAML"],
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
        )
    )
}
