import JavaScript

/// What a name means: during the walk by `slots`, afterwards by climbing the tree.
extension Analysis {
  // MARK: Scopes

  /// Opens a scope; `leaveScope` closes it. A scope that declares nothing is taken back there.
  mutating func enterScope(_ kind: ScopeKind, _ node: NodeID) {
    scopes.append(Scope(kind: kind, node: node, parent: scope, function: function))
    scope = UInt32(truncatingIfNeeded: scopes.count - 1)
  }

  mutating func leaveScope() {
    let closed = scopes[Int(scope)]
    var next = closed.firstBinding
    while next != 0 {
      let index = Int(next) - 1
      let state = states[index]
      slots[bindings[index].name.raw] = state.shadowed
      next = state.next
    }
    if closed.firstBinding == 0, Int(scope) == scopes.count - 1, scope != 0 {
      scopes.truncate(to: Int(scope))
    } else {
      remember(scope, closed)
    }
    scope = closed.parent
  }

  // MARK: References

  /// What an identifier means where a value is meant. Recorded for the node.
  @inline(__always) mutating func resolve(_ node: NodeID, _ name: Atom) -> UInt32 {
    let known = meanings[node.raw]
    if known != Meaning.notSeen { return known }
    var meaning = slots[name.raw]
    if meaning == 0 || meaning & Analysis.typeBit != 0 { meaning = resolveRare(node, name, meaning) }
    meanings[node.raw] = meaning
    return meaning
  }

  /// Globals, names hidden behind types, `arguments`, and names that are asked for after the walk.
  @inline(never) private mutating func resolveRare(_ node: NodeID, _ name: Atom, _ slot: UInt32) -> UInt32 {
    guard isWalking else { return lookUp(name, from: node, types: false) }
    var meaning = slot
    while meaning & Analysis.typeBit != 0 {
      meaning = states[Int(meaning & ~Analysis.typeBit) - Int(Meaning.firstBinding)].shadowed
    }
    if meaning != 0 { return meaning }
    if name == .arguments, functions[thisFunction.index].kind != .module {
      markUse(of: .usesArguments)
      return Meaning.arguments
    }
    return Meaning.global
  }

  /// What an identifier means where a type is meant: bindings of values are seen too, as classes and enums are both.
  mutating func resolveType(_ node: NodeID, _ name: Atom) -> UInt32 {
    let known = meanings[node.raw]
    if known != Meaning.notSeen { return known }
    var meaning = isWalking ? slots[name.raw] & ~Analysis.typeBit : lookUp(name, from: node, types: true)
    if meaning == 0 { meaning = Meaning.global }
    meanings[node.raw] = meaning
    return meaning
  }

  /// Sets a flag on the function that is walked and, for arrow functions, on those whose `this` it shares.
  mutating func markUse(of flag: FunctionRecord.Flags) {
    var id = function
    while true {
      functions[id.index].flags.insert(flag)
      if functions[id.index].kind != .arrow || id == thisFunction { return }
      id = functions[id.index].parent
    }
  }

  /// Notes which scope a node makes, for questions after the walk.
  private mutating func remember(_ scope: UInt32, _ closed: Scope) {
    switch closed.kind {
    case .module: break
    case .functionName:
      // Reached through the scope of the function, if that declares anything.
      let function = Int(meanings[closed.node.raw]) - 1
      if functionScopes[function] == 0 { functionScopes[function] = scope + 1 }
    case .function: functionScopes[closed.function.index] = scope + 1
    case .class: classScopes[Int(meanings[closed.node.raw]) - 1] = scope + 1
    case .block, .loopHead, .switch, .catch, .enum, .namespace: meanings[closed.node.raw] = scope + 1
    }
  }

  /// Climbs from a node to the first scope that declares the name. Slow: for questions after the walk.
  mutating func lookUp(_ name: Atom, from node: NodeID, types: Bool) -> UInt32 {
    var index = Int(innermostScope(around: node))
    while true {
      var next = scopes[index].firstBinding
      while next != 0 {
        let binding = bindings[Int(next) - 1]
        if binding.name == name, types || binding.kind != .type { return next - 1 + Meaning.firstBinding }
        next = states[Int(next) - 1].next
      }
      if index == 0 { return Meaning.global }
      index = Int(scopes[index].parent)
    }
  }

  /// The scope in which a node stands, among those that declare something.
  mutating func innermostScope(around node: NodeID) -> UInt32 {
    var current = node
    while current.exists {
      let meaning = meanings[current.raw]
      var scope: UInt32 = 0
      if meaning != 0 {
        switch tree.kind(current) {
        case .functionDeclaration, .functionExpression, .arrowFunctionExpression, .staticBlock:
          scope = functionScopes[Int(meaning) - 1]
        case .classDeclaration, .classExpression:
          scope = classScopes[Int(meaning) - 1]
        case .blockStatement, .forStatement, .forInStatement, .forOfStatement, .switchStatement, .catchClause,
          .tsEnumDeclaration, .tsModuleBlock:
          scope = meaning
        default:
          break
        }
      }
      if scope != 0 { return scope - 1 }
      current = tree.parent(current)
    }
    return 0
  }
}
