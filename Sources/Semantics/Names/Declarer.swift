import JavaScript
import SourceText

/// What each scope declares, found before its code is walked.
extension Analysis {
  /// Declares everything that a list of statements declares in its scope. For the body of a function or module that
  /// includes the `var`s of all blocks within it.
  mutating func hoist(_ body: NodeList, isFunctionBody: Bool) {
    for index in 0..<body.count { declareLexical(body[index]) }
    guard isFunctionBody else { return }
    for index in 0..<body.count { hoistVariables(body[index], depth: 0) }
  }

  /// `let`, `const`, functions, classes, imports and types of one statement.
  private mutating func declareLexical(_ statement: NodeID) {
    switch tree.kind(statement) {
    case .variableDeclaration:
      guard let keyword = DeclarationKeyword(rawValue: tree.op(statement)), keyword != .var else { return }
      declareVariables(of: statement, keyword == .let ? .let : .const)
    case .functionDeclaration, .tsDeclareFunction:
      declare(tree.child(statement, 0), .function)
    case .classDeclaration:
      declare(tree.child(statement, 1), .class)
    case .importDeclaration:
      declareImport(statement)
    case .exportNamedDeclaration, .exportDefaultDeclaration:
      declareLexical(tree.child(statement, 0))
    case .labeledStatement:
      declareLexical(tree.child(statement, 1))
    case .tsEnumDeclaration:
      declare(tree.child(statement, 0), .enum)
    case .tsModuleDeclaration:
      guard tree.op(statement) != ModuleKeyword.global.rawValue else { return }
      declareNamespace(statement)
    case .tsInterfaceDeclaration, .tsTypeAliasDeclaration:
      declare(tree.child(statement, 0), .type)
    case .tsImportEqualsDeclaration:
      declare(tree.child(statement, 0), tree.flags(statement).contains(.typeOnly) ? .type : .import)
    default:
      break
    }
  }

  private mutating func declareVariables(of declaration: NodeID, _ kind: Binding.Kind) {
    let declarators = tree.list(declaration, 0)
    for index in 0..<declarators.count { declarePattern(tree.child(declarators[index], 0), kind) }
  }

  /// `namespace A.B {}` declares A.
  private mutating func declareNamespace(_ declaration: NodeID) {
    var name = tree.child(declaration, 0)
    while tree.kind(name) == .tsQualifiedName { name = tree.child(name, 0) }
    declare(name, .namespace)
  }

  /// `var` declarations, and in sloppy code functions of blocks (Annex B), below a statement of a function body.
  private mutating func hoistVariables(_ first: NodeID, depth: Int) {
    var statement = first
    while statement.exists {
      switch tree.kind(statement) {
      case .variableDeclaration:
        if tree.op(statement) == DeclarationKeyword.var.rawValue { declareVariables(of: statement, .var) }
        return
      case .functionDeclaration:
        if depth > 0, !isStrict { declareFunctionOfBlock(statement) }
        return
      case .blockStatement:
        return hoistVariables(of: tree.list(statement, 0), depth: depth + 1)
      case .ifStatement:
        hoistVariables(tree.child(statement, 1), depth: depth + 1)
        statement = tree.child(statement, 2)
      case .forStatement:
        hoistVariables(tree.child(statement, 0), depth: depth)
        statement = tree.child(statement, 3)
      case .forInStatement, .forOfStatement:
        hoistVariables(tree.child(statement, 0), depth: depth)
        statement = tree.child(statement, 2)
      case .whileStatement, .withStatement, .labeledStatement:
        statement = tree.child(statement, 1)
      case .doWhileStatement, .exportNamedDeclaration:
        statement = tree.child(statement, 0)
      case .tryStatement:
        hoistVariables(tree.child(statement, 0), depth: depth)
        let handler = tree.child(statement, 1)
        if handler.exists { hoistVariables(tree.child(handler, 1), depth: depth) }
        statement = tree.child(statement, 2)
      case .switchStatement:
        let cases = tree.list(statement, 1)
        for index in 0..<cases.count { hoistVariables(of: tree.list(cases[index], 1), depth: depth + 1) }
        return
      default:
        return
      }
    }
  }

  private mutating func hoistVariables(of body: NodeList, depth: Int) {
    for index in 0..<body.count { hoistVariables(body[index], depth: depth) }
  }

  /// `{ function f() {} } f()`: f is a `var` of the function, too, unless the name is taken there.
  private mutating func declareFunctionOfBlock(_ declaration: NodeID) {
    let identifier = tree.child(declaration, 0)
    guard identifier.exists else { return }
    let name = tree.atom(identifier, 0)
    let slot = slots[name.raw] & ~Analysis.typeBit
    if let index = Meaning.binding(slot), states[index].scope == scope, bindings[index].kind != .var { return }
    declare(identifier, .var)
    // The name node itself belongs to the binding of the block.
    meanings[identifier.raw] = Meaning.notSeen
  }

  // MARK: Patterns

  /// Declares the names in a binding pattern.
  mutating func declarePattern(_ pattern: NodeID, _ kind: Binding.Kind) {
    guard pattern.exists else { return }
    switch tree.kind(pattern) {
    case .identifier:
      declare(pattern, kind)
    case .objectPattern:
      let properties = tree.list(pattern, 0)
      for index in 0..<properties.count {
        let property = properties[index]
        declarePattern(tree.kind(property) == .property ? tree.child(property, 1) : property, kind)
      }
    case .arrayPattern:
      let elements = tree.list(pattern, 0)
      for index in 0..<elements.count { declarePattern(elements[index], kind) }
    case .assignmentPattern, .restElement:
      declarePattern(tree.child(pattern, 0), kind)
    case .tsParameterProperty:
      declarePattern(tree.child(pattern, 1), kind)
    default:
      break
    }
  }

  // MARK: One name

  /// Declares a name in the current scope. A second declaration there is the same binding.
  mutating func declare(_ identifier: NodeID, _ kind: Binding.Kind) {
    guard identifier.exists, tree.kind(identifier) == .identifier else { return }
    let name = tree.atom(identifier, 0)
    guard name.exists else { return }
    let slot = slots[name.raw]
    if let index = Meaning.binding(slot & ~Analysis.typeBit), states[index].scope == scope {
      meanings[identifier.raw] = UInt32(truncatingIfNeeded: index) + Meaning.firstBinding
      merge(index, kind, identifier)
      return
    }
    let index = bindings.count
    bindings.append(Binding(kind: kind, name: name, function: function, span: tree.span(identifier)))
    let current = scopes.base + Int(scope)
    states.append(
      BindingState(scope: scope, next: current.pointee.firstBinding, shadowed: slot, declaration: identifier))
    current.pointee.firstBinding = UInt32(truncatingIfNeeded: index + 1)
    let meaning = UInt32(truncatingIfNeeded: index) + Meaning.firstBinding
    slots[name.raw] = kind == .type ? meaning | Analysis.typeBit : meaning
    meanings[identifier.raw] = meaning
  }

  /// What a name is when it is declared twice: rather a value than a type, rather a class than its namespace.
  private mutating func merge(_ index: Int, _ kind: Binding.Kind, _ identifier: NodeID) {
    let old = bindings[index].kind
    let replaces = old == .type || (old == .namespace && kind != .type)
    guard replaces, old != kind else { return }
    bindings.base[index].kind = kind
    bindings.base[index].span = tree.span(identifier)
    states.base[index].declaration = identifier
    slots[bindings[index].name.raw] = UInt32(truncatingIfNeeded: index) + Meaning.firstBinding
  }

  // MARK: Values of names

  /// A binding is given a value.
  mutating func give(_ index: Int, _ value: ValueID) {
    let state = states.base + index
    if state.pointee.valueCount > Analysis.mostBindingValues { return }
    let last = state.pointee.lastLink
    if last != 0, valueLinks[Int(last) - 1].value == value { return }
    state.pointee.valueCount += 1
    let isFull = state.pointee.valueCount > Analysis.mostBindingValues
    valueLinks.append(ValueLink(value: isFull ? .unknown(.notAnalysed) : value, next: 0))
    let link = UInt32(truncatingIfNeeded: valueLinks.count)
    if last == 0 { state.pointee.firstLink = link } else { valueLinks.base[Int(last) - 1].next = link }
    state.pointee.lastLink = link
  }

  /// A binding is given a value after its declaration.
  ///
  /// - Parameter offset: where the name stands that is given it.
  mutating func assign(_ index: Int, _ value: ValueID, at offset: UInt32) {
    give(index, value)
    bindings.base[index].isReassigned = true
    bindings.base[index].firstAssignment = min(bindings.base[index].firstAssignment, offset)
    assignments.append((UInt32(truncatingIfNeeded: index), value, offset))
  }
}
