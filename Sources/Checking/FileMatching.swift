package import JavaScript
package import RulePages
import Semantics
package import SourceText

/// Runs all rules over one file after the other: one walk over the nodes, one over the calls, whatever the number of
/// rules. One a worker, made before its arena parses the first file.
package struct FileMatching {
  private let set: RuleSet
  private let index: PatternIndex
  private var matcher: PatternMatcher
  private let checks: [FileCheckEntry]

  /// What the walk does with nodes of a kind: bits of the action table.
  private enum Action {
    static let candidate: UInt8 = 1
    static let name: UInt8 = 2
    static let collect: UInt8 = 4
  }

  private struct FileCheckEntry {
    var rule: Int
    var check: (any FileCheck)?
    var survey: (any SurveyCheck)?
    var sharedSurvey: String?
    var kinds: KindSet
    var mentions: [Atom]
    /// By atom: see `FileNodes.wanted`.
    var wanted: [Bool]
  }

  /// Kinds of nodes.
  private struct KindSet {
    private var bits = SIMD4<UInt64>()

    init(_ kinds: [NodeKind]) {
      for kind in kinds { bits[Int(kind.rawValue) / 64] |= 1 << UInt64(kind.rawValue % 64) }
    }

    func isDisjoint(with other: KindSet) -> Bool { bits & other.bits == SIMD4() }
  }

  /// By kind: what the walk does.
  private let actions: [UInt8]
  /// Those that checks ask for.
  private let collected: [NodeKind]
  /// By atom: whether patterns look for calls of a member of this name.
  private let calledMembers: [Bool]
  private var nodes: FileNodes
  /// Nodes at which patterns may match by their kind.
  private var candidates: [NodeID] = []
  /// By atom: the number of the file that mentioned it last.
  private var mentioned: [UInt32]
  private var stamp: UInt32 = 0
  /// By external: whether something in the file may mean it.
  private var isActive: [Bool]
  /// Calls worth a look, by what is called.
  private var callees: [CalleeCandidate] = []
  /// By rule: whether its page speaks of files like the one at work.
  private var isAdmitted: [Bool]
  /// What pages call the file at work; nil where that is not known.
  private var audience: RulePage.AppliesTo?

  package init(_ set: RuleSet, arena: TreeArena) {
    self.set = set
    matcher = PatternMatcher(set, arena: arena)
    index = PatternIndex(set, names: matcher.names)
    var atoms = arena.atoms
    var kinds: Set<NodeKind> = []
    checks = set.rules.enumerated().compactMap { rule, logic in
      let check = logic.check?.asFileCheck
      let survey = logic.check?.asSurveyCheck
      guard let interests = check?.interests ?? survey?.interests else { return nil }
      kinds.formUnion(interests.kinds)
      return FileCheckEntry(
        rule: rule, check: check, survey: survey, sharedSurvey: survey?.sharedSurvey, kinds: KindSet(interests.kinds),
        mentions: interests.mentions.map { atoms.intern($0) }, wanted: Self.table(of: interests.names, &atoms))
    }
    arena.atoms = atoms
    var actions = [UInt8](repeating: 0, count: 256)
    actions[Int(NodeKind.identifier.rawValue)] |= Action.name
    for kind in 0..<256 where !index.byKind.range(kind).isEmpty { actions[kind] |= Action.candidate }
    for kind in kinds { actions[Int(kind.rawValue)] |= Action.collect }
    collected = kinds.sorted { $0.rawValue < $1.rawValue }
    self.actions = actions
    let byMember = index.byMember
    calledMembers = (0..<byMember.count).map { !byMember.range($0).isEmpty }
    nodes = FileNodes(byKind: Array(repeating: [], count: 256))
    mentioned = Array(repeating: 0, count: atoms.count)
    isActive = Array(repeating: false, count: set.pool.externals.count)
    isAdmitted = Array(repeating: true, count: set.rules.count)
  }

  private static func table(of names: Set<String>, _ atoms: inout AtomTable) -> [Bool] {
    let members = names.map { Int(atoms.intern($0).raw) }
    guard let last = members.max() else { return [] }
    var table = [Bool](repeating: false, count: last + 1)
    for member in members { table[member] = true }
    return table
  }

  /// Keeps what became of code that has the shape of a pattern, for those who ask why.
  package mutating func startTracing() { matcher.work.traces = [] }

  package mutating func takeTraces() -> [MatchTrace] {
    defer { matcher.work.traces = [] }
    return matcher.work.traces ?? []
  }

  /// Runs all rules over a file that was just analysed, and adds what they find to `drafts` and what they write down for
  /// later to `notes`. The analyzer's model grows by the values that were asked for: what drafts point to is in the model
  /// as it is after this.
  ///
  /// Returns the places at which matching was given up as too long, each with the index of its rule.
  ///
  /// - Parameters:
  ///   - audience: where it is known already, rules that do not look at such files are not run: what they found would be
  ///     thrown away.
  ///   - began: told when the logic of a rule's own begins, with the index of the rule.
  package mutating func run(
    on file: FileContext, audience: RulePage.AppliesTo? = nil, into drafts: inout [Draft],
    notes: inout [SurveyNotes], began: ((Int) -> Void)? = nil
  ) -> [(rule: Int, span: Span)] {
    matcher.begin(file)
    stamp &+= 1
    admit(audience)
    walk(file.tree)
    noteImports(file)
    runCandidates(file.tree)
    runCallees(file)
    if !index.byReference.isEmpty { runReferences(file) }
    runChecks(file, &notes, began)
    return take(into: &drafts)
  }

  private mutating func admit(_ next: RulePage.AppliesTo?) {
    if next == audience { return }
    audience = next
    for rule in isAdmitted.indices {
      isAdmitted[rule] = next.map(set.rules[rule].page.appliesTo.contains) ?? true
    }
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
    for kind in collected { nodes.byKind[Int(kind.rawValue)].removeAll(keepingCapacity: true) }
    let stamp = stamp
    let limit = UInt32(truncatingIfNeeded: mentioned.count)
    let count = UInt32(truncatingIfNeeded: tree.nodeCount)
    // Out of this struct while it is written: the loop touches both.
    var marks: [UInt32] = []
    swap(&marks, &mentioned)
    defer { swap(&marks, &mentioned) }
    marks.withUnsafeMutableBufferPointer { marks in
      actions.withUnsafeBufferPointer { actions in
        var id: UInt32 = 1
        while id <= count {
          let node = NodeID(id)
          let kind = tree.kind(node)
          let action = actions[Int(kind.rawValue)]
          id += 1
          if action == 0 { continue }
          if action & Action.name != 0 {
            let atom = tree.atom(node, 0).raw
            if atom < limit { marks[Int(atom)] = stamp }
            if action == Action.name { continue }
          }
          note(node, kind, action, tree)
        }
      }
    }
  }

  /// Everything but the names, which most nodes are.
  @inline(__always) private mutating func note(_ node: NodeID, _ kind: NodeKind, _ action: UInt8, _ tree: SyntaxTree) {
    if action & Action.candidate != 0 { candidates.append(node) }
    if action & Action.collect != 0 { nodes.byKind[Int(kind.rawValue)].append(node) }
  }

  /// What the file imports decides which names from outside may be meant in it.
  private mutating func noteImports(_ file: FileContext) {
    for external in isActive.indices {
      isActive[external] = matcher.resolver.externals.globalRoots[external]?.contains { isMentioned($0) } ?? true
    }
    for index in file.analyzer.model.imports.indices {
      let atom = file.analyzer.model.imports[index].specifier
      let specifier = matcher.resolver.specifier(atom, file.tree.atoms)
      for external in matcher.resolver.externals.externalsOfSpecifier[specifier] { isActive[external] = true }
      let object = matcher.resolver.externals.specifiers[specifier].globalObject
      if object.exists { mentioned[Int(object.raw)] = stamp }
      if Int(atom.raw) < mentioned.count { mentioned[Int(atom.raw)] = stamp }
    }
  }

  private func isMentioned(_ atom: Atom) -> Bool {
    Int(atom.raw) < mentioned.count && mentioned[Int(atom.raw)] == stamp
  }

  // MARK: Patterns

  private mutating func runCandidates(_ tree: SyntaxTree) {
    for candidate in candidates.indices {
      let node = candidates[candidate]
      for entry in index.byKind.range(Int(tree.kind(node).rawValue)) { run(index.byKind[entry], at: node) }
    }
  }

  private mutating func runCallees(_ file: FileContext) {
    let isWanted =
      !index.byCallee.isEmpty && isActive.indices.contains { isActive[$0] && !index.byCallee.range($0).isEmpty }
    guard isWanted || !calledMembers.isEmpty else { return }
    callees.removeAll(keepingCapacity: true)
    // All calls are looked at before the first is matched: matching makes the model grow.
    matcher.resolver.findCallees(
      in: file.analyzer.model, file.tree.atoms, members: calledMembers, wanted: isWanted ? isActive : nil,
      into: &callees)
    for candidate in callees.indices {
      let (call, member, external) = (callees[candidate].call, callees[candidate].member, callees[candidate].external)
      if member.exists {
        for entry in index.byMember.range(Int(member.raw)) { run(index.byMember[entry], at: call) }
      } else {
        for entry in index.byCallee.range(external) { run(index.byCallee[entry], atCall: call) }
      }
    }
  }

  /// Uses of names from outside that are no calls: chains and names whose root may be one.
  private mutating func runReferences(_ file: FileContext) {
    let wanted = isActive.indices.filter { isActive[$0] && !index.byReference.range($0).isEmpty }
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
        for entry in index.byReference.range(external) { run(index.byReference[entry], at: node) }
      }
    }
  }

  private mutating func rootNames(of wanted: [Int], _ file: FileContext) -> Set<Atom> {
    var roots = Set(matcher.resolver.externals.globalScopes)
    for external in wanted { roots.formUnion(matcher.resolver.externals.globalRoots[external] ?? []) }
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
    if !isAdmitted[Int(entry.rule)] || entry.mention.exists && !isMentioned(entry.mention) { return }
    var node = node
    if entry.isStatement {
      node = matcher.tree.parent(node)
      // `await f()` and `(f(), g())` are statements of another shape.
      guard matcher.tree.kind(node) == .expressionStatement else { return }
    }
    matcher.match(entry, at: node)
  }

  // MARK: Checks

  private mutating func runChecks(
    _ file: FileContext, _ notes: inout [SurveyNotes], _ began: ((Int) -> Void)?
  ) {
    var shared: [(name: String, notes: SurveyNotes?)] = []
    let present = KindSet(collected.filter { !nodes[$0].isEmpty })
    for number in checks.indices where !checks[number].kinds.isDisjoint(with: present) {
      guard isAdmitted[checks[number].rule] else { continue }
      let entry = checks[number]
      guard entry.mentions.isEmpty || entry.mentions.contains(where: { isMentioned($0) }) else { continue }
      began?(entry.rule)
      nodes.wanted = entry.wanted
      if let survey = entry.survey {
        let known = entry.sharedSurvey.flatMap { name in shared.first { $0.name == name } }
        let found =
          known.map { $0.notes?.given(to: entry.rule) } ?? survey.notes(on: file, nodes: nodes, rule: entry.rule)
        if known == nil, let name = entry.sharedSurvey { shared.append((name, found)) }
        if let found { notes.append(found) }
      }
      guard let check = entry.check else { continue }
      var reporter = FileReporter(file, rule: entry.rule)
      check.run(on: file, nodes: nodes, reporter: &reporter)
      matcher.work.drafts += reporter.drafts
    }
  }

  // MARK: Again, with what the program knows

  /// Whether calls of this name are worth another look: a pattern asks for them.
  package func wantsCalls(of name: ExternalName) -> Bool {
    set.pool.externals.indices.contains { !index.byCallee.range($0).isEmpty && set.pool.externals[$0].matches(name) }
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
    admit(nil)
    let callee = matcher.withoutTypes(file.tree.child(call, 0))
    matcher.supplied = (callee, name)
    for external in set.pool.externals.indices where set.pool.externals[external].matches(name) {
      for entry in index.byCallee.range(external) { run(index.byCallee[entry], atCall: call) }
    }
    matcher.supplied = nil
    return take(into: &drafts)
  }
}
