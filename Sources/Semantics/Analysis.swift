import JavaScript
import SourceText

/// The analysis of one tree: a single walk that knows at each point what every name means.
///
/// Entering a scope, all it declares is declared at once (`Declarer`), and `slots` says for each name which binding it
/// means from here on; leaving the scope puts back what was there before. So a reference is one look into an array,
/// whether its declaration stands before or after it, and everything else (functions, values, calls, imports) is
/// made in the same walk. All state is in this struct, by value, and its memory is reused from file to file.
///
/// Methods are `mutating` even where they only look: the struct is large, and for others the compiler was seen to copy
/// it whole. What the tree alone can answer is asked of the tree (`TreeExpressions`, `TreeDeclarations`).
struct Analysis {
  var tree: SyntaxTree
  var atoms: AtomTable
  var vocabulary: Vocabulary

  // By node.
  /// Identifiers: a `Meaning`. Functions, classes, calls: their number plus one. Other scopes: the scope plus one.
  var meanings = ZeroedTable()
  /// The value made for a node; 0 where none was.
  var nodeValues = ZeroedTable()

  // By atom.
  /// The `Meaning` of each name at the point of the walk; all zero between files. `typeBit` marks names of types.
  var slots = ZeroedTable()
  /// The value that stands for a global name; those in use are listed in `usedGlobals`.
  var globalValues = ZeroedTable()
  var usedGlobals = Pile<Atom>()
  static let typeBit: UInt32 = 1 << 31

  // What the model is made of.
  var values = Pile<Value>(capacity: 4096)
  var lists = Pile<UInt32>(capacity: 4096)
  var calls = Pile<CallSite>(capacity: 1024)
  var bindings = Pile<Binding>(capacity: 1024)
  var imports = Pile<ImportRecord>()
  var writes = Pile<MemberWrite>()
  var interruptions = Pile<Interruption>()
  var guards = Pile<Guard>()
  var copies = Pile<NameCopy>()
  var claims = Pile<TypeClaim>(capacity: 16)
  var exports: [ExportRecord] = []
  var functions: [FunctionRecord] = []
  var classes: [ClassRecord] = []
  var directives: [Atom] = []
  /// See `isFilledByCall`.
  var tableSearches = 0
  /// Code that a development server runs.
  var developmentRegions: [Span] = []
  var hasJSX = false

  // Beside it.
  var states = Pile<BindingState>(capacity: 1024)
  var valueLinks = Pile<ValueLink>(capacity: 1024)
  var scopes = Pile<Scope>()
  /// The scope of each function and class, plus one; 0 where nothing is declared.
  var functionScopes = Pile<UInt32>()
  var classScopes = Pile<UInt32>(capacity: 64)
  /// The assignments to names, in order, and where the names stand.
  var assignments = Pile<(binding: UInt32, value: ValueID, offset: UInt32)>()
  /// See `markFilledByCalls`.
  var openMemos: [OpenMemo] = []
  var flags: [FlagMemo] = []
  /// Items of lists and returned values that are still being collected; users bracket them.
  var scratch = Pile<UInt32>()
  var parameters = Pile<ParameterRecord>(capacity: 64)
  /// Small integers that have a value: the number plus one and the value, by the low bits of the number.
  var smallNumbers = Pile<UInt32>(capacity: Analysis.smallNumberSlots * 2)
  static let smallNumberSlots = 32
  /// Constructor of each class, plus one, whether written or implied.
  var constructors = Pile<UInt32>(capacity: 64)

  // Where the walk is.
  var isWalking = false
  var scope: UInt32 = 0
  var function = FunctionID.moduleBody
  /// Whose `this` it is.
  var thisFunction = FunctionID.moduleBody
  /// `this` is the class itself (a static field's initialiser): its number plus one.
  var thisClass: UInt32 = 0
  /// The innermost class around, plus one: whose `super` it is.
  var currentClass: UInt32 = 0
  /// The value of `this` here; 0 before its first use.
  var thisValue = ValueID.unknown
  /// The flags that a call takes from where it stands.
  var context: CallSite.Flags = []
  var isStrict = false
  /// The function is written as an argument of a call: its outer variables need not outlive one run of the outer one.
  var isCallback = false
  /// `NODE_ENV` or its like was seen, so conditions are worth a look.
  var mentionsEnvironment = false
  /// Values that the functions around return; those of the innermost begin at `returnsMark`.
  var returns = Pile<UInt32>()
  var returnsMark = 0
  /// How many `break`s the loop being walked has had so far.
  var breaks = 0

  // Answers to questions about nodes, kept so that asking about each node of a file costs what its size does.
  /// The function around a node, plus one; filled on demand once `asksFunctions`.
  var nodeFunctions = ZeroedTable()
  var asksFunctions = false
  /// The expression whose value was asked for, as long as `this` and its kin do not mean what they mean there.
  var standpoint = NodeID.none
  /// By block: where its code ends the process, and where it returns in production.
  var processEndings: [UInt32: Int] = [:]
  var productionReturns: [UInt32: Int] = [:]

  /// Longer lists of values are cut, with `unknown` as the last item.
  static let longestList = 1024
  static let mostBindingValues: UInt8 = 16
  static let mostReturns = 64

  init(tree: SyntaxTree, arena: TreeArena) {
    self.tree = tree
    var atoms = arena.atoms
    vocabulary = Vocabulary(&atoms)
    self.atoms = atoms
    smallNumbers.fill(0, count: Analysis.smallNumberSlots * 2)
  }

  func deallocate() {
    meanings.deallocate()
    nodeValues.deallocate()
    slots.deallocate()
    globalValues.deallocate()
    usedGlobals.deallocate()
    nodeFunctions.deallocate()
    values.deallocate()
    lists.deallocate()
    calls.deallocate()
    bindings.deallocate()
    imports.deallocate()
    writes.deallocate()
    interruptions.deallocate()
    guards.deallocate()
    copies.deallocate()
    claims.deallocate()
    states.deallocate()
    valueLinks.deallocate()
    scopes.deallocate()
    functionScopes.deallocate()
    classScopes.deallocate()
    assignments.deallocate()
    scratch.deallocate()
    parameters.deallocate()
    smallNumbers.deallocate()
    constructors.deallocate()
    returns.deallocate()
  }

  /// Goes on with the atoms of another arena.
  mutating func adopt(_ arena: TreeArena) {
    var atoms = arena.atoms
    vocabulary = Vocabulary(&atoms)
    self.atoms = atoms
  }

  /// Forgets the last file.
  mutating func begin(_ tree: SyntaxTree) {
    self.tree = tree
    meanings.clear(tree.nodeCount + 1)
    nodeValues.clear(tree.nodeCount + 1)
    slots.reserve(atoms.count)
    globalValues.reserve(atoms.count)
    for atom in usedGlobals.elements { globalValues[atom.raw] = 0 }
    usedGlobals.truncate(to: 0)
    values.truncate(to: 0)
    for value in FileModel.sharedValues { values.append(value) }
    lists.truncate(to: 0)
    lists.append(0)
    calls.truncate(to: 0)
    bindings.truncate(to: 0)
    imports.truncate(to: 0)
    writes.truncate(to: 0)
    interruptions.truncate(to: 0)
    guards.truncate(to: 0)
    copies.truncate(to: 0)
    claims.truncate(to: 0)
    exports.removeAll(keepingCapacity: true)
    functions.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    directives = []
    developmentRegions = []
    tableSearches = 0
    openMemos.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    hasJSX = false
    states.truncate(to: 0)
    valueLinks.truncate(to: 0)
    scopes.truncate(to: 0)
    functionScopes.truncate(to: 0)
    classScopes.truncate(to: 0)
    assignments.truncate(to: 0)
    scratch.truncate(to: 0)
    parameters.truncate(to: 0)
    constructors.truncate(to: 0)
    returns.truncate(to: 0)
    smallNumbers.fill(0, count: Analysis.smallNumberSlots * 2)
    thisFunction = .moduleBody
    thisClass = 0
    currentClass = 0
    thisValue = .unknown
    context = []
    isCallback = false
    mentionsEnvironment = false
    returnsMark = 0
    breaks = 0
    asksFunctions = false
    standpoint = .none
    processEndings.removeAll(keepingCapacity: true)
    productionReturns.removeAll(keepingCapacity: true)
  }

  /// The whole walk.
  mutating func run() {
    isWalking = true
    let root = tree.root
    let isModule = tree.flags(root).contains(.module)
    function = .moduleBody
    functions.append(
      FunctionRecord(
        kind: .module, flags: [], name: .none, parent: .moduleBody, owner: nil, span: tree.span(root),
        nameSpan: Span(0, 0), node: root))
    functionScopes.append(1)
    meanings[root.raw] = 1
    isStrict = isModule
    scopes.append(Scope(kind: .module, node: root, parent: 0, function: .moduleBody))
    scope = 0
    let body = tree.list(root, 0)
    readDirectives(body)
    hoist(body, isFunctionBody: true)
    walk(body)
    finishReturns(from: 0)
    leaveScope()
    isWalking = false
    if !developmentRegions.isEmpty { markDevelopment() }
    collectBindingValues()
    markFilledByCalls()
    markFlags()
  }

  /// Gives each binding the list of its values.
  private mutating func collectBindingValues() {
    for index in 0..<bindings.count {
      var link = states[index].firstLink
      guard link != 0 else { continue }
      let mark = scratch.count
      while link != 0 {
        let entry = valueLinks[Int(link) - 1]
        scratch.append(entry.value.raw)
        link = entry.next
      }
      bindings.base[index].values = list(from: mark)
    }
  }

  /// The answers, in memory of their own.
  mutating func model(path: String) -> FileModel {
    var model = FileModel(path: path, isModule: tree.flags(tree.root).contains(.module))
    model.functions = exactly(functions)
    model.classes = exactly(classes)
    model.values = values.array()
    model.lists = lists.array()
    model.calls = calls.array()
    model.bindings = bindings.array()
    model.imports = imports.array()
    model.exports = exactly(exports)
    model.writes = writes.array()
    model.interruptions = interruptions.array()
    model.guards = guards.array()
    model.copies = copies.array()
    model.claims = claims.array()
    model.lineCount = lineCount(of: tree)
    model.hasHashbang = tree.sourceCount > 1 && tree.source[0] == 0x23 && tree.source[1] == 0x21
    model.directives = directives
    model.hasJSX = hasJSX
    return model
  }
}

// MARK: Making values

extension Analysis {
  @inline(__always) mutating func make(_ kind: ValueKind, _ a: UInt32 = 0, _ b: UInt32 = 0, at node: NodeID) -> ValueID
  {
    values.append(Value(kind: kind, a: a, b: b, span: tree.span(node)))
    return ValueID(values.count - 1)
  }

  /// Makes a list of what was pushed to `scratch` since `mark`.
  mutating func list(from mark: Int) -> ListID {
    let count = scratch.count - mark
    if count == 0 { return ListID(UInt32(0)) }
    let start = lists.count
    lists.append(UInt32(truncatingIfNeeded: count))
    lists.append(contentsOf: scratch, from: mark)
    scratch.truncate(to: mark)
    return ListID(start)
  }

  mutating func list(_ items: [ValueID]) -> ListID {
    let mark = scratch.count
    for item in items { scratch.append(item.raw) }
    return list(from: mark)
  }

  /// One of several values; those that are the same or tell nothing are left out.
  mutating func choice(_ first: ValueID, _ second: ValueID, at node: NodeID) -> ValueID {
    if first == second { return first }
    let items = list([first, second])
    return make(.choice, items.raw, at: node)
  }
}

/// A copy without room to grow.
private func exactly<Element>(_ elements: [Element]) -> [Element] {
  elements.withUnsafeBufferPointer { Array($0) }
}

private func lineCount(of tree: SyntaxTree) -> Int {
  var count = tree.sourceCount > 0 && tree.source[tree.sourceCount - 1] != 0x0A ? 1 : 0
  let source = UnsafeRawPointer(tree.source)
  let newline = SIMD16<UInt8>(repeating: 0x0A)
  var offset = 0
  // Sixteen bytes a step, each counting in its own lane, which holds up to 255. The padding holds no newline.
  while offset < tree.sourceCount {
    var lanes = SIMD16<UInt8>(repeating: 0)
    let end = min(offset + 255 * 16, tree.sourceCount)
    while offset < end {
      let bytes = source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
      lanes.replace(with: lanes &+ 1, where: bytes .== newline)
      offset += 16
    }
    for lane in 0..<16 { count += Int(lanes[lane]) }
  }
  return count
}
