package import JavaScript
import Semantics
package import SourceText

/// Runs all rules over one file after the other: one walk over the nodes, one over the calls, whatever the number of
/// rules. One a worker, made before its arena parses the first file.
package struct FileMatching {
  private let set: RuleSet
  private let index: PatternIndex
  private var matcher: PatternMatcher
  private let checks: [FileCheckEntry]

  /// What the walk does with nodes of a kind.
  private struct Action: OptionSet {
    let rawValue: UInt8
    static let candidate = Action(rawValue: 1)
    static let name = Action(rawValue: 2)
    static let call = Action(rawValue: 4)
    static let collect = Action(rawValue: 8)
  }

  private struct FileCheckEntry {
    var rule: Int
    var check: any FileCheck
    var kinds: [NodeKind]
    var mentions: [Atom]
  }

  /// A node at which patterns of a table's row may match.
  private struct Candidate {
    var node: NodeID
    /// The called name's atom, or `.none` for rows by kind.
    var member: Atom
  }

  private let actions: [Action]
  private var nodes: FileNodes
  private var candidates: [Candidate] = []
  /// By atom: the number of the file that mentioned it last.
  private var mentioned: [UInt32]
  private var stamp: UInt32 = 0
  /// By external: whether something in the file may mean it.
  private var isActive: [Bool]
  /// By external: the globals it may be a name of; nil for any.
  private let globalRoots: [[Atom]?]

  package init(_ set: RuleSet, arena: TreeArena) {
    self.set = set
    matcher = PatternMatcher(pool: set.pool, arena: arena)
    index = PatternIndex(set, names: matcher.names)
    var atoms = arena.atoms
    checks = set.rules.enumerated().compactMap { rule, logic in
      guard let check = logic.check as? any FileCheck else { return nil }
      let interests = check.interests
      return FileCheckEntry(
        rule: rule, check: check, kinds: interests.kinds, mentions: interests.mentions.map { atoms.intern($0) })
    }
    arena.atoms = atoms
    var actions = Array(repeating: Action(), count: 256)
    actions[Int(NodeKind.identifier.rawValue)].insert(.name)
    for kind in [NodeKind.callExpression, .newExpression] where !index.byMember.isEmpty {
      actions[Int(kind.rawValue)].insert(.call)
    }
    for (kind, entries) in index.byKind.enumerated() where !entries.isEmpty { actions[kind].insert(.candidate) }
    for check in checks { for kind in check.kinds { actions[Int(kind.rawValue)].insert(.collect) } }
    self.actions = actions
    nodes = FileNodes(byKind: Array(repeating: [], count: 256))
    mentioned = Array(repeating: 0, count: atoms.count)
    isActive = Array(repeating: false, count: set.pool.externals.count)
    let externals = matcher.resolver.externals
    globalRoots = externals.alternatives.map { alternatives in
      var roots: [Atom] = []
      for alternative in alternatives where alternative.module < 0 {
        guard let first = alternative.names.flatMap({ externals.names[$0].first }), first.exists else { return nil }
        roots.append(first)
      }
      return roots
    }
  }

  /// Keeps what became of code that has the shape of a pattern, for those who ask why.
  package mutating func startTracing() { matcher.work.traces = [] }

  package mutating func takeTraces() -> [MatchTrace] {
    defer { matcher.work.traces = [] }
    return matcher.work.traces ?? []
  }

  /// Runs all rules over a file that was just analysed, and adds what they find to `drafts`. The analyzer's model grows
  /// by the values that were asked for: what drafts point to is in the model as it is after this.
  ///
  /// Returns the places at which matching was given up as too long, each with the index of its rule.
  package mutating func run(on file: FileContext, into drafts: inout [Draft]) -> [(rule: Int, span: Span)] {
    matcher.begin(file)
    stamp &+= 1
    walk(file.tree)
    noteImports(file)
    runCandidates(file.tree)
    runCallees(file)
    if index.hasReferences { runReferences(file) }
    runChecks(file)
    return take(into: &drafts)
  }

  private mutating func take(into drafts: inout [Draft]) -> [(rule: Int, span: Span)] {
    defer {
      matcher.work.drafts = []
      matcher.work.overruns = []
    }
    drafts += matcher.work.drafts
    return matcher.work.overruns
  }

  // MARK: The walk

  private mutating func walk(_ tree: SyntaxTree) {
    candidates.removeAll(keepingCapacity: true)
    for check in checks {
      for kind in check.kinds { nodes.byKind[Int(kind.rawValue)].removeAll(keepingCapacity: true) }
    }
    let limit = UInt32(truncatingIfNeeded: mentioned.count)
    var id: UInt32 = 1
    let count = UInt32(truncatingIfNeeded: tree.nodeCount)
    while id <= count {
      let node = NodeID(id)
      let kind = tree.kind(node)
      let action = actions[Int(kind.rawValue)]
      id += 1
      if action.isEmpty { continue }
      if action.contains(.name) {
        let atom = tree.atom(node, 0).raw
        if atom < limit { mentioned[Int(atom)] = stamp }
      }
      if action.contains(.call), let name = calledName(node, tree), Int(name.raw) < index.byMember.count,
        !index.byMember[Int(name.raw)].isEmpty
      {
        candidates.append(Candidate(node: node, member: name))
      }
      if action.contains(.candidate) { candidates.append(Candidate(node: node, member: .none)) }
      if action.contains(.collect) { nodes.byKind[Int(kind.rawValue)].append(node) }
    }
  }

  /// `name` in the call `….name(…)`.
  private func calledName(_ call: NodeID, _ tree: SyntaxTree) -> Atom? {
    let callee = matcher.withoutTypes(tree.child(call, 0))
    guard tree.kind(callee) == .memberExpression else { return nil }
    let property = tree.child(callee, 1)
    switch tree.kind(property) {
    case .identifier: return tree.flags(callee).contains(.computed) ? nil : tree.atom(property, 0)
    case .stringLiteral: return tree.stringAtomIfKnown(property)
    default: return nil
    }
  }

  /// What the file imports decides which names from outside may be meant in it.
  private mutating func noteImports(_ file: FileContext) {
    for external in isActive.indices {
      isActive[external] = globalRoots[external]?.contains { isMentioned($0) } ?? true
    }
    for index in file.analyzer.model.imports.indices {
      let atom = file.analyzer.model.imports[index].specifier
      let specifier = matcher.resolver.specifier(atom, file.tree.atoms)
      let known = matcher.resolver.externals.specifiers[specifier]
      for external in known.externals { isActive[external] = true }
      if known.globalObject.exists { mentioned[Int(known.globalObject.raw)] = stamp }
    }
  }

  private func isMentioned(_ atom: Atom) -> Bool {
    Int(atom.raw) < mentioned.count && mentioned[Int(atom.raw)] == stamp
  }

  // MARK: Patterns

  private mutating func runCandidates(_ tree: SyntaxTree) {
    for candidate in candidates {
      let row =
        candidate.member.exists
        ? index.byMember[Int(candidate.member.raw)] : index.byKind[Int(tree.kind(candidate.node).rawValue)]
      for entry in row { run(index.entries[entry], at: candidate.node) }
    }
  }

  private mutating func runCallees(_ file: FileContext) {
    guard index.hasCallees, isActive.indices.contains(where: { isActive[$0] && !index.byCallee[$0].isEmpty }) else {
      return
    }
    let count = file.analyzer.model.calls.count
    for call in 0..<count {
      let callee = file.analyzer.model.calls[call].callee
      for external in matcher.resolver.candidates(callee, in: file.analyzer, file.tree.atoms) where isActive[external] {
        for entry in index.byCallee[external] {
          run(index.entries[entry], atCall: file.analyzer.model.calls[call].node)
        }
      }
    }
  }

  /// Uses of names from outside that are no calls: chains and names whose root may be one.
  private mutating func runReferences(_ file: FileContext) {
    let wanted = isActive.indices.filter { isActive[$0] && !index.byReference[$0].isEmpty }
    guard !wanted.isEmpty else { return }
    let tree = file.tree
    let roots = rootNames(of: wanted, file)
    for id in 1...max(1, tree.nodeCount) {
      let node = NodeID(UInt32(truncatingIfNeeded: id))
      let kind = tree.kind(node)
      guard kind == .identifier || kind == .memberExpression, roots.contains(rootName(of: node, tree)),
        NodePlaces.isExpression(node, in: tree)
      else { continue }
      for external in wanted {
        for entry in index.byReference[external] { run(index.entries[entry], at: node) }
      }
    }
  }

  private mutating func rootNames(of wanted: [Int], _ file: FileContext) -> Set<Atom> {
    var roots = Set(matcher.resolver.externals.globalScopes)
    for external in wanted { roots.formUnion(globalRoots[external] ?? []) }
    for binding in file.analyzer.model.bindings.indices {
      let record = file.analyzer.model.bindings[binding]
      guard let value = file.analyzer.model.items(record.values).first else { continue }
      let means = matcher.resolver.candidates(ValueID(value), in: file.analyzer, file.tree.atoms)
      if means.contains(where: wanted.contains) { roots.insert(record.name) }
    }
    return roots
  }

  private func rootName(of node: NodeID, _ tree: SyntaxTree) -> Atom {
    var node = node
    while tree.kind(node) == .memberExpression { node = matcher.withoutTypes(tree.child(node, 0)) }
    return tree.kind(node) == .identifier ? tree.atom(node, 0) : .none
  }

  private mutating func run(_ entry: PatternIndex.Entry, atCall call: NodeID) {
    matcher.rootCallee = matcher.withoutTypes(matcher.tree.child(call, 0))
    run(entry, at: call)
    matcher.rootCallee = .none
  }

  private mutating func run(_ entry: PatternIndex.Entry, at node: NodeID) {
    for mention in entry.mentions where !isMentioned(mention) { return }
    var node = node
    for _ in 0..<entry.climb {
      node = matcher.tree.parent(node)
      // `await f()` and `(f(), g())` are statements of another shape.
      guard matcher.tree.kind(node) == .expressionStatement else { return }
    }
    guard let group = set.rules[entry.rule].patterns?.groups[entry.group] else { return }
    matcher.work.rule = entry.rule
    matcher.work.group = group
    matcher.work.pattern = entry.pattern
    matcher.match(group.patterns[entry.pattern], at: node)
  }

  // MARK: Checks

  private mutating func runChecks(_ file: FileContext) {
    for entry in checks {
      guard entry.kinds.contains(where: { !nodes[$0].isEmpty }) else { continue }
      guard entry.mentions.isEmpty || entry.mentions.contains(where: { isMentioned($0) }) else { continue }
      var reporter = FileReporter(file, rule: entry.rule)
      entry.check.run(on: file, nodes: nodes, reporter: &reporter)
      matcher.work.drafts += reporter.drafts
    }
  }

  // MARK: Again, with what the program knows

  /// Whether calls of this name are worth another look: a pattern asks for them.
  package func wantsCalls(of name: ExternalName) -> Bool {
    set.pool.externals.indices.contains { !index.byCallee[$0].isEmpty && set.pool.externals[$0].matches(name) }
  }

  /// Matches the patterns that ask for calls of this name at a call that means it only by way of other files. The file
  /// was parsed and analysed again, which gives the same nodes.
  ///
  /// - Parameters:
  ///   - call: the call's node.
  ///   - name: what its callee means.
  package mutating func matchAgain(
    at call: NodeID, of name: ExternalName, in file: FileContext, into drafts: inout [Draft]
  ) -> [(rule: Int, span: Span)] {
    matcher.begin(file)
    // The file need not mention what it calls.
    stamp &+= 1
    for index in mentioned.indices { mentioned[index] = stamp }
    let callee = matcher.withoutTypes(file.tree.child(call, 0))
    matcher.supplied = (callee, name)
    for external in set.pool.externals.indices where set.pool.externals[external].matches(name) {
      for entry in index.byCallee[external] { run(index.entries[entry], atCall: call) }
    }
    matcher.supplied = nil
    return take(into: &drafts)
  }
}
