package import ExpConfig
package import ExpDiagnostics
import ExpYAML

extension LoadedConfig {
    /// Refuses settings under `exp` that ask for what a run of a Swift task does not do: a setting
    /// that is taken and ignored would be a lie.
    ///
    /// - Parameter bag: Takes `unsupported-setting`, at the value's place.
    package func reportUnsupportedSettings(into bag: inout DiagnosticBag) {
        if settings.retries > 0 {
            bag.report(.unsupportedSetting("retries", at: place(of: "retries")))
        }
        if let launcher = settings.launcher, launcher != "local" {
            bag.report(.unsupportedSetting("launcher", at: place(of: "launcher")))
        }
        if settings.version != nil {
            bag.report(.unsupportedSetting("version", at: place(of: "version")))
        }
    }

    private func place(of key: String) -> SourceRange? {
        resolved["exp"]?[key]?.range
    }
}
