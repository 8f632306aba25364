extension Parser {
  mutating func parseProgram() {
    _ = node(.program, from: 0)
  }
}
