import JavaScript
import RulePages
import Semantics
import SourceText

/// Reads fences of JavaScript with holes, with the parser that reads the audited files, into the nodes of a pool.
///
/// What a name of the fence means is asked of the same analysis that answers for audited files: names it imports stand for
/// those exports, names it declares for whatever the file calls them, all others are globals.
struct PatternCompiler {
  var pool = PatternPool()
  private(set) var problems: [(span: Span, message: String)] = []
  var captures = CaptureTable()
  /// What the fences of a group import, for the patterns in its constraints.
  private(set) var imports: [String: ExternalName] = [:]

  let arena = TreeArena()
  let analyzer = FileAnalyzer()
  var tree: SyntaxTree
  /// Where the current fence stands in its page.
  private var offset: UInt32 = 0
  /// Slots of the names that the current fence declares.
  var locals: [BindingID: Int] = [:]
  var mentions: Set<UInt32> = []
  /// Slots that the pattern compiled last captures.
  private(set) var bound: Set<Int> = []
  private var isInConstraint = false
  private var nodeCount = 0

  /// Nodes a pattern may have: matching recurses as deep as a pattern is long.
  private static let nodeLimit = 1_000

  init() { tree = arena.parse([], options: ParseOptions()) }

  /// Begins a group of patterns that share captures and imports.
  mutating func beginGroup() {
    captures = CaptureTable()
    imports = [:]
    problems = []
  }

  /// Compiles a fence under `## Match`. Nil where it is malformed, which is then among the problems.
  mutating func compile(_ fence: PatternFence) -> Pattern? {
    isInConstraint = false
    return compile(fence.text, language: fence.language, at: fence.span)
  }

  /// Compiles the pattern of a constraint.
  ///
  /// - Parameter span: where the text stands in the page.
  mutating func compileConstraint(_ text: String, language: PatternFence.Language, at span: Span) -> Pattern? {
    isInConstraint = true
    return compile(text, language: language, at: span)
  }

  private mutating func compile(_ text: String, language: PatternFence.Language, at span: Span) -> Pattern? {
    offset = span.start
    locals = [:]
    mentions = []
    bound = []
    nodeCount = 0
    let count = problems.count
    tree = arena.parse(Array(text.utf8), options: ParseOptions(language: language == .ts ? .ts : .jsx, goal: .auto))
    for problem in tree.problems {
      switch problem.kind {
      case .syntax, .limit, .dialect: report(problem.span, problem.message)
      // The same hole may be declared twice, `return` may stand alone.
      case .early: continue
      }
    }
    guard problems.count == count else { return nil }
    _ = analyzer.analyze(tree, path: language == .ts ? "pattern.ts" : "pattern.js", arena: arena)
    guard let root = compileProgram() else { return nil }
    let pattern = Pattern(root: root, mentions: mentions.sorted(), span: span)
    requireShape(of: pattern)
    return problems.count == count ? pattern : nil
  }

  /// - Parameter span: in the current fence.
  mutating func report(_ span: Span, _ message: String) {
    problems.append((Span(start: offset + span.start, end: offset + span.end), message))
  }

  mutating func report(inPage span: Span, _ message: String) { problems.append((span, message)) }

  // MARK: The root

  private mutating func compileProgram() -> Pattern.Root? {
    var statements: [NodeID] = []
    for statement in tree.list(tree.root, 0) where tree.kind(statement) != .emptyStatement {
      if tree.kind(statement) == .importDeclaration {
        rememberImports(of: statement)
      } else {
        statements.append(statement)
      }
    }
    guard let first = statements.first else {
      report(tree.span(tree.root), "imports tell what names mean; the code to match is missing")
      return nil
    }
    if statements.count == 1, tree.kind(first) == .expressionStatement, !endsWithSemicolon(first) {
      return .expression(compile(tree.child(first, 0)))
    }
    return .statements(pool.addList(statements.map { compile($0) }))
  }

  private func endsWithSemicolon(_ statement: NodeID) -> Bool {
    let end = tree.span(statement).end
    return end > 0 && tree.source[Int(end) - 1] == UInt8(ascii: ";")
  }

  private mutating func rememberImports(of declaration: NodeID) {
    for specifier in tree.list(declaration, 0) {
      let local = tree.child(specifier, tree.kind(specifier) == .importSpecifier ? 1 : 0)
      guard let name = importedName(local) else { continue }
      imports[tree.atoms.text(tree.atom(local, 0))] = name
    }
  }

  /// What matches everything, and what cannot begin a match, is refused.
  private mutating func requireShape(of pattern: Pattern) {
    let first = pattern.first(in: pool)
    switch pool.nodes[Int(first)].form {
    case .run: report(pool.nodes[Int(first)].span, "a pattern does not begin with a run: what stands before is ignored")
    case .any, .capture:
      guard !isInConstraint else { break }
      report(pool.nodes[Int(first)].span, "a pattern of one metavariable matches everything")
    case .local, .name, .external, .text, .number, .structure, .unorderedStructure: break
    }
    if case .statements(let list) = pattern.root, pool.links[Int(list)] > 1, let last = pool.list(list).last,
      pool.nodes[Int(last)].form == .run
    {
      report(pool.nodes[Int(last)].span, "a pattern does not end with a run: what follows is ignored")
    }
  }

  // MARK: Nodes

  /// Adds a node, and counts it.
  mutating func add(_ node: PatternNode) -> UInt32 {
    nodeCount += 1
    if nodeCount == Self.nodeLimit { report(node.span, "a pattern has at most \(Self.nodeLimit) nodes") }
    return pool.add(node)
  }

  /// A hole; nil where the name is in use for the other kind of hole.
  mutating func hole(_ variable: Metavariable, at span: Span) -> UInt32 {
    var node = PatternNode(form: .any, span: span)
    switch variable {
    case .any: break
    case .node(let name):
      node.form = .capture
      node.a = slot(name, isRun: false, at: span)
    case .run(let name):
      node.form = .run
      node.a = name.map { slot($0, isRun: true, at: span) + 1 } ?? 0
    }
    return add(node)
  }

  private mutating func slot(_ name: String, isRun: Bool, at span: Span) -> UInt32 {
    if let slot = captures.slot(name, isRun: isRun) {
      bound.insert(slot)
      return UInt32(slot)
    }
    report(span, "`\(name)` is one node in one place and a run in another")
    return 0
  }

  /// The metavariable that an identifier is, if it is one.
  mutating func metavariable(_ identifier: NodeID) -> Metavariable? {
    let text = tree.atoms.text(tree.atom(identifier, 0))
    if Metavariable.isMisspelt(text) {
      report(tree.span(identifier), "`\(text)` is no metavariable: `$NAME` is one node, `$$$NAME` a run")
    }
    return Metavariable(text)
  }

  // MARK: Meaning

  /// What a name of the fence stands for, if it was imported.
  func importedName(_ identifier: NodeID) -> ExternalName? {
    guard let binding = analyzer.binding(of: identifier) else { return nil }
    let record = analyzer.model[binding]
    guard record.kind == .import, let value = analyzer.model.values(record.values).first else { return nil }
    let model = analyzer.model
    let meaning = model[value]
    let specifier = { (id: UInt32) in tree.atoms.text(model[ImportID(id)].specifier) }
    switch meaning.kind {
    case .module: return ExternalName(module: specifier(meaning.a), path: [])
    case .imported: return ExternalName(module: specifier(meaning.a), path: [tree.atoms.text(Atom(meaning.b))])
    default: return nil
    }
  }
}
