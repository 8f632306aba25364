// TypeScript types. Called only where `context` has `.typeScript`.
extension Parser {
  /// A type, conditional types included.
  mutating func parseType() -> NodeID { .none }

  /// `: T` if the current token is a colon, else `.none`.
  mutating func parseTypeAnnotationIfPresent() -> NodeID { .none }

  /// `: T`, `: x is T`, `: asserts x is T` after parameters, else `.none`.
  mutating func parseReturnTypeIfPresent() -> NodeID { .none }

  /// `<T extends U = V>` if the current token is `<`, else `.none`.
  mutating func parseTypeParametersIfPresent() -> NodeID { .none }

  /// `<T, U>` if the current token is `<` (or `<<`), else `.none`: where only type arguments may stand.
  mutating func parseTypeArgumentsIfPresent() -> NodeID { .none }
}
