import SourceText

/// Recursive descent over one file into the flat tree.
///
/// All state is in this struct, by value: a class here was measured to cost three times as much. Parse functions are
/// named for their production, begin with the current token as the first of it and leave the token after it current.
/// They never throw: `expect` and `unexpected` record a problem and the callers go on; see `Parser+Recovery`.
struct Parser {
  var lexer: Lexer
  let options: ParseOptions
  var context: Context
  /// Nesting of expressions, statements, types and patterns; see `enter`.
  var depth = 0
  var problems: [SyntaxProblem] = []

  var nodes: UnsafeMutablePointer<NodeRecord>
  var nodeCount = 0
  var nodeCapacity: Int
  var extra: UnsafeMutablePointer<UInt32>
  var extraCount = 1
  var extraCapacity: Int
  /// Items of lists that are still open; `beginList` and `endList` bracket them.
  var scratch: UnsafeMutablePointer<UInt32>
  var scratchCount = 0
  var scratchCapacity: Int

  /// What the grammar's parameters ([Yield], [Await], [In], …) and the language say at this point.
  struct Context: OptionSet {
    let rawValue: UInt32
    static let `in` = Context(rawValue: 1 << 0)
    static let yield = Context(rawValue: 1 << 1)
    static let await = Context(rawValue: 1 << 2)
    static let `return` = Context(rawValue: 1 << 3)
    static let strict = Context(rawValue: 1 << 4)
    static let module = Context(rawValue: 1 << 5)
    /// TypeScript syntax is allowed.
    static let typeScript = Context(rawValue: 1 << 6)
    /// JSX syntax is allowed.
    static let jsx = Context(rawValue: 1 << 7)
    /// Inside `declare …`, a `.d.ts` file or a `declare` namespace.
    static let ambient = Context(rawValue: 1 << 8)
    /// In the extends clause of `infer`, or wherever `T extends U ? …` must not be read as a conditional type.
    static let noConditionalType = Context(rawValue: 1 << 9)
    /// Between `?` and `:` of a conditional expression, where `(a): b => c` is not an arrow function's return type.
    static let conditionalConsequent = Context(rawValue: 1 << 10)
    /// In the heritage or decorator position where `{` or `[` begins something else.
    static let decorator = Context(rawValue: 1 << 11)
    static let classStaticBlock = Context(rawValue: 1 << 12)
    static let classField = Context(rawValue: 1 << 13)
  }

  /// Nested deeper than this, a file is reported with a limit problem and not parsed further.
  static let maximumDepth = 2000

  init(storage: UnsafeMutablePointer<TreeStorage>, options: ParseOptions) {
    self.options = options
    var context: Context = [.in]
    switch options.language {
    case .js, .jsx: context.insert(.jsx)
    case .ts: context.insert(.typeScript)
    case .tsx: context.formUnion([.typeScript, .jsx])
    case .dts: context.formUnion([.typeScript, .ambient])
    }
    self.context = context
    nodes = storage.pointee.nodes
    nodeCapacity = storage.pointee.nodeCapacity
    extra = storage.pointee.extra
    extraCapacity = storage.pointee.extraCapacity
    scratch = storage.pointee.scratch
    scratchCapacity = storage.pointee.scratchCapacity
    extra[0] = 0
    nodes[0] = NodeRecord(kind: .none, op: 0, flags: [], start: 0, end: 0, a: 0, b: 0, c: 0)
    lexer = Lexer(storage: storage)
  }

  /// Hands the grown arrays back to the arena.
  func finish(into storage: UnsafeMutablePointer<TreeStorage>) {
    storage.pointee.nodes = nodes
    storage.pointee.nodeCapacity = nodeCapacity
    storage.pointee.nodeCount = nodeCount
    storage.pointee.extra = extra
    storage.pointee.extraCount = extraCount
    storage.pointee.extraCapacity = extraCapacity
    storage.pointee.scratch = scratch
    storage.pointee.scratchCapacity = scratchCapacity
    storage.pointee.root = NodeID(UInt32(truncatingIfNeeded: nodeCount))
    storage.pointee.problems = problems.sorted { $0.span < $1.span }
    lexer.finish(into: storage)
  }
}
