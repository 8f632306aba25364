public import JavaScript
public import SourceText

/// One place where a module names another.
public struct ImportRecord: Sendable {
  public enum Kind: UInt8, Sendable { case `static`, require, dynamic, reexport, importEquals }

  public var kind: Kind
  /// Only types are taken: no module is loaded at run time.
  public var isTypeOnly: Bool
  /// The specifier as written, cooked: `./users`, `node:fs`.
  public var specifier: Atom
  /// The function that imports; the module body for static imports.
  public var function: FunctionID
  /// The specifier with its quotes.
  public var span: Span
  /// How a `require` or `import()` stands, as for calls: in a try, in development alone, under a guard, …
  public var flags: CallSite.Flags = []

  public init(kind: Kind, isTypeOnly: Bool, specifier: Atom, function: FunctionID, span: Span) {
    self.kind = kind
    self.isTypeOnly = isTypeOnly
    self.specifier = specifier
    self.function = function
    self.span = span
  }
}

/// One thing a module gives away.
public struct ExportRecord: Sendable {
  public enum Kind: Sendable {
    /// `export const x`, `export { x }`, `export default`, `exports.x = …`, `module.exports.x = …`
    case local(ValueID)
    /// `export { imported as name } from "…"`
    case reexport(ImportID, imported: Atom)
    /// `export * as name from "…"`
    case namespace(ImportID)
    /// `export * from "…"`
    case star(ImportID)
    /// `module.exports = value`, `export = value`: the module is that value.
    case assignment(ValueID)
  }

  public var kind: Kind
  /// `default` for default exports; `.none` for stars and assignments.
  public var name: Atom
  public var isTypeOnly: Bool
  /// Made by an assignment to `exports`, no declaration.
  public var isCommonJS: Bool
  public var span: Span

  public init(kind: Kind, name: Atom, isTypeOnly: Bool, isCommonJS: Bool = false, span: Span) {
    self.isCommonJS = isCommonJS
    self.kind = kind
    self.name = name
    self.isTypeOnly = isTypeOnly
    self.span = span
  }
}
