import SourceText

// Names that are declared twice.
//
// A scope is checked once, when its statements are parsed and still lie on the open list: until then nothing is kept
// but the `var`s of the function around it, which reach through blocks. Each name has one mark in a table by atom, so
// that a scope costs a few instructions for each name that it declares, and nothing where it declares none.

/// What one name was last declared as.
struct NameMark {
  /// The node of the last `var` of this name in the function that is being parsed, or 0.
  var variable: UInt32
  /// The number of the scope whose check set the rest.
  var scope: UInt32
  /// The node of the name where it was declared.
  var declaration: UInt32
  var roles: NameRoles
  /// One past the index of the innermost open label of this name, or 0.
  var label: UInt32

  static let none = NameMark(variable: 0, scope: 0, declaration: 0, roles: [], label: 0)
}

/// An earlier `var` of a name, to go back to at the end of a function.
struct VariableMark {
  let atom: UInt32
  let earlier: UInt32
}

/// What a name is in a scope. TypeScript lets several things share one.
struct NameRoles: OptionSet {
  let rawValue: UInt32
  static let parameter = NameRoles(rawValue: 1 << 0)
  /// `let`, `const`, `using`, and in modules and blocks what else stands for itself alone.
  static let lexical = NameRoles(rawValue: 1 << 1)
  /// A plain function in a block: sloppy code may repeat it.
  static let blockFunction = NameRoles(rawValue: 1 << 2)
  /// A function at the top of a script or of a function, where it is as good as a `var`.
  static let topFunction = NameRoles(rawValue: 1 << 3)
  static let `class` = NameRoles(rawValue: 1 << 4)
  static let `import` = NameRoles(rawValue: 1 << 5)
  static let `enum` = NameRoles(rawValue: 1 << 6)
  static let constEnum = NameRoles(rawValue: 1 << 7)
  static let interface = NameRoles(rawValue: 1 << 8)
  static let typeAlias = NameRoles(rawValue: 1 << 9)

  static let functions: NameRoles = [.blockFunction, .topFunction]
  static let anyEnum: NameRoles = [.enum, .constEnum]
  /// A name in the pattern of `catch (…)`.
  static let caught = NameRoles(rawValue: 1 << 14)
  // Private members of a class.
  static let privateMember = NameRoles(rawValue: 1 << 10)
  static let getter = NameRoles(rawValue: 1 << 11)
  static let setter = NameRoles(rawValue: 1 << 12)
  static let staticMember = NameRoles(rawValue: 1 << 13)

  static let values: NameRoles = [.parameter, .caught, .lexical, .functions, .class, .import, .anyEnum]
}

/// Whose statements are checked, as far as functions are concerned.
enum ScopeKind { case block, functionBody, module }

extension Parser {
  // MARK: var

  /// A `var` declares the names in `target` for the function around it.
  @inline(__always)
  mutating func noteVariables(_ target: NodeID) {
    let record = nodes + Int(target.raw)
    if record.pointee.kind == .identifier {
      noteVariable(target.raw, record.pointee.a)
    } else {
      notePatternVariables(target)
    }
  }

  @inline(__always)
  private mutating func noteVariable(_ name: UInt32, _ atom: UInt32) {
    let mark = nameMark(atom)
    if variableCount == variableCapacity { growVariables() }
    variables[variableCount] = VariableMark(atom: atom, earlier: mark.pointee.variable)
    variableCount += 1
    mark.pointee.variable = name
  }

  @inline(never)
  private mutating func notePatternVariables(_ pattern: NodeID) {
    let mark = beginList()
    pushNames(of: pattern)
    for index in mark..<scratchCount { noteVariable(scratch[index], nodes[Int(scratch[index])].a) }
    scratchCount = mark
  }

  /// The end of a function: its `var`s are gone.
  @inline(__always)
  mutating func forgetVariables(from mark: Int) {
    while variableCount > mark {
      variableCount &-= 1
      names[Int(variables[variableCount].atom)].variable = variables[variableCount].earlier
    }
  }

  @inline(never)
  private mutating func growVariables() {
    let grown = UnsafeMutablePointer<VariableMark>.allocate(capacity: variableCapacity * 2)
    grown.update(from: variables, count: variableCount)
    variables.deallocate()
    variables = grown
    variableCapacity *= 2
  }

  // MARK: Marks

  @inline(__always)
  mutating func nameMark(_ atom: UInt32) -> UnsafeMutablePointer<NameMark> {
    if Int(atom) >= nameCapacity { growNames() }
    return names + Int(atom)
  }

  @inline(never)
  private mutating func growNames() {
    let capacity = max(lexer.atoms.count + 1, nameCapacity * 2)
    let grown = UnsafeMutablePointer<NameMark>.allocate(capacity: capacity)
    grown.update(from: names, count: nameCapacity)
    (grown + nameCapacity).initialize(
      repeating: .none, count: capacity - nameCapacity)
    names.deallocate()
    names = grown
    nameCapacity = capacity
  }

  /// Begins a set of names that all differ; gives its number.
  mutating func beginNames() -> UInt32 {
    scopeNumber &+= 1
    return scopeNumber
  }

  /// Whether a name was declared in the scope of this number.
  mutating func isDeclared(_ atom: UInt32, in scope: UInt32) -> Bool {
    let mark = nameMark(atom)
    return mark.pointee.scope == scope || mark.pointee.variable != 0
  }

  @inline(__always)
  func isMarked(_ atom: UInt32, by scope: UInt32) -> Bool {
    Int(atom) < nameCapacity && names[Int(atom)].scope == scope
  }

  /// The node that marked this name in the scope first; `.none` if there was none, and `name` marks it now.
  @inline(__always)
  mutating func firstOf(_ name: NodeID, atom: UInt32, in scope: UInt32, as role: NameRoles) -> NodeID {
    let mark = nameMark(atom)
    if mark.pointee.scope == scope { return NodeID(mark.pointee.declaration) }
    mark.pointee.scope = scope
    mark.pointee.declaration = name.raw
    mark.pointee.roles = role
    return .none
  }

  // MARK: Lists of statements

  /// Checks the statements on the open list from `mark` on as one scope. `first` is the last node before it.
  @inline(__always)
  mutating func checkScope(from mark: Int, after first: Int, _ kind: ScopeKind = .block) {
    var index = mark
    while index < scratchCount {
      if declaresLexically(scratch[index]) { return checkDeclarations(from: index, after: first, kind) }
      index &+= 1
    }
  }

  @inline(__always)
  private func declaresLexically(_ statement: UInt32) -> Bool {
    let record = nodes + Int(statement)
    switch record.pointee.kind {
    case .variableDeclaration: return record.pointee.op != DeclarationKeyword.var.rawValue
    case .functionDeclaration, .classDeclaration, .labeledStatement, .importDeclaration, .exportNamedDeclaration,
      .exportDefaultDeclaration, .tsDeclareFunction, .tsEnumDeclaration, .tsInterfaceDeclaration,
      .tsTypeAliasDeclaration:
      return true
    default: return false
    }
  }

  @inline(never)
  private mutating func checkDeclarations(from mark: Int, after first: Int, _ kind: ScopeKind) {
    let scope = beginNames()
    declareStatements(from: mark, in: scope, after: first, kind)
  }

  /// Declares what the statements on the open list from `mark` on declare in their own scope.
  mutating func declareStatements(from mark: Int, in scope: UInt32, after first: Int, _ kind: ScopeKind) {
    if options.language == .dts { return }
    let end = scratchCount
    for index in mark..<end where declaresLexically(scratch[index]) {
      declareStatement(NodeID(scratch[index]), in: scope, after: first, kind)
    }
  }

  private mutating func declareStatement(_ statement: NodeID, in scope: UInt32, after first: Int, _ kind: ScopeKind) {
    var statement = statement
    while true {
      let record = nodes[Int(statement.raw)]
      switch record.kind {
      case .labeledStatement:
        statement = NodeID(record.b)
        continue
      case .exportNamedDeclaration, .exportDefaultDeclaration:
        statement = NodeID(record.a)
        continue
      case .variableDeclaration:
        if record.op == DeclarationKeyword.var.rawValue { return }
        declareVariables(statement, in: scope, after: first)
      case .functionDeclaration:
        declare(NodeID(record.a), functionRole(record.flags, kind), in: scope, after: first)
      case .tsDeclareFunction:
        declare(NodeID(record.a), .blockFunction, in: scope, after: first)
      case .classDeclaration:
        declare(NodeID(record.b), .class, in: scope, after: first)
      case .importDeclaration:
        declareImports(record.a, in: scope, after: first)
      case .tsEnumDeclaration:
        let role: NameRoles = record.flags.contains(.const) ? .constEnum : .enum
        declare(NodeID(record.a), role, in: scope, after: first)
      case .tsInterfaceDeclaration:
        declare(NodeID(record.a), .interface, in: scope, after: first)
      case .tsTypeAliasDeclaration:
        declare(NodeID(record.a), .typeAlias, in: scope, after: first)
      default:
        break
      }
      return
    }
  }

  private func functionRole(_ flags: NodeFlags, _ kind: ScopeKind) -> NameRoles {
    switch kind {
    case .functionBody: .topFunction
    case .module: inTypeScript ? .topFunction : .lexical
    case .block: inTypeScript || flags.isDisjoint(with: [.async, .generator]) ? .blockFunction : .lexical
    }
  }

  private mutating func declareImports(_ list: UInt32, in scope: UInt32, after first: Int) {
    for index in 0..<Int(extra[Int(list)]) {
      let specifier = nodes[Int(extra[Int(list) + 1 + index])]
      let local = specifier.kind == .importSpecifier ? specifier.b : specifier.a
      declare(NodeID(local), .import, in: scope, after: first)
    }
  }

  /// The names of `let`, `const` and `using`, in a statement or in the head of a loop.
  mutating func declareVariables(_ declaration: NodeID, in scope: UInt32, after first: Int) {
    let list = Int(nodes[Int(declaration.raw)].a)
    for index in 0..<Int(extra[list]) {
      let target = NodeID(nodes[Int(extra[list + 1 + index])].a)
      declareNames(of: target, .lexical, in: scope, after: first)
    }
  }

  mutating func declareNames(of target: NodeID, _ role: NameRoles, in scope: UInt32, after first: Int) {
    if nodes[Int(target.raw)].kind == .identifier {
      return declare(target, role, in: scope, after: first)
    }
    let mark = beginList()
    pushNames(of: target)
    for index in mark..<scratchCount {
      let name = NodeID(scratch[index])
      if role == .lexical, nodes[Int(name.raw)].a == Atom.let.raw, !context.contains(.strict) {
        early("'let' is no name for a 'let' or 'const' declaration", at: name)
      }
      declare(name, role, in: scope, after: first)
    }
    scratchCount = mark
  }

  /// Pushes the names that a pattern declares onto the open list.
  mutating func pushNames(of pattern: NodeID) {
    let record = nodes[Int(pattern.raw)]
    switch record.kind {
    case .identifier:
      push(pattern)
    case .objectPattern, .arrayPattern:
      for index in 0..<Int(extra[Int(record.a)]) {
        let item = NodeID(extra[Int(record.a) + 1 + index])
        let element = nodes[Int(item.raw)]
        pushNames(of: element.kind == .property ? NodeID(element.b) : item)
      }
    case .assignmentPattern, .restElement:
      pushNames(of: NodeID(record.a))
    case .tsParameterProperty:
      pushNames(of: NodeID(record.b))
    default:
      break
    }
  }

  // MARK: One name

  /// Declares one name in a scope whose code begins after the node `first`.
  mutating func declare(_ name: NodeID, _ role: NameRoles, in scope: UInt32, after first: Int) {
    let record = nodes[Int(name.raw)]
    guard record.kind == .identifier, record.a != 0 else { return }
    let mark = nameMark(record.a)
    if mark.pointee.scope == scope {
      if !mark.pointee.roles.isDisjoint(with: excluded(by: role)) {
        return declaredTwice(name, NodeID(mark.pointee.declaration))
      }
      mark.pointee.roles.formUnion(role)
    } else {
      mark.pointee.scope = scope
      mark.pointee.declaration = name.raw
      mark.pointee.roles = role
    }
    if Int(mark.pointee.variable) > first, excludesVariables(role) {
      declaredTwice(name, NodeID(mark.pointee.variable))
    }
  }

  /// What a name that is this may not be as well.
  private func excluded(by role: NameRoles) -> NameRoles {
    if inTypeScript { return excludedInTypeScript(by: role) }
    switch role {
    case .parameter, .topFunction: return NameRoles.values.subtracting([.parameter, .topFunction])
    case .blockFunction:
      return context.contains(.strict) ? .values : NameRoles.values.subtracting(.blockFunction)
    default: return .values
    }
  }

  /// What TypeScript does not merge. Overloads, and imports that turn out to be types, are let pass.
  private func excludedInTypeScript(by role: NameRoles) -> NameRoles {
    switch role {
    case .lexical, .caught: [.parameter, .caught, .lexical, .functions, .class, .anyEnum]
    case .topFunction, .blockFunction: [.lexical, .anyEnum]
    case .class: [.class, .lexical, .anyEnum, .typeAlias]
    case .enum: [.class, .lexical, .functions, .constEnum, .interface, .typeAlias]
    case .constEnum: [.class, .lexical, .functions, .enum, .interface, .typeAlias]
    case .interface: [.anyEnum, .typeAlias]
    case .typeAlias: [.class, .anyEnum, .interface, .typeAlias]
    case .import: .import
    default: []
    }
  }

  private func excludesVariables(_ role: NameRoles) -> Bool {
    if inTypeScript { return !role.isDisjoint(with: [.lexical, .caught, .class, .anyEnum]) }
    return role != .parameter && role != .topFunction
  }

  /// Reports the later of two declarations, and says where the earlier stands.
  @inline(never)
  mutating func declaredTwice(_ one: NodeID, _ other: NodeID) {
    guard !isFullOfProblems else { return }
    // Text that lost a brace or holds both sides of a merge declares much twice.
    if problems.contains(where: { $0.kind == .syntax }) { return }
    let isLater = nodes[Int(one.raw)].start > nodes[Int(other.raw)].start
    let (later, earlier) = isLater ? (one, other) : (other, one)
    if inTypeScript, isUnchecked(later) { return }
    let text = lexer.atoms.text(Atom(nodes[Int(later.raw)].a))
    early("'\(text)' is already declared in line \(line(of: earlier))", at: later)
  }

  /// A comment before this line or at the top of the file keeps TypeScript's compiler from complaining.
  private func isUnchecked(_ node: NodeID) -> Bool {
    let start = Int(nodes[Int(node.raw)].start)
    for index in 0..<lexer.commentCount {
      let span = lexer.comments[index].span
      if Int(span.start) > start { break }
      let text = UnsafeBufferPointer(start: lexer.source + Int(span.start), count: span.count)
      guard let mark = text.firstIndex(of: UInt8(ascii: "@")), text.dropFirst(mark).starts(with: "@ts-".utf8) else {
        continue
      }
      if text.dropFirst(mark).starts(with: "@ts-nocheck".utf8) { return true }
      let between = UnsafeBufferPointer(start: lexer.source + Int(span.end), count: start - Int(span.end))
      if between.reduce(0, { $0 + ($1 == 0x0A ? 1 : 0) }) == 1 { return true }
    }
    return false
  }

  /// Nothing further will be told, so that nothing need be said.
  var isFullOfProblems: Bool { problems.count >= Parser.maximumProblems }

  /// The 1-based line of a node. Cost: one pass over the text before it.
  func line(of node: NodeID) -> Int {
    guard !isFullOfProblems else { return 0 }
    let end = Int(nodes[Int(node.raw)].start)
    var line = 1
    for offset in 0..<end {
      let byte = lexer.source[offset]
      if byte == 0x0A || (byte == 0x0D && lexer.source[offset + 1] != 0x0A) { line += 1 }
    }
    return line
  }
}
