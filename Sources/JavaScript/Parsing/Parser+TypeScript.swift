// TypeScript declarations and the TypeScript parts of JavaScript productions.
extension Parser {
  /// The current token begins `interface`, `type`, `enum`, `const enum`, `namespace`, `module`, `declare`, `abstract class`,
  /// `global` or `import x =`: by looking ahead, not by its word alone.
  func atTypeScriptDeclaration() -> Bool { false }

  /// A declaration that `atTypeScriptDeclaration` saw, `declare` and `abstract` included.
  mutating func parseTypeScriptDeclaration() -> NodeID { .none }

  /// `export =`, `export as namespace`, `export import x =`: `export` is consumed. `.none` if it is none of them.
  mutating func parseTypeScriptExport(from start: UInt32) -> NodeID { .none }

  /// `import x = …`, `import type x = …`: `import` (and `type`, if `typeOnly`) consumed, current token is the name.
  mutating func parseImportEquals(from start: UInt32, flags: NodeFlags) -> NodeID { .none }

  /// `[key: T]: U;` in a class or type body, if the current `[` begins one; `.none` and nothing consumed otherwise.
  mutating func parseIndexSignatureIfPresent(from start: UInt32, flags: NodeFlags) -> NodeID { .none }

  /// `<T>expression` or, where the tokens say so, a generic arrow function; current token is `<`. Not called for JSX.
  mutating func parseTypeAssertionOrGenericArrow() -> NodeID { .none }

  /// After a left-hand side expression: `<T, U>` if what follows makes it type arguments, else `.none`, nothing consumed.
  mutating func parseTypeArgumentsInExpression() -> NodeID { .none }

  /// `implements A, B<C>` after a class head: a list slot of `TSHeritage`; 0 where the word is absent.
  mutating func parseImplements() -> UInt32 { 0 }
}
