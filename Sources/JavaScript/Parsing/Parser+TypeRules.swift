// What TypeScript forbids of types and declarations that are well-formed: told as early problems, the tree stays whole.
extension Parser {
  private func kind(of id: NodeID) -> NodeKind { nodes[Int(id.raw)].kind }

  /// `unique` goes with `symbol`, `readonly` with arrays and tuples.
  mutating func checkOperand(_ type: NodeID, of op: TypeOperator?) {
    let kind = kind(of: type)
    if op == .unique, kind != .tsSymbolKeyword {
      early("'unique' goes only with 'symbol'", at: type)
    } else if op == .readonly, kind != .tsArrayType, kind != .tsTupleType {
      early("'readonly' goes only with array and tuple types", at: type)
    }
  }

  /// A predicate stands elsewhere than after the parameters of a function.
  mutating func reportMisplaced(predicate: NodeID) {
    early("a type predicate can only be what a function returns", at: predicate)
  }

  /// After an optional element of a tuple, the others are optional or rest elements too.
  mutating func checkTupleOrder(from mark: Int) {
    var seenOptional = false
    for index in mark..<scratchCount {
      let element = NodeID(scratch[index])
      let record = nodes[Int(element.raw)]
      if record.kind == .tsOptionalType || record.flags.contains(.optional) && record.kind == .tsNamedTupleMember {
        seenOptional = true
      } else if seenOptional, record.kind != .tsRestType, !record.flags.contains(.rest), record.kind != .invalid {
        early("a required element may not follow an optional one", at: element)
        return
      }
    }
  }

  /// `import(…)` as a type takes a string and nothing computed.
  mutating func checkImportType(argument: NodeID, options: NodeID) {
    let literal = nodes[Int(argument.raw)]
    if literal.kind != .invalid, literal.kind != .tsLiteralType || kind(of: NodeID(literal.a)) != .stringLiteral {
      early("the module of an import type is named by a string", at: argument)
    }
    guard options.exists, kind(of: options) == .objectExpression else { return }
    let outer = Int(nodes[Int(options.raw)].a)
    guard extra[outer] == 1, isPlainProperty(NodeID(extra[outer + 1])) else {
      return early("the options of an import type hold 'with' and nothing else", at: options)
    }
    let attributes = nodes[Int(nodes[Int(extra[outer + 1])].b)]
    guard attributes.kind == .objectExpression else { return }
    for index in 0..<Int(extra[Int(attributes.a)]) {
      let attribute = NodeID(extra[Int(attributes.a) + 1 + index])
      if !isPlainProperty(attribute) || kind(of: NodeID(nodes[Int(attribute.raw)].b)) != .stringLiteral {
        return early("an attribute of an import type is a name and a string", at: attribute)
      }
    }
  }

  private func isPlainProperty(_ id: NodeID) -> Bool {
    let record = nodes[Int(id.raw)]
    return record.kind == .property && record.flags.isDisjoint(with: [.computed, .method, .shorthand])
  }

  /// `get a(): T` takes no parameters, `set a(v)` one that is plain, and neither is generic.
  mutating func checkAccessorSignature(
    _ kind: MethodKind, typeParameters: NodeID, parameters: UInt32, result: NodeID, key: NodeID
  ) {
    if typeParameters.exists { early("an accessor has no type parameters", at: typeParameters) }
    let count = extra[Int(parameters)]
    if kind == .get {
      if count != 0 { early("a getter takes no parameters", at: key) }
      return
    }
    if result.exists { early("a setter returns nothing", at: result) }
    guard count == 1 else { return early("a setter takes exactly one parameter", at: key) }
    let parameter = nodes[Int(extra[Int(parameters) + 1])]
    if parameter.kind == .restElement || parameter.flags.contains(.optional)
      || parameter.kind == .identifier && parameter.a == Atom.this.raw
    {
      early("the parameter of a setter is an ordinary one", at: NodeID(extra[Int(parameters) + 1]))
    }
  }

  /// Which modifiers the parameters of a type may have: `const` belongs to functions and classes, `in` and `out` to
  /// classes, interfaces and aliases.
  mutating func checkTypeParameters(_ declaration: NodeID, forbidden: NodeFlags) {
    guard declaration.exists else { return }
    let list = Int(nodes[Int(declaration.raw)].a)
    for index in 0..<Int(extra[list]) {
      let parameter = NodeID(extra[list + 1 + index])
      if !nodes[Int(parameter.raw)].flags.isDisjoint(with: forbidden) {
        early("this type parameter has a modifier that does not belong here", at: parameter)
      }
    }
  }
}

// MARK: Namespaces and ambient code

// In `.d.ts` files these rules are not applied: most projects have their compiler skip the same checks there.
extension Parser {
  /// The items of a namespace or ambient module, which are on the open list.
  mutating func checkNamespaceItems(from mark: Int, isModule: Bool) {
    let isAmbient = context.contains(.ambient)
    for index in mark..<scratchCount {
      let item = NodeID(scratch[index])
      if !isModule {
        checkModuleItem(item)
      } else if kind(of: item) == .tsNamespaceExportDeclaration {
        early("this export belongs at the top level of a file", at: item)
      }
      if isAmbient {
        checkAmbient(item)
        if nodes[Int(item.raw)].flags.contains(.declare), options.language != .dts {
          early("'declare' is not repeated inside of what is declared", at: item)
        }
      }
    }
  }

  /// A namespace neither imports modules nor exports what it does not declare.
  private mutating func checkModuleItem(_ item: NodeID) {
    let record = nodes[Int(item.raw)]
    switch record.kind {
    case .importDeclaration:
      early("a namespace cannot import a module", at: item)
    case .tsImportEqualsDeclaration where kind(of: NodeID(record.b)) == .tsExternalModuleReference:
      early("a namespace cannot import a module", at: item)
    case .exportAllDeclaration, .exportDefaultDeclaration, .tsExportAssignment, .tsNamespaceExportDeclaration:
      early("this export belongs at the top level of a module", at: item)
    case .exportNamedDeclaration where record.a == 0:
      let source = extra[Int(record.c)]
      if source != 0 || !context.contains(.ambient) {
        early("a namespace exports only what it declares", at: item)
      }
    default:
      break
    }
  }

  /// What is declared to exist elsewhere has no values, no bodies and no statements.
  mutating func checkAmbient(_ item: NodeID) {
    let record = nodes[Int(item.raw)]
    switch record.kind {
    case .exportNamedDeclaration where record.a != 0: checkAmbient(NodeID(record.a))
    case .emptyStatement:
      // After a closing brace it is too common in declaration files.
      if options.language != .dts { early("no statement stands where things are only declared", at: item) }
    case .variableDeclaration: checkAmbientVariables(item)
    case .functionDeclaration: early("an ambient function has no body", at: item)
    case .classDeclaration: checkAmbientClass(item)
    case .expressionStatement, .blockStatement, .returnStatement, .ifStatement, .switchStatement, .throwStatement,
      .tryStatement, .whileStatement, .doWhileStatement, .forStatement, .forInStatement, .forOfStatement,
      .debuggerStatement, .withStatement, .labeledStatement, .breakStatement, .continueStatement:
      early("no statement stands where things are only declared", at: item)
    default: break
    }
  }

  /// The value of something that is only declared: a constant if what it belongs to is one and has no type, else none.
  mutating func checkDeclaredValue(_ value: NodeID, _ type: NodeID, isReadonly: Bool, _ message: String) {
    if value.exists, !isReadonly || type.exists || !isConstant(value) { early(message, at: value) }
  }

  /// `let x!: T`: a variable that is set later, outside of a loop's head.
  mutating func checkDefinite(_ target: NodeID, _ value: NodeID, inHead: Bool) {
    if value.exists {
      early("a variable with a value needs no '!'", at: target)
    } else if nodes[Int(target.raw)].b == 0 {
      early("a variable marked '!' needs a type", at: target)
    } else if inHead || context.contains(.ambient) {
      early("'!' has no place here", at: target)
    }
  }

  /// `for (const x of …)`: the variable takes its type from what is looped over.
  mutating func checkLoopVariable(_ declaration: NodeID, _ target: UInt32, isOf: Bool) {
    let record = nodes[Int(target)]
    let isPattern = record.kind == .objectPattern || record.kind == .arrayPattern
    if record.b != 0, record.kind == .identifier || isPattern {
      early("the variable of a loop over values has no type of its own", at: NodeID(record.b))
    }
  }

  /// `import type` takes a default name or what stands in braces, not both; the braces do not say `type` once more.
  /// To be called where the clause has just ended.
  mutating func checkTypeImport(_ specifiers: UInt32) {
    for index in 0..<Int(extra[Int(specifiers)]) {
      let specifier = NodeID(extra[Int(specifiers) + 1 + index])
      switch kind(of: specifier) {
      case .importDefaultSpecifier where nodes[Int(specifier.raw)].end != lexer.previousEnd:
        early("'import type' takes a default name or names in braces, not both", at: specifier)
      case .importSpecifier where nodes[Int(specifier.raw)].flags.contains(.typeOnly):
        reportTypeTwice(specifier)
      default: break
      }
    }
  }

  mutating func checkTypeExport(_ specifiers: UInt32) {
    for index in 0..<Int(extra[Int(specifiers)]) {
      let specifier = NodeID(extra[Int(specifiers) + 1 + index])
      if nodes[Int(specifier.raw)].flags.contains(.typeOnly) { reportTypeTwice(specifier) }
    }
  }

  private mutating func reportTypeTwice(_ specifier: NodeID) {
    early("'type' before the braces goes for all of the names in them", at: specifier)
  }

  /// `export =` is the only export of a module. The items of the file are on the open list.
  mutating func checkExportAssignment(from mark: Int) {
    let items = mark..<scratchCount
    guard options.language != .dts,
      items.contains(where: { kind(of: NodeID(scratch[$0])) == .tsExportAssignment })
    else { return }
    var isFirst = true
    for index in items {
      let item = NodeID(scratch[index])
      let record = nodes[Int(item.raw)]
      switch record.kind {
      case .tsExportAssignment:
        if !isFirst { early("a module has one 'export ='", at: item) }
        isFirst = false
      case .exportDefaultDeclaration, .exportAllDeclaration:
        early("a module with 'export =' exports nothing else", at: item)
      case .exportNamedDeclaration where record.a != 0:
        early("a module with 'export =' exports nothing else", at: item)
      default: break
      }
    }
  }

  /// `class string {}`, `type any = …`: names that would hide what the language itself means by them.
  mutating func checkTypeName(_ name: NodeID) {
    let record = nodes[Int(name.raw)]
    guard record.kind == .identifier, record.a <= Atom.unknown.raw else { return }
    switch Atom(record.a) {
    case .any, .unknown, .never, .number, .bigint, .boolean, .string, .symbol, .object, .undefined:
      early("'\(lexer.atoms.text(Atom(record.a)))' is a type of the language, and names no other", at: name)
    default: break
    }
  }

  private mutating func checkAmbientVariables(_ declaration: NodeID) {
    let record = nodes[Int(declaration.raw)]
    if record.op >= DeclarationKeyword.using.rawValue {
      return early("'using' declares nothing that exists elsewhere", at: declaration)
    }
    for index in 0..<Int(extra[Int(record.a)]) {
      let declarator = nodes[Int(extra[Int(record.a) + 1 + index])]
      let target = nodes[Int(declarator.a)]
      if target.kind == .identifier, options.language != .dts,
        target.a == Atom.eval.raw || target.a == Atom.arguments.raw
      {
        if context.contains(.strict) {
          early("strict code may not declare '\(lexer.atoms.text(Atom(target.a)))'", at: NodeID(declarator.a))
        } else {
          sloppyReadingSeen = true
        }
      }
      guard declarator.b != 0 else { continue }
      let isTyped = nodes[Int(declarator.a)].b != 0 || kind(of: NodeID(declarator.a)) != .identifier
      if record.op != DeclarationKeyword.const.rawValue || isTyped || !isConstant(NodeID(declarator.b)) {
        early("an ambient variable has no value", at: NodeID(declarator.b))
      }
    }
  }

  /// A literal, or a member of an enum.
  private func isConstant(_ value: NodeID) -> Bool {
    let record = nodes[Int(value.raw)]
    switch record.kind {
    case .stringLiteral, .numericLiteral, .bigIntLiteral, .booleanLiteral, .templateLiteral, .memberExpression,
      .identifier:
      return true
    case .unaryExpression: return isConstant(NodeID(record.a))
    default: return false
    }
  }

  private mutating func checkAmbientClass(_ declaration: NodeID) {
    let slots = Int(nodes[Int(declaration.raw)].c)
    let body = Int(extra[slots + 4])
    for index in 0..<Int(extra[body]) {
      let member = NodeID(extra[body + 1 + index])
      let record = nodes[Int(member.raw)]
      switch record.kind {
      case .methodDefinition where kind(of: NodeID(record.c)) == .functionExpression:
        early("an ambient method has no body", at: member)
      case .propertyDefinition, .accessorProperty:
        let value = NodeID(extra[Int(record.c) + 1])
        let type = extra[Int(record.c)]
        checkDeclaredValue(
          value, NodeID(type), isReadonly: record.flags.contains(.readonly), "an ambient property has no value")
      default: break
      }
    }
  }
}
