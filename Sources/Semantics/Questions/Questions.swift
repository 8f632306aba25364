public import JavaScript
import SourceText

// What can be asked about the nodes of the last file while its tree is there.

extension FileAnalyzer {
  /// The declared name an identifier refers to (or declares); nil for globals and for names that are no reference.
  public func binding(of identifier: NodeID) -> BindingID? {
    guard let meaning = meaning(of: identifier), let index = Meaning.binding(meaning) else { return nil }
    return BindingID(index)
  }

  /// Whether the node is a reference to a name that no scope declares.
  public func isGlobal(_ identifier: NodeID) -> Bool { meaning(of: identifier) == Meaning.global }

  /// Names in types are looked up now: the walk passes them by.
  private func meaning(of identifier: NodeID) -> UInt32? {
    guard let analysis else { return nil }
    let tree = analysis.pointee.tree
    let kind = tree.kind(identifier)
    guard kind == .identifier || kind == .jsxIdentifier else { return nil }
    let known = analysis.pointee.meanings[identifier.raw]
    if known != Meaning.notSeen { return known }
    guard analysis.pointee.tree.isTypeReference(identifier) else { return nil }
    return analysis.pointee.lookUp(tree.atom(identifier, 0), from: identifier, types: true)
  }

  /// The value of any expression; made now if none was made before (the model grows).
  public func value(of expression: NodeID) -> ValueID {
    guard expression.exists, let analysis else { return .unknown }
    let known = analysis.pointee.nodeValues[expression.raw]
    if known != 0 { return ValueID(known) }
    if analysis.pointee.tree.namesProperty(expression) { return .unknown }
    let oldValues = analysis.pointee.values.count
    let oldLists = analysis.pointee.lists.count
    analysis.pointee.standpoint = expression
    let value = analysis.pointee.lower(expression)
    model.values.append(contentsOf: analysis.pointee.values.array(from: oldValues))
    model.lists.append(contentsOf: analysis.pointee.lists.array(from: oldLists))
    arena?.atoms = analysis.pointee.atoms
    return value
  }

  /// The innermost function around a node; a function node belongs to the function around it. What initialises the
  /// field of an instance belongs to the constructor where there is one.
  public func function(around node: NodeID) -> FunctionID { analysis?.pointee.function(around: node) ?? .moduleBody }

  /// The record of a function node (declaration, expression, arrow, or the method's function expression).
  public func function(at node: NodeID) -> FunctionID? {
    guard let analysis, SyntaxTree.isFunction(analysis.pointee.tree.kind(node)) else { return nil }
    let number = analysis.pointee.meanings[node.raw]
    return number == 0 ? nil : FunctionID(number - 1)
  }

  /// The call of a call, `new` or tagged template; nil for a `require` that was read as its module.
  public func call(at node: NodeID) -> CallID? {
    guard let index = analysis?.pointee.callIndex(node) else { return nil }
    return CallID(index)
  }

  /// All identifiers that refer to a binding, in source order, its declarations left out. Cost: one pass over the nodes.
  public func scopeReferences(to binding: BindingID) -> [NodeID] {
    guard let analysis, binding.index < analysis.pointee.bindings.count else { return [] }
    let meaning = binding.raw + Meaning.firstBinding
    return analysis.pointee.identifiers().filter {
      analysis.pointee.meanings[$0.raw] == meaning && !analysis.pointee.tree.declares($0)
    }
  }
}

extension Analysis {
  /// All identifiers that mean something, by their place in the source.
  func identifiers() -> [NodeID] {
    var found: [NodeID] = []
    for raw in 1..<UInt32(max(tree.nodeCount + 1, 1)) {
      let kind = tree.kind(NodeID(raw))
      if kind == .identifier || kind == .jsxIdentifier, meanings[raw] != Meaning.notSeen { found.append(NodeID(raw)) }
    }
    return found.sorted { tree.span($0).start < tree.span($1).start }
  }

  mutating func function(around node: NodeID) -> FunctionID {
    if !asksFunctions {
      nodeFunctions.clear(tree.nodeCount + 1)
      asksFunctions = true
    }
    var child = node
    var found = FunctionID.moduleBody
    while true {
      let known = nodeFunctions[child.raw]
      if known != 0 {
        found = FunctionID(known - 1)
        break
      }
      let parent = tree.parent(child)
      guard parent.exists else { break }
      if let function = function(at: parent, above: child) {
        found = function
        break
      }
      child = parent
    }
    // All nodes on the way are in that function.
    var current = node
    while current.exists, nodeFunctions[current.raw] == 0 {
      nodeFunctions[current.raw] = found.raw + 1
      if current == child { break }
      current = tree.parent(current)
    }
    return found
  }

  /// The function that a node makes for its child.
  private func function(at node: NodeID, above child: NodeID) -> FunctionID? {
    guard SyntaxTree.isFunction(tree.kind(node)) else { return constructor(initialising: node, from: child) }
    let number = meanings[node.raw]
    return number == 0 ? nil : FunctionID(number - 1)
  }

  /// The constructor in which the value of an instance's field is made.
  private func constructor(initialising member: NodeID, from value: NodeID) -> FunctionID? {
    let kind = tree.kind(member)
    guard kind == .propertyDefinition || kind == .accessorProperty, !tree.flags(member).contains(.static),
      tree.child(member, 3) == value, SyntaxTree.isFunction(tree.kind(tree.unwrapped(value))) == false
    else { return nil }
    let number = meanings[tree.parent(member).raw]
    guard number != 0, constructors[Int(number) - 1] != 0 else { return nil }
    return FunctionID(constructors[Int(number) - 1] - 1)
  }

  /// Makes `this`, `super` and `arguments` mean what they mean where a question was asked.
  mutating func stand() {
    let node = standpoint
    guard !isWalking, node.exists else { return }
    standpoint = .none
    function = function(around: node)
    thisFunction = function
    thisClass = 0
    thisValue = .unknown
    currentClass = 0
    context = []
    var child = node
    var current = tree.parent(node)
    var isThisKnown = false
    while current.exists {
      let number = meanings[current.raw]
      switch tree.kind(current) {
      case .functionDeclaration, .functionExpression, .staticBlock, .program:
        if !isThisKnown, number != 0 { thisFunction = FunctionID(number - 1) }
        isThisKnown = true
      case .arrowFunctionExpression:
        if !isThisKnown, number != 0, functions[Int(number) - 1].owner != nil {
          thisFunction = FunctionID(number - 1)
          isThisKnown = !functions[Int(number) - 1].flags.contains(.static)
        }
      case .propertyDefinition, .accessorProperty:
        if !isThisKnown, tree.child(current, 3) == child { standInField(current) }
        isThisKnown = true
      case .classDeclaration, .classExpression:
        if currentClass == 0 { currentClass = number }
      default: break
      }
      child = current
      current = tree.parent(current)
    }
  }

  private mutating func standInField(_ field: NodeID) {
    if tree.flags(field).contains(.static) {
      thisClass = meanings[tree.parent(field).raw]
    } else if let constructor = constructor(initialising: field, from: tree.child(field, 3)) {
      thisFunction = constructor
    }
  }
}
