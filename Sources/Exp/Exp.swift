// What a task author imports. Public is exactly what these modules declare `public`, and
// Tests/OutsidePackage proves that it is enough.
@_exported public import ExpCLI
@_exported public import ExpConfig
@_exported public import ExpExecution
@_exported public import ExpSchema
@_exported public import ExpYAML
