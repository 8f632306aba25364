// JSX. The lexer's JSX modes are in `Lexer+JSX`.
extension Parser {
  /// An element or fragment in expression position; current token is `<`. Leaves the token after it in ordinary mode.
  mutating func parseJSX() -> NodeID { .none }
}
