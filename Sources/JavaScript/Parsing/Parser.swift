import SourceText

/// Recursive descent over one file into the flat tree.
///
/// All state is in this struct, by value: a class here was measured to cost three times as much. Parse functions are
/// named for their production, begin with the current token as the first of it and leave the token after it current.
/// They never throw: `expect` and `unexpected` record a problem, set `panicking`, and the callers go on without
/// consuming anything until a list of statements or class members picks up again; see `Parser+Recovery`.
struct Parser {
  var lexer: Lexer
  let options: ParseOptions
  var context: Context
  /// Nesting of expressions, statements, types and patterns; see `enter`.
  var depth = 0
  var problems: [SyntaxProblem] = []
  /// What types and TypeScript declarations must remember.
  var typeScript = TypeScriptState()
  /// A problem was recorded and nothing has been skipped yet: further ones would speak of the same place.
  var panicking = false
  /// How many problems there were, the ones beyond `maximumProblems` included.
  var problemCount = 0
  /// Where the last recovery stopped, or `UInt32.max`.
  var recoveredAt = UInt32.max
  /// Parentheses and square brackets that are open, so that recovery knows what the broken statement left so.
  var openParentheses = 0
  /// Braces and template substitutions that are open in expressions, for the same purpose.
  var openBraces: [Bracket] = []
  /// Where the depth limit was hit, while everything unwinds to the list that goes on from there; else `UInt32.max`.
  var suspendedAt = UInt32.max
  /// How many nodes there were then.
  var suspendedNodeCount = 0
  /// Speculations under way: in them nothing is mended, because what fails is read again in another way.
  var trials = 0
  /// How often text after an element that is never closed was read again as code.
  var rereadElements = 0
  /// Parentheses that a broken statement left open when recovery stopped at a block in it.
  var danglingParentheses = 0

  /// Start of the expression that may turn out to be an arrow function; see `parseAssignment`.
  var arrowStart = UInt32.max
  /// Where `{ name = value }` or a second `__proto__` stands that must turn out to be a pattern, or `UInt32.max`.
  var pendingShorthand = UInt32.max
  /// Closing parentheses after which `: T =>` was tried in vain between `?` and `:`; ascending.
  var rejectedReturnTypes: [UInt32] = []
  /// How many bytes such trials may still parse in vain: a multiple of the file, so that the whole stays linear.
  var trialBudget: Int
  /// Literals to check at the end; see `checkRegularExpressions`.
  var regularExpressions: [NodeID] = []
  /// The file has import or export declarations, `import.meta` or a top-level `await` that allow no other reading.
  var moduleSeen = false
  /// Something was read that a module reads in another way or forbids: `await` as a name, `with`, `var package`, …
  var sloppyReadingSeen = false
  /// The file is read as a module from its beginning.
  var readsAsModule = false

  /// One mark for each atom, left without variables from file to file; see `Parser+Scopes`.
  var names: UnsafeMutablePointer<NameMark>
  var nameCapacity: Int
  /// The number of the last scope that was checked.
  var scopeNumber: UInt32
  /// The `var`s of the functions that are open.
  var variables: UnsafeMutablePointer<VariableMark>
  var variableCount = 0
  var variableCapacity: Int
  /// The labels that are open; those of the current function begin at `labelBase`.
  var labels: [Label] = []
  var labelBase = 0
  /// Private names that were used in the classes that are open and not yet found in one.
  var privateReferences: [UInt32] = []
  /// How many class bodies are open.
  var classDepth = 0
  /// The class whose members are read has a superclass.
  var classIsDerived = false
  /// One past the start of the last `yield` or `await` expression in the current function, and of the last `await` that
  /// was read as a name there; 0 for none.
  var lastSuspension: UInt32 = 0
  var lastAwaitName: UInt32 = 0

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
  let shapes: UnsafePointer<UInt32>

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
    /// Inside any function, so that `await` is no longer top-level.
    static let function = Context(rawValue: 1 << 14)
    /// Directly in a `namespace` or `declare module` block.
    static let namespace = Context(rawValue: 1 << 15)
    /// Inside a loop or `switch`, where `break` needs no label.
    static let breakable = Context(rawValue: 1 << 20)
    /// Inside a loop, where `continue` needs no label.
    static let loop = Context(rawValue: 1 << 21)
    /// Where `super.name` and `super(…)` are allowed.
    static let superProperty = Context(rawValue: 1 << 22)
    static let superCall = Context(rawValue: 1 << 23)
    static let newTarget = Context(rawValue: 1 << 24)
    /// In the parameters of a generator or async function, which may not wait.
    static let parameters = Context(rawValue: 1 << 25)
    /// In fields and static blocks, and the arrow functions in them.
    static let noArguments = Context(rawValue: 1 << 26)

    /// What brackets reset: inside them `in` is an operator and a colon ends no conditional.
    static let bracketReset: Context = [.conditionalConsequent, .decorator]
  }

  /// What is nested deeper than this is reported with a limit problem and left out.
  static let maximumDepth = 2000
  /// More problems than this of one file help nobody; the rest are counted only.
  static let maximumProblems = 100

  init(storage: UnsafeMutablePointer<TreeStorage>, options: ParseOptions) {
    self.options = options
    context = Parser.initialContext(options)
    nodes = storage.pointee.nodes
    nodeCapacity = storage.pointee.nodeCapacity
    extra = storage.pointee.extra
    extraCapacity = storage.pointee.extraCapacity
    scratch = storage.pointee.scratch
    scratchCapacity = storage.pointee.scratchCapacity
    shapes = UnsafePointer(storage.pointee.shapes)
    names = storage.pointee.names
    nameCapacity = storage.pointee.nameCapacity
    variables = storage.pointee.variables
    variableCapacity = storage.pointee.variableCapacity
    scopeNumber = storage.pointee.scopeNumber
    if scopeNumber > UInt32.max / 2 {
      // Numbers are used once: before they run out, all marks are made new.
      names.update(
        repeating: .none, count: nameCapacity)
      scopeNumber = 0
    }
    extra[0] = 0
    nodes[0] = NodeRecord(kind: .none, op: 0, flags: [], start: 0, end: 0, a: 0, b: 0, c: 0)
    lexer = Lexer(storage: storage)
    trialBudget = 4 * storage.pointee.sourceCount
  }

  static func initialContext(_ options: ParseOptions) -> Context {
    var context: Context = [.in]
    switch options.language {
    case .js, .jsx: context.insert(.jsx)
    case .ts: context.insert(.typeScript)
    case .tsx: context.formUnion([.typeScript, .jsx])
    case .dts: context.formUnion([.typeScript, .ambient])
    }
    switch options.goal {
    case .script: break
    case .module: context.formUnion([.module, .strict, .await])
    case .commonJS: context.formUnion([.return, .newTarget])
    case .auto:
      // TypeScript knows no function around a file.
      context.formUnion(context.contains(.typeScript) ? .newTarget : [.return, .newTarget])
    }
    return context
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
    storage.pointee.names = names
    storage.pointee.nameCapacity = nameCapacity
    storage.pointee.scopeNumber = scopeNumber
    storage.pointee.variables = variables
    storage.pointee.variableCapacity = variableCapacity
    storage.pointee.root = NodeID(UInt32(truncatingIfNeeded: nodeCount))
    storage.pointee.problems = allProblems
    lexer.finish(into: storage)
    storage.pointee.dialect =
      options.language == .js || options.language == .jsx ? .javaScript : .typeScript
  }
}

extension Parser {
  /// In source order. After what is never closed, problems would speak of text that was not meant to be code.
  private var allProblems: [SyntaxProblem] {
    if problems.isEmpty, lexer.problems.isEmpty, lexer.conflicts.isEmpty { return [] }
    let all =
      (problems + lexer.problems.prefix(Parser.maximumProblems) + lexer.conflictProblems.prefix(Parser.maximumProblems))
      .sorted {
        $0.span < $1.span
      }
    return lexer.unclosed == .max ? all : all.filter { $0.span.start <= lexer.unclosed }
  }
}

// MARK: - Tokens

extension Parser {
  @inline(__always) mutating func advance() { lexer.next() }

  @inline(__always) func at(_ kind: TokenKind) -> Bool { lexer.kind == kind }

  /// Consumes the token if it is the current one.
  @inline(__always) @discardableResult
  mutating func eat(_ kind: TokenKind) -> Bool {
    guard lexer.kind == kind else { return false }
    lexer.next()
    return true
  }

  /// The current token is this contextual word, written without escapes.
  @inline(__always) func atWord(_ word: Atom) -> Bool {
    lexer.kind == .identifier && lexer.atom == word && !lexer.escaped
  }

  @inline(__always) @discardableResult
  mutating func eatWord(_ word: Atom) -> Bool {
    guard atWord(word) else { return false }
    lexer.next()
    return true
  }

  /// The current token is a name or a reserved word: what may stand after a dot.
  @inline(__always) var atName: Bool { lexer.kind == .identifier || lexer.kind.isReservedWord }

  @inline(__always) var inTypeScript: Bool { context.contains(.typeScript) }
}

// MARK: - Looking ahead

extension Parser {
  /// All that a speculation may change, the atom table excepted: names once interned stay.
  struct Snapshot {
    let position: UInt32
    let kind: TokenKind
    let newlineBefore: Bool
    let escaped: Bool
    let legacyOctal: Bool
    let invalidEscape: Bool
    let start: UInt32
    let atom: Atom
    let previousEnd: UInt32
    let commentCount: Int
    let lexerProblems: Int
    let problems: Int
    let problemCount: Int
    let suspendedAt: UInt32
    let openParentheses: Int
    let openBraces: Int
    let recoveredAt: UInt32
    let panicking: Bool
    let context: Context
    let depth: Int
    let arrowStart: UInt32
    let pendingShorthand: UInt32
    let moduleSeen: Bool
    let sloppyReadingSeen: Bool
    let nodeCount: Int
    let extraCount: Int
    let scratchCount: Int
  }

  func snapshot() -> Snapshot {
    Snapshot(
      position: lexer.position, kind: lexer.kind, newlineBefore: lexer.newlineBefore, escaped: lexer.escaped,
      legacyOctal: lexer.legacyOctal, invalidEscape: lexer.invalidEscape, start: lexer.start, atom: lexer.atom,
      previousEnd: lexer.previousEnd, commentCount: lexer.commentCount, lexerProblems: lexer.problems.count,
      problems: problems.count, problemCount: problemCount, suspendedAt: suspendedAt, openParentheses: openParentheses,
      openBraces: openBraces.count, recoveredAt: recoveredAt,
      panicking: panicking,
      context: context, depth: depth, arrowStart: arrowStart,
      pendingShorthand: pendingShorthand, moduleSeen: moduleSeen, sloppyReadingSeen: sloppyReadingSeen,
      nodeCount: nodeCount, extraCount: extraCount, scratchCount: scratchCount)
  }

  /// Goes back to where the snapshot was taken, and drops what was made since.
  mutating func restore(_ snapshot: Snapshot) {
    lexer.position = snapshot.position
    lexer.kind = snapshot.kind
    lexer.newlineBefore = snapshot.newlineBefore
    lexer.escaped = snapshot.escaped
    lexer.legacyOctal = snapshot.legacyOctal
    lexer.invalidEscape = snapshot.invalidEscape
    lexer.start = snapshot.start
    lexer.atom = snapshot.atom
    lexer.previousEnd = snapshot.previousEnd
    lexer.commentCount = snapshot.commentCount
    if lexer.problems.count > snapshot.lexerProblems {
      lexer.problems.removeLast(lexer.problems.count - snapshot.lexerProblems)
    }
    if problems.count > snapshot.problems { problems.removeLast(problems.count - snapshot.problems) }
    problemCount = snapshot.problemCount
    // What is never closed will be met again.
    if lexer.unclosed != .max, lexer.unclosed >= snapshot.start { lexer.unclosed = .max }
    suspendedAt = snapshot.suspendedAt
    openParentheses = snapshot.openParentheses
    if openBraces.count > snapshot.openBraces { openBraces.removeLast(openBraces.count - snapshot.openBraces) }
    recoveredAt = snapshot.recoveredAt
    panicking = snapshot.panicking
    context = snapshot.context
    depth = snapshot.depth
    arrowStart = snapshot.arrowStart
    pendingShorthand = snapshot.pendingShorthand
    moduleSeen = snapshot.moduleSeen
    sloppyReadingSeen = snapshot.sloppyReadingSeen
    nodeCount = snapshot.nodeCount
    extraCount = snapshot.extraCount
    scratchCount = snapshot.scratchCount
    if !privateReferences.isEmpty { forgetPrivateReferences() }
  }

  /// Runs `body` and always goes back: for questions about the tokens ahead.
  @inline(__always)
  mutating func lookAhead<Answer>(_ body: (inout Parser) -> Answer) -> Answer {
    let snapshot = snapshot()
    let answer = body(&self)
    restore(snapshot)
    return answer
  }

  /// Runs `body`, and goes back if it gives `.none` or recorded a problem; then the result is `.none`.
  @inline(__always)
  mutating func attempt(_ body: (inout Parser) -> NodeID) -> NodeID {
    if panicking { return .none }
    let snapshot = snapshot()
    trials &+= 1
    let result = body(&self)
    trials &-= 1
    guard result.exists, problemCount == snapshot.problemCount, lexer.problems.count == snapshot.lexerProblems else {
      restore(snapshot)
      return .none
    }
    return result
  }

  /// Like `attempt`, but what the language forbids of a whole and well-formed text is no reason to go back.
  @inline(__always)
  mutating func attemptSyntax(_ body: (inout Parser) -> NodeID) -> NodeID {
    if panicking { return .none }
    let snapshot = snapshot()
    let result = body(&self)
    guard result.exists, !panicking, lexer.problems.count == snapshot.lexerProblems else {
      restore(snapshot)
      return .none
    }
    return result
  }

  /// Kind of the token after the current one, and whether a line terminator stands before it.
  mutating func peek() -> (kind: TokenKind, newlineBefore: Bool, atom: Atom) {
    lookAhead {
      $0.advance()
      return ($0.lexer.kind, $0.lexer.newlineBefore, $0.lexer.atom)
    }
  }
}
