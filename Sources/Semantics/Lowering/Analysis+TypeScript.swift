import JavaScript
import SourceText

/// Enums and namespaces, which are values, and types, which are read as names.
extension Analysis {
  // MARK: Enums

  /// An enum is an object of its members.
  mutating func walkEnum(_ node: NodeID) {
    guard !tree.flags(node).contains(.declare) else { return }
    let identifier = tree.child(node, 0)
    let members = tree.list(node, 1)
    enterScope(.enum, node)
    let mark = scratch.count
    var next: UInt32? = 0
    for index in 0..<members.count {
      let key = tree.child(members[index], 0)
      let value = enumValue(members[index], &next)
      declare(key, .const)
      if let index = Meaning.binding(meanings[key.raw]) { give(index, value) }
      scratch.append(ObjectProperty.Kind.value.rawValue)
      scratch.append(constantKey(key, isComputed: false).raw)
      scratch.append(value.raw)
    }
    let items = list(from: mark)
    let value = make(.object, items.raw, at: node)
    leaveScope()
    if let index = Meaning.binding(meanings[identifier.raw]) { give(index, value) }
  }

  /// The initialiser, or one more than the member before.
  private mutating func enumValue(_ member: NodeID, _ next: inout UInt32?) -> ValueID {
    let initial = tree.child(member, 1)
    if initial.exists {
      let value = lower(initial)
      let number = values[value.raw.index]
      next = number.kind == .literal && number.b != 0 ? number.b : nil
      return value
    }
    guard let number = next else { return .literal(.number) }
    next = number + 1
    return make(.literal, LiteralKind.number.rawValue, number + 1, at: member)
  }

  // MARK: Namespaces

  /// A namespace is an object of what it exports; its code belongs to the function around it.
  mutating func walkNamespace(_ node: NodeID) -> ValueID {
    let body = tree.child(node, 1)
    guard body.exists, !tree.flags(node).contains(.declare), tree.op(node) != ModuleKeyword.global.rawValue,
      tree.kind(tree.child(node, 0)) != .stringLiteral
    else { return .unknown }
    let value = tree.kind(body) == .tsModuleDeclaration ? walkInner(body, at: node) : walkNamespaceBody(body, at: node)
    let name = tree.child(node, 0)
    var first = name
    while tree.kind(first) == .tsQualifiedName { first = tree.child(first, 0) }
    if let index = Meaning.binding(meanings[first.raw]) { give(index, qualified(name, value, at: node)) }
    return value
  }

  /// `namespace A.B {}` as a namespace in a namespace.
  private mutating func walkInner(_ inner: NodeID, at node: NodeID) -> ValueID {
    let value = walkNamespace(inner)
    return objectHolding(value, tree.atom(tree.child(inner, 0), 0), at: node)
  }

  /// `namespace A.B {}` with a qualified name: the value of A.
  private mutating func qualified(_ name: NodeID, _ value: ValueID, at node: NodeID) -> ValueID {
    var name = name
    var value = value
    while tree.kind(name) == .tsQualifiedName {
      value = objectHolding(value, tree.atom(tree.child(name, 1), 0), at: node)
      name = tree.child(name, 0)
    }
    return value
  }

  private mutating func objectHolding(_ value: ValueID, _ name: Atom, at node: NodeID) -> ValueID {
    let mark = scratch.count
    scratch.append(ObjectProperty.Kind.value.rawValue)
    scratch.append(name.raw)
    scratch.append(value.raw)
    let items = list(from: mark)
    return make(.object, items.raw, at: node)
  }

  private mutating func walkNamespaceBody(_ body: NodeID, at node: NodeID) -> ValueID {
    enterScope(.namespace, body)
    let statements = tree.list(body, 0)
    hoist(statements, isFunctionBody: true)
    let mark = scratch.count
    for index in 0..<statements.count {
      let statement = statements[index]
      guard tree.kind(statement) == .exportNamedDeclaration, tree.child(statement, 0).exists else {
        walk(statement)
        continue
      }
      let declaration = tree.child(statement, 0)
      walk(declaration)
      collectNames(of: declaration)
    }
    let items = list(from: mark)
    let value = make(.object, items.raw, at: node)
    leaveScope()
    return value
  }

  /// Pushes the exported names of a declaration as properties.
  private mutating func collectNames(of declaration: NodeID) {
    switch tree.kind(declaration) {
    case .variableDeclaration:
      let declarators = tree.list(declaration, 0)
      for index in 0..<declarators.count {
        forEachName(in: tree.child(declarators[index], 0)) { analysis, identifier in analysis.collectName(identifier) }
      }
    case .functionDeclaration, .tsEnumDeclaration, .tsModuleDeclaration:
      collectName(tree.child(declaration, 0))
    case .classDeclaration:
      collectName(tree.child(declaration, 1))
    default:
      break
    }
  }

  private mutating func collectName(_ identifier: NodeID) {
    guard let index = Meaning.binding(meanings[identifier.raw]) else { return }
    let value = use(of: index, at: identifier)
    scratch.append(ObjectProperty.Kind.value.rawValue)
    scratch.append(bindings[index].name.raw)
    scratch.append(value.raw)
  }

  // MARK: Types as names

  /// `type Socket = BaseSocket<Events>` and `interface Socket extends BaseSocket` mean, read as names, what they are made
  /// of.
  mutating func walkType(_ node: NodeID) {
    guard let index = Meaning.binding(meanings[tree.child(node, 0).raw]) else { return }
    let value = tree.kind(node) == .tsTypeAliasDeclaration ? typeValue(tree.child(node, 2)) : baseInterface(node)
    if !value.isUnknown { give(index, value) }
  }

  /// The one interface that an interface extends.
  private mutating func baseInterface(_ node: NodeID) -> ValueID {
    let bases = tree.list(node, 2)
    guard bases.count == 1 else { return .unknown }
    let base = bases[0]
    return tree.kind(base) == .tsHeritage ? typeName(tree.child(base, 0)) : .unknown
  }

  mutating func declareTypeParameters(_ node: NodeID) {
    guard node.exists, tree.kind(node) == .tsTypeParameterDeclaration else { return }
    let list = tree.list(node, 0)
    for index in 0..<list.count { declare(tree.child(list[index], 0), .type) }
  }

  /// Reads the declared type of a binding pattern; a plain name keeps it.
  @discardableResult
  mutating func readType(of pattern: NodeID) -> ValueID {
    var target = pattern
    var annotation = NodeID.none
    switch tree.kind(pattern) {
    case .identifier, .objectPattern, .arrayPattern:
      annotation = tree.child(pattern, 1)
    case .restElement:
      annotation = tree.child(pattern, 1)
      target = tree.child(pattern, 0)
    default: return .unknown
    }
    guard annotation.exists else { return .unknown }
    let type = typeValue(annotation)
    if !type.isUnknown, tree.kind(target) == .identifier, let index = Meaning.binding(meanings[target.raw]) {
      bindings.base[index].type = type
    }
    return type
  }

  // MARK: Types said at the use

  /// `x as T`: of values that stand for one place each.
  mutating func claim(_ value: ValueID, is type: NodeID, _ kind: TypeClaim.Kind) {
    switch values[value.raw.index].kind {
    case .call, .member, .element, .awaited: break
    default: return
    }
    let type = typeValue(type)
    switch values[type.raw.index].kind {
    case .binding, .imported, .member: claims.append(TypeClaim(value: value, type: type, kind: kind))
    default: return
    }
  }

  /// `container.get<Users>(TOKEN)`
  mutating func claimArgument(of arguments: NodeID, _ result: ValueID) {
    guard arguments.exists else { return }
    let types = tree.list(arguments, 0)
    if types.count == 1 { claim(result, is: types[0], .argument) }
  }

  /// What `Promise<T>` is a promise of.
  mutating func promisedType(_ node: NodeID) -> ValueID {
    guard node.exists, tree.kind(node) == .tsTypeReference, tree.kind(tree.child(node, 0)) == .identifier,
      tree.atom(tree.child(node, 0), 0) == vocabulary.promise, tree.child(node, 1).exists
    else { return .unknown }
    let types = tree.list(tree.child(node, 1), 0)
    return types.count == 1 ? typeValue(types[0]) : .unknown
  }

  /// A type read as the value of its name: `T`, `A.B`, `T | null`, `import("m").T`; unknown for all others.
  mutating func typeValue(_ node: NodeID) -> ValueID {
    guard node.exists else { return .unknown }
    switch tree.kind(node) {
    case .tsTypeReference:
      return typeName(tree.child(node, 0))
    case .tsUnionType:
      return onlyName(of: node)
    case .tsIntersectionType:
      return firstName(of: node)
    case .tsTypeQuery:
      return typeName(tree.child(node, 0))
    case .tsImportType:
      return importedType(node)
    default:
      return .unknown
    }
  }

  /// `T | null | undefined` is T.
  private mutating func onlyName(of union: NodeID) -> ValueID {
    let types = tree.list(union, 0)
    var only = NodeID.none
    for index in 0..<types.count {
      switch tree.kind(types[index]) {
      case .tsNullKeyword, .tsUndefinedKeyword, .tsVoidKeyword: continue
      case .tsLiteralType where tree.kind(tree.child(types[index], 0)) == .nullLiteral: continue
      default:
        guard only.isNone else { return .unknown }
        only = types[index]
      }
    }
    return typeValue(only)
  }

  /// `Request & { user: User }` is a Request.
  private mutating func firstName(of intersection: NodeID) -> ValueID {
    let types = tree.list(intersection, 0)
    for index in 0..<types.count where tree.kind(types[index]) == .tsTypeReference { return typeValue(types[index]) }
    return .unknown
  }

  /// A name in a type or after `implements`: a value of kind binding, global or member.
  mutating func typeName(_ node: NodeID) -> ValueID {
    switch tree.kind(node) {
    case .identifier:
      let name = tree.atom(node, 0)
      if let index = Meaning.binding(resolveType(node, name)) {
        // A name in a type is not looked at when the program runs.
        let isRead = bindings.base[index].isRead
        defer { bindings.base[index].isRead = isRead }
        return use(of: index, at: node)
      }
      return global(name, at: node)
    case .tsQualifiedName:
      let left = typeName(tree.child(node, 0))
      return make(.member, left.raw, tree.atom(tree.child(node, 1), 0).raw, at: node)
    case .memberExpression:
      guard !tree.flags(node).contains(.computed) else { return .unknown }
      let left = typeName(tree.child(node, 0))
      return make(.member, left.raw, memberName(tree.child(node, 1)).raw, at: node)
    case .tsImportType:
      return importedType(node)
    default:
      return .unknown
    }
  }

  /// `import("m").A.B`
  private mutating func importedType(_ node: NodeID) -> ValueID {
    var source = tree.child(node, 0)
    if tree.kind(source) == .tsLiteralType { source = tree.child(source, 0) }
    guard isWalking, tree.kind(source) == .stringLiteral else { return .unknown }
    let id = addImport(.static, source, isTypeOnly: true)
    return qualifier(tree.child(node, 2), of: make(.module, id.raw, at: node), id)
  }

  private mutating func qualifier(_ node: NodeID, of module: ValueID, _ id: ImportID) -> ValueID {
    guard node.exists else { return module }
    guard tree.kind(node) == .tsQualifiedName else {
      return make(.imported, id.raw, tree.atom(node, 0).raw, at: node)
    }
    let left = qualifier(tree.child(node, 0), of: module, id)
    return make(.member, left.raw, tree.atom(tree.child(node, 1), 0).raw, at: node)
  }
}
