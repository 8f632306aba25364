import SourceText

// What the language demands of parameters, once the body of the function is known.
extension Parser {
  /// Checks the parameters together with what the body declares, which is on the open list from `mark` on.
  /// `unique`: the function is a method or an arrow function, whose parameters always differ.
  @inline(__always)
  mutating func checkFunctionScope(_ parameters: UInt32, from mark: Int, after first: Int, unique: Bool) {
    if extra[Int(parameters)] == 0 { return checkScope(from: mark, after: first, .functionBody) }
    let scope = declareParameters(parameters, unique: unique)
    declareStatements(from: mark, in: scope, after: first, .functionBody)
  }

  /// Checks the parameters of an arrow function whose body is an expression.
  @inline(__always)
  mutating func checkParameterNames(_ parameters: UInt32) {
    let list = Int(parameters)
    if extra[list] == 0 || (extra[list] == 1 && nodes[Int(extra[list + 1])].kind == .identifier) { return }
    _ = declareParameters(parameters, unique: true)
  }

  private mutating func declareParameters(_ parameters: UInt32, unique: Bool) -> UInt32 {
    let scope = beginNames()
    let list = Int(parameters)
    var repeated = NodeID.none
    for index in 0..<Int(extra[list]) {
      let parameter = NodeID(extra[list + 1 + index])
      if nodes[Int(parameter.raw)].kind == .identifier {
        declareParameter(parameter, in: scope, &repeated)
        continue
      }
      let mark = beginList()
      pushNames(of: parameter)
      for name in mark..<scratchCount { declareParameter(NodeID(scratch[name]), in: scope, &repeated) }
      scratchCount = mark
    }
    if repeated.exists { repeatedParameter(repeated, parameters, unique: unique) }
    return scope
  }

  @inline(__always)
  private mutating func declareParameter(_ name: NodeID, in scope: UInt32, _ repeated: inout NodeID) {
    if firstOf(name, atom: nodes[Int(name.raw)].a, in: scope, as: .parameter).exists { repeated = name }
  }

  @inline(never)
  private mutating func repeatedParameter(_ name: NodeID, _ parameters: UInt32, unique: Bool) {
    guard unique || context.contains(.strict) || !parametersAreSimple(parameters) else { return }
    early("two parameters are named '\(lexer.atoms.text(Atom(nodes[Int(name.raw)].a)))'", at: name)
  }

  func parametersAreSimple(_ list: UInt32) -> Bool {
    for index in 0..<Int(extra[Int(list)]) {
      var record = nodes[Int(extra[Int(list) + 1 + index])]
      if record.kind == .tsParameterProperty { record = nodes[Int(record.b)] }
      if record.kind != .identifier { return false }
    }
    return true
  }

  /// The body says that it is strict code: so are the name and the parameters before it.
  @inline(never)
  mutating func becomeStrict(name: NodeID, parameters: UInt32) {
    if !parametersAreSimple(parameters) {
      early("a function with default, rest or pattern parameters may not have its own 'use strict'", at: tokenSpan)
    }
    if name.exists { checkStrictName(name) }
    let mark = beginList()
    for index in 0..<Int(extra[Int(parameters)]) { pushNames(of: NodeID(extra[Int(parameters) + 1 + index])) }
    for index in mark..<scratchCount { checkStrictName(NodeID(scratch[index])) }
    scratchCount = mark
  }

  private mutating func checkStrictName(_ name: NodeID) {
    let atom = Atom(nodes[Int(name.raw)].a)
    if atom.raw >= Atom.yield.raw, atom.raw <= Atom.public.raw {
      early("'\(lexer.atoms.text(atom))' is a reserved word in strict code", at: name)
    }
    checkBinding(atom, escaped: false, at: name)
  }

  // MARK: Waiting

  /// What was found in parentheses becomes the parameters of an arrow function that begins at `start`: these may not
  /// wait, and those of an async one may not even name something `await`.
  @inline(__always)
  mutating func checkArrowParameters(from start: UInt32, flags: NodeFlags) {
    if lastSuspension > start { waitsInParameters() }
    if lastAwaitName > start, flags.contains(.async) { awaitNamesParameter() }
  }

  @inline(never)
  private mutating func waitsInParameters() {
    early(
      "the parameters of a function may not contain 'yield' or 'await'",
      at: Span(start: lastSuspension - 1, end: lastSuspension + 4))
  }

  @inline(never)
  private mutating func awaitNamesParameter() {
    early(
      "'await' is a reserved word in the parameters of an async function",
      at: Span(start: lastAwaitName - 1, end: lastAwaitName + 4))
  }

  /// A `yield` or `await` expression begins at `start`.
  @inline(__always)
  mutating func noteSuspension(at start: UInt32) {
    lastSuspension = start + 1
    if context.contains(.parameters) { waitsInParameters() }
  }
}
