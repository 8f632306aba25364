import Checking
import JavaScript
import Semantics
import SourceText

/// A regular expression of a file, and what it is matched against.
struct RegexNote: Sendable {
  struct Subject: Sendable {
    var value: ValueID
    /// As people say it: `req.body.name`.
    var name: String
    var place: Span
    var function: FunctionID
    /// The length that the code allows; nil where it does not say.
    var bound: Int?
  }

  var pattern: String
  var flags: String
  var place: Span
  var function: FunctionID
  var subjects: [Subject]
  /// Given to something that matches it against what it is told later: a schema, a table of rules.
  var isKept: Bool
  /// The length that a schema around it allows.
  var bound: Int?
}

/// Finds regular expressions that are worth an analysis, and their uses.
struct RegexUses {
  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  private static let receivers: Set<String> = ["test", "exec"]
  private static let arguments: Set<String> = ["match", "matchAll", "replace", "replaceAll", "search", "split"]
  private static let cuts: Set<String> = ["slice", "substring", "substr"]
  private static let bounds: Set<String> = ["max", "length", "maxLength", "maxlength", "lte"]

  init(_ file: FileContext) { self.file = file }

  // MARK: Expressions

  /// A literal, or `new RegExp("…")` of a constant text; nil where nothing in it can be repeated without end.
  func note(_ node: NodeID) -> RegexNote? {
    guard let (pattern, flags) = text(of: node), pattern.utf8.contains(where: { "*+{".utf8.contains($0) }) else {
      return nil
    }
    var note = RegexNote(
      pattern: pattern, flags: flags, place: file.firstLine(of: tree.span(node)),
      function: file.analyzer.function(around: node), subjects: [], isKept: false)
    collect(node, into: &note)
    return note.subjects.isEmpty && !note.isKept ? nil : note
  }

  private func text(of node: NodeID) -> (pattern: String, flags: String)? {
    if tree.kind(node) == .regExpLiteral {
      let span = tree.span(node)
      let end = tree.slot(node, 0)
      guard end > span.start, end < span.end, end - span.start < 4000 else { return nil }
      return (
        tree.text(in: Span(start: span.start + 1, end: end)), tree.text(in: Span(start: end + 1, end: span.end))
      )
    }
    let callee = tree.child(node, 0)
    guard tree.kind(callee) == .identifier, file.name(tree.atom(callee, 0)) == "RegExp", file.analyzer.isGlobal(callee),
      let source = tree.list(node, 2).first, case .string(let pattern) = file.analyzer.constant(of: source),
      pattern.utf8.count < 4000
    else { return nil }
    guard tree.list(node, 2).count > 1 else { return (pattern, "") }
    guard case .string(let flags) = file.analyzer.constant(of: tree.list(node, 2)[1]) else { return nil }
    return (pattern, flags)
  }

  // MARK: Uses

  private func collect(_ expression: NodeID, into note: inout RegexNote) {
    var node = expression
    while case let parent = tree.parent(node),
      [.tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression].contains(tree.kind(parent))
    {
      node = parent
    }
    if let subject = subject(of: node) {
      note.subjects.append(subject)
      return
    }
    if let binding = file.nameHolding(node) {
      for use in file.analyzer.scopeReferences(to: binding).prefix(20) where mayHold(node, at: use, binding) {
        if let subject = subject(of: use) {
          note.subjects.append(subject)
        } else if tree.kind(tree.parent(use)) != .memberExpression {
          note.isKept = true
          note.bound = note.bound ?? boundAround(use)
        }
      }
      return
    }
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .property, .arrayExpression, .propertyDefinition, .callExpression, .newExpression:
      note.isKept = tree.child(parent, 0) != node || tree.kind(parent) == .arrayExpression
      note.bound = boundAround(node)
    default: break
    }
  }

  /// `var form = /a/; form.test(x); var form = /b/; form.test(y)`: not where the block has given the name another value, nor
  /// before it has given it this one.
  private func mayHold(_ regex: NodeID, at use: NodeID, _ binding: BindingID) -> Bool {
    func given(_ node: NodeID) -> NodeID {
      tree.enclosing(node) { $0 == .variableDeclaration || $0 == .expressionStatement || $0.isFunction }
    }
    let own = given(regex)
    let block = tree.parent(own)
    guard file.enclosingFunction(use) == file.enclosingFunction(regex), file.contains(block, use) else { return true }
    let declared = tree.nodes(of: .variableDeclarator).filter {
      file.analyzer.binding(of: tree.child($0, 0)) == binding
    }
    let assigned = file.analyzer.scopeReferences(to: binding).map { tree.parent($0) }.filter {
      tree.kind($0) == .assignmentExpression && file.analyzer.binding(of: tree.child($0, 0)) == binding
    }
    let others = (declared + assigned).map(given).filter { $0 != own && tree.parent($0) == block }
    return others.allSatisfy { other in
      let isBetween = tree.span(other).start > tree.span(own).start && tree.span(other).end <= tree.span(use).start
      let isInPlace = tree.span(other).end <= tree.span(use).start && tree.span(use).end <= tree.span(own).start
      return !isBetween && !isInPlace
    }
  }

  /// `regex.test(subject)`, `subject.match(regex)`
  private func subject(of regex: NodeID) -> RegexNote.Subject? {
    if let (call, name) = file.memberCall(on: regex) {
      guard Self.receivers.contains(name), let argument = tree.list(call, 2).first else { return nil }
      return subject(argument, call)
    }
    let call = tree.parent(regex)
    guard tree.kind(call) == .callExpression, tree.list(call, 2).first == regex else { return nil }
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee), Self.arguments.contains(name)
    else { return nil }
    return subject(tree.child(callee, 0), call)
  }

  private func subject(_ expression: NodeID, _ call: NodeID) -> RegexNote.Subject? {
    let node = file.withoutAssertions(expression)
    guard file.analyzer.constant(of: node) == nil else { return nil }
    return RegexNote.Subject(
      value: file.analyzer.value(of: node), name: file.spoken(node), place: file.firstLine(of: tree.span(node)),
      function: file.analyzer.function(around: call), bound: bound(of: node, at: call))
  }

  // MARK: Lengths

  /// `text.slice(0, 100)`, or a comparison of `text.length` in the function around.
  private func bound(of subject: NodeID, at call: NodeID) -> Int? {
    if tree.kind(subject) == .callExpression, tree.kind(tree.child(subject, 0)) == .memberExpression,
      let name = file.lastName(of: tree.child(subject, 0)), Self.cuts.contains(name), tree.list(subject, 2).count > 1,
      case .number(let end) = file.analyzer.constant(of: tree.list(subject, 2)[1]), end >= 0, end < 1e9
    {
      return Int(end)
    }
    let spoken = file.spoken(subject)
    let function = file.enclosingFunction(call)
    guard function.exists else { return nil }
    var found: Int?
    for node in tree.preorder(from: function) where tree.kind(node) == .binaryExpression {
      guard
        [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .strictEqual, .notEqual, .strictNotEqual].contains(
          Operator(rawValue: tree.op(node)))
      else { continue }
      for (side, other) in [(0, 1), (1, 0)] {
        let length = file.withoutAssertions(tree.child(node, side))
        guard file.lastName(of: length) == "length", tree.kind(length) == .memberExpression,
          file.spoken(tree.child(length, 0)) == spoken
        else { continue }
        // A limit that is not known may be a small one.
        guard case .number(let number) = file.analyzer.constant(of: tree.child(node, other)) else { return 0 }
        // `text.length > 0` and `text.length < 3` ask for the least length.
        if number > 8, number < 1e9 { found = max(found ?? 0, Int(number)) }
      }
    }
    return found
  }

  /// `max(60)` in a chain such as `z.string().max(60).regex(…)`, or `maxlength: 60` beside `match: …`.
  private func boundAround(_ node: NodeID) -> Int? {
    for ancestor in tree.ancestors(of: node).prefix(4) {
      switch tree.kind(ancestor) {
      case .objectExpression:
        for property in tree.list(ancestor, 0) where tree.kind(property) == .property {
          guard let name = file.lastName(of: tree.child(property, 0)), Self.bounds.contains(name) else { continue }
          return number(in: tree.child(property, 1))
        }
      case .callExpression:
        if let found = boundInChain(ancestor) { return found }
      case .functionExpression, .arrowFunctionExpression, .functionDeclaration, .classDeclaration: return nil
      default: continue
      }
    }
    return nil
  }

  private func boundInChain(_ call: NodeID) -> Int? {
    var node = call
    while case let member = tree.parent(node), tree.kind(member) == .memberExpression,
      case let next = tree.parent(member), tree.kind(next) == .callExpression
    {
      node = next
    }
    while tree.kind(node) == .callExpression {
      let callee = tree.child(node, 0)
      guard tree.kind(callee) == .memberExpression else { return nil }
      if let name = file.lastName(of: callee), Self.bounds.contains(name), let argument = tree.list(node, 2).first {
        return number(in: argument)
      }
      node = file.withoutAssertions(tree.child(callee, 0))
    }
    return nil
  }

  /// 60 of `60`, `[60, "too long"]`, `{ value: 60 }`; 0 for what is not known.
  private func number(in expression: NodeID) -> Int {
    for node in tree.preorder(from: expression) {
      if case .number(let number) = file.analyzer.constant(of: node), number >= 0, number < 1e9 { return Int(number) }
    }
    return 0
  }
}
