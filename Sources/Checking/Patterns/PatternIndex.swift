import JavaScript

/// Which patterns may match at a node: by its kind, and for calls by what is called.
///
/// The walk over a file asks one table entry for each node, and one more for each call; names are atoms of the worker,
/// made before the first file, so that tables over them stay short.
struct PatternIndex {
  /// A pattern and where it comes from: small, since one is fetched for each candidate.
  struct Entry: BitwiseCopyable {
    var rule: Int32
    /// Index in the matcher's groups.
    var group: Int32
    var pattern: Int32
    var captureCount: Int32
    /// The pattern node that the candidate is held against.
    var root: UInt32
    /// The list of statements, where there are several; else 0.
    var statements: UInt32 = 0
    /// A name that a file must hold, or `.none`.
    var mention = Atom.none
    /// The root is the statement that the candidate is the whole of.
    var isStatement = false
  }

  /// Entries by a number: rows that lie one behind the other.
  struct Rows {
    private var starts: [Int32]
    private var entries: [Entry]

    init(_ rows: [[Entry]]) {
      starts = [0]
      entries = []
      for row in rows {
        entries += row
        starts.append(Int32(entries.count))
      }
    }

    var isEmpty: Bool { entries.isEmpty }
    var count: Int { starts.count - 1 }
    @inline(__always) func range(_ row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }
    @inline(__always) subscript(entry: Int) -> Entry { entries[entry] }
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
  }

  /// By kind.
  let byKind: Rows
  /// By atom of the called member's name.
  let byMember: Rows
  /// By external: at calls of it, and at other uses.
  let byCallee: Rows
  let byReference: Rows

  init(_ set: RuleSet, names: [Atom]) {
    var rows = UnboundRows(externals: set.pool.externals.count)
    var groupIndex = 0
    for (rule, logic) in set.rules.enumerated() {
      for group in logic.patterns?.groups ?? [] {
        for (index, pattern) in group.patterns.enumerated() {
          var entry = Entry(
            rule: Int32(rule), group: Int32(groupIndex), pattern: Int32(index),
            captureCount: Int32(group.captureCount), root: pattern.first(in: set.pool))
          if case .statements(let list) = pattern.root, set.pool.links[Int(list)] > 1 { entry.statements = list }
          if let mention = pattern.mentions.first { entry.mention = names[Int(mention)] }
          let anchors = Self.anchors(of: pattern, group, set.pool, &entry.isStatement)
          for anchor in anchors { rows.add(entry, anchor, names) }
        }
        groupIndex += 1
      }
    }
    byKind = Rows(rows.byKind)
    byMember = Rows(rows.byMember)
    byCallee = Rows(rows.byCallee)
    byReference = Rows(rows.byReference)
  }

  private struct UnboundRows {
    var byKind: [[Entry]] = Array(repeating: [], count: 256)
    var byMember: [[Entry]] = []
    var byCallee: [[Entry]]
    var byReference: [[Entry]]

    init(externals: Int) {
      byCallee = Array(repeating: [], count: externals)
      byReference = byCallee
    }

    mutating func add(_ entry: Entry, _ anchor: Anchor, _ names: [Atom]) {
      switch anchor {
      case .kind(let kind): byKind[Int(kind.rawValue)].append(entry)
      case .functionValue:
        byKind[Int(NodeKind.arrowFunctionExpression.rawValue)].append(entry)
        byKind[Int(NodeKind.functionExpression.rawValue)].append(entry)
      case .string:
        byKind[Int(NodeKind.stringLiteral.rawValue)].append(entry)
        byKind[Int(NodeKind.templateLiteral.rawValue)].append(entry)
      case .member(let name):
        let atom = Int(names[Int(name)].raw)
        while byMember.count <= atom { byMember.append([]) }
        byMember[atom].append(entry)
      case .callee(let external): byCallee[Int(external)].append(entry)
      case .reference(let external): byReference[Int(external)].append(entry)
      }
    }
  }

  // MARK: Anchors

  private static func anchors(
    of pattern: Pattern, _ group: PatternCheck.Group, _ pool: PatternPool, _ isStatement: inout Bool
  ) -> [Anchor] {
    var root = pattern.first(in: pool)
    if pool.nodes[Int(root)].form == .structure, pool.nodes[Int(root)].kind == .expressionStatement {
      root = pool.part(pool.nodes[Int(root)], 0)
      isStatement = true
    }
    let node = pool.nodes[Int(root)]
    switch node.form {
    case .external: return [.reference(node.a)]
    case .text: return node.kind == .stringLiteral ? [.string] : [.kind(node.kind)]
    case .number: return [.kind(.numericLiteral)]
    case .name, .local: return [.kind(.identifier)]
    // `$X;` as the first of several statements: any statement may be it.
    case .any, .capture, .run: return statementKinds.map { .kind($0) }
    case .structure, .unorderedStructure: break
    }
    switch node.kind {
    case .callExpression, .newExpression: return [callAnchor(node, group, pool)]
    case .arrowFunctionExpression, .functionExpression: return [.functionValue]
    default: return [.kind(node.kind)]
    }
  }

  private static func callAnchor(_ call: PatternNode, _ group: PatternCheck.Group, _ pool: PatternPool) -> Anchor {
    let callee = pool.nodes[Int(pool.part(call, 0))]
    switch callee.form {
    case .external: return .callee(callee.a)
    case .capture: return resolvedCallee(slot: Int(callee.a), group).map { .callee($0) } ?? .kind(call.kind)
    case .structure where callee.kind == .memberExpression:
      let property = pool.nodes[Int(pool.part(callee, 1))]
      return property.form == .name && property.kind == .identifier ? .member(property.a) : .kind(call.kind)
    case .any, .run, .local, .name, .text, .number, .structure, .unorderedStructure: return .kind(call.kind)
    }
  }

  /// `$CALL($$$)` where `$CALL resolves to …`: the constraint says which calls are worth a look.
  private static func resolvedCallee(slot: Int, _ group: PatternCheck.Group) -> UInt32? {
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
