/// One stored property of a config, as a mirror of a default instance shows it.
struct DeclaredProperty {
    /// Its place among the properties, from zero.
    var offset: Int
    /// The Swift name.
    var name: String
    /// The name in a config.
    var key: String
    /// The type, without ``Key``.
    var type: any Any.Type
    /// The default; nil when a config must give the value.
    var value: Any?
    /// What ``Key`` declares; nil for a plain property.
    var declaration: KeyDeclaration?
    /// What is stored: the value or the ``Key`` around it.
    var stored: Any

    /// The properties in the order declared.
    static func all(of instance: any TaskConfig) -> [DeclaredProperty] {
        Mirror(reflecting: instance).children.enumerated().map { offset, child in
            let label = child.label ?? ""
            guard let key = child.value as? any AnyKey else {
                return DeclaredProperty(
                    offset: offset,
                    name: label,
                    key: label,
                    type: Swift.type(of: child.value),
                    value: child.value,
                    stored: child.value
                )
            }
            // A wrapper is stored under the property's name after an underscore.
            let name = String(label.dropFirst())
            return DeclaredProperty(
                offset: offset,
                name: name,
                key: key.declaration?.name ?? name,
                type: Swift.type(of: key).valueType,
                value: key.anyValue,
                declaration: key.declaration,
                stored: child.value
            )
        }
    }
}
