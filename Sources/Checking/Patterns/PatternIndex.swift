import JavaScript

/// Which patterns may match at a node: by its kind, and for calls by what is called.
///
/// The walk over a file asks one table entry for each node, and one more for each call; names are atoms of the worker,
/// made before the first file, so that tables over them stay short.
struct PatternIndex {
  /// A pattern and where it comes from.
  struct Entry {
    var rule: Int
    var group: Int
    var pattern: Int
    /// The pattern's first statement is an expression, and `node` its parent: how many nodes above the candidate.
    var climb = 0
    /// Names that a file must hold.
    var mentions: [Atom]
  }

  /// What makes a node a candidate.
  enum Anchor {
    case kind(NodeKind)
    case functionValue
    case string
    /// A call or `new` of `….name(…)`.
    case member(UInt32)
    /// A call or `new` of something with a name from outside.
    case callee(UInt32)
    /// An expression with a name from outside.
    case reference(UInt32)
    case call
  }

  private(set) var entries: [Entry] = []
  /// By kind: indices of entries.
  private(set) var byKind: [[Int]] = Array(repeating: [], count: 256)
  /// By atom of the called member's name.
  private(set) var byMember: [[Int]] = []
  /// By external: entries at calls of it, and at other uses.
  private(set) var byCallee: [[Int]]
  private(set) var byReference: [[Int]]
  private(set) var hasCallees = false
  private(set) var hasReferences = false

  init(_ set: RuleSet, names: [Atom]) {
    byCallee = Array(repeating: [], count: set.pool.externals.count)
    byReference = byCallee
    for (rule, logic) in set.rules.enumerated() {
      for (groupIndex, group) in (logic.patterns?.groups ?? []).enumerated() {
        for (index, pattern) in group.patterns.enumerated() {
          var entry = Entry(rule: rule, group: groupIndex, pattern: index, mentions: [])
          entry.mentions = pattern.mentions.map { names[Int($0)] }
          for anchor in anchors(of: pattern, group, set.pool, &entry.climb) { add(entry, anchor, names) }
        }
      }
    }
  }

  private mutating func add(_ entry: Entry, _ anchor: Anchor, _ names: [Atom]) {
    entries.append(entry)
    let index = entries.count - 1
    switch anchor {
    case .kind(let kind): byKind[Int(kind.rawValue)].append(index)
    case .functionValue:
      byKind[Int(NodeKind.arrowFunctionExpression.rawValue)].append(index)
      byKind[Int(NodeKind.functionExpression.rawValue)].append(index)
    case .string:
      byKind[Int(NodeKind.stringLiteral.rawValue)].append(index)
      byKind[Int(NodeKind.templateLiteral.rawValue)].append(index)
    case .call:
      byKind[Int(NodeKind.callExpression.rawValue)].append(index)
    case .member(let name):
      let atom = Int(names[Int(name)].raw)
      while byMember.count <= atom { byMember.append([]) }
      byMember[atom].append(index)
    case .callee(let external):
      byCallee[Int(external)].append(index)
      hasCallees = true
    case .reference(let external):
      byReference[Int(external)].append(index)
      hasReferences = true
    }
  }

  // MARK: Anchors

  private func anchors(
    of pattern: Pattern, _ group: PatternCheck.Group, _ pool: PatternPool, _ climb: inout Int
  ) -> [Anchor] {
    var root = pattern.first(in: pool)
    if pool.nodes[Int(root)].form == .structure, pool.nodes[Int(root)].kind == .expressionStatement {
      root = pool.links[Int(pool.nodes[Int(root)].a)]
      climb = 1
    }
    let node = pool.nodes[Int(root)]
    switch node.form {
    case .external: return [.reference(node.a)]
    case .text: return node.kind == .stringLiteral ? [.string] : [.kind(node.kind)]
    case .number: return [.kind(.numericLiteral)]
    case .name, .local: return [.kind(.identifier)]
    // `$X;` as the first of several statements: any statement may be it.
    case .any, .capture, .run: return Self.statementKinds.map { .kind($0) }
    case .structure, .unorderedStructure: break
    }
    switch node.kind {
    case .callExpression, .newExpression: return [callAnchor(node, group, pool)]
    case .arrowFunctionExpression, .functionExpression: return [.functionValue]
    default: return [.kind(node.kind)]
    }
  }

  private func callAnchor(_ call: PatternNode, _ group: PatternCheck.Group, _ pool: PatternPool) -> Anchor {
    let callee = pool.nodes[Int(pool.links[Int(call.a)])]
    switch callee.form {
    case .external: return .callee(callee.a)
    case .capture: return resolvedCallee(slot: Int(callee.a), group).map { .callee($0) } ?? .kind(call.kind)
    case .structure where callee.kind == .memberExpression:
      let property = pool.nodes[Int(pool.links[Int(callee.a) + 1])]
      return property.form == .name && property.kind == .identifier ? .member(property.a) : .kind(call.kind)
    case .any, .run, .local, .name, .text, .number, .structure, .unorderedStructure: return .kind(call.kind)
    }
  }

  /// `$CALL($$$)` where `$CALL resolves to …`: the constraint says which calls are worth a look.
  private func resolvedCallee(slot: Int, _ group: PatternCheck.Group) -> UInt32? {
    for constraint in group.constraints where constraint.subject == .capture(slot) && !constraint.isNegated {
      if case .resolvesTo(let phrase) = constraint.phrase { return phrase.external }
    }
    return nil
  }

  private static let statementKinds =
    NodeKind.allCases.filter {
      $0.rawValue >= NodeKind.expressionStatement.rawValue && $0.rawValue <= NodeKind.variableDeclaration.rawValue
        && $0 != .catchClause && $0 != .switchCase
    } + [.functionDeclaration, .classDeclaration]
}
