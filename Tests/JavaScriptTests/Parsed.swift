import JavaScript
import SourceText
import TestSupport
import Testing

/// What came out of parsing a text, in the short forms that tests compare.
///
/// A shape is a tree on one line a statement: names and literals as written, every other node as
/// `Kind[operator +flag](children)`, lists in brackets, holes as `-`; absent children are left out.
struct Parsed {
  let shape: String
  let problems: [String]
  let isModule: Bool
  let dump: String
  let tokens: String
  let comments: [String]

  init(_ source: String, _ language: ParseOptions.Language = .js, goal: ParseOptions.Goal = .auto) {
    self.init(Array(source.utf8), ParseOptions(language: language, goal: goal))
  }

  init(_ source: [UInt8], _ options: ParseOptions) {
    let arena = TreeArena()
    // The tree lives in the arena.
    defer { withExtendedLifetime(arena) {} }
    let tree = arena.parse(source, options: options)
    shape = tree.list(tree.root, 0).map { Parsed.shape($0, tree) }.joined(separator: "\n")
    problems = tree.problems.map(\.message)
    isModule = tree.flags(tree.root).contains(.module)
    dump = TreeDump.text(of: tree)
    tokens = TokenDump.text(of: tree)
    comments = tree.comments.map { "\($0.kind) \(tree.text(in: $0.span))" }
  }

  private static func shape(_ id: NodeID, _ tree: SyntaxTree) -> String {
    if id.isNone { return "-" }
    let kind = tree.kind(id)
    switch kind {
    case .identifier:
      let type = tree.child(id, 1)
      let optional = tree.flags(id).contains(.optional) ? "?" : ""
      return tree.atoms.text(tree.atom(id, 0)) + optional + (type.exists ? ": \(shape(type, tree))" : "")
    case .privateIdentifier: return "#" + tree.atoms.text(tree.atom(id, 0))
    case .stringLiteral, .numericLiteral, .bigIntLiteral, .regExpLiteral, .booleanLiteral, .nullLiteral,
      .thisExpression, .super:
      return tree.text(id)
    case .templateElement: return "`\(tree.text(id))`"
    default: return line(id, tree)
    }
  }

  /// The first line of the node's dump without its span, and the children.
  private static func line(_ id: NodeID, _ tree: SyntaxTree) -> String {
    let head = TreeDump.text(of: id, in: tree, spans: false).split(separator: "\n")[0].split(separator: " ")
    var children: [String] = []
    for (index, slot) in tree.kind(id).layout.slots.enumerated() {
      switch slot.kind {
      case .node:
        let child = tree.child(id, index)
        if child.exists { children.append(shape(child, tree)) }
      case .list:
        let items = tree.list(id, index)
        if !items.isEmpty { children.append("[" + items.map { shape($0, tree) }.joined(separator: ", ") + "]") }
      case .atom, .raw: break
      }
    }
    let modifiers = head.count > 1 ? "[\(head.dropFirst().joined(separator: " "))]" : ""
    return "\(head[0])\(modifiers)" + (children.isEmpty ? "" : "(\(children.joined(separator: ", ")))")
  }
}

/// Expects a text to parse without a problem into statements of these shapes.
func expectShape(
  _ source: String, _ expected: String..., language: ParseOptions.Language = .js, goal: ParseOptions.Goal = .auto,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let parsed = Parsed(source, language, goal: goal)
  #expect(parsed.problems == [], "in \(source)", sourceLocation: sourceLocation)
  assertText(parsed.shape, equals: expected.joined(separator: "\n"), "the shape", sourceLocation: sourceLocation)
}

/// Expects a text to be one expression statement of this shape.
func expectExpression(
  _ source: String, _ expected: String, language: ParseOptions.Language = .js, goal: ParseOptions.Goal = .auto,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let parsed = Parsed(source, language, goal: goal)
  #expect(parsed.problems == [], "in \(source)", sourceLocation: sourceLocation)
  assertText(
    parsed.shape, equals: "ExpressionStatement(\(expected))", "the shape", sourceLocation: sourceLocation)
}

/// Expects exactly one problem that says `part`.
func expectProblem(
  _ source: String, _ part: String, language: ParseOptions.Language = .js, goal: ParseOptions.Goal = .auto,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let problems = Parsed(source, language, goal: goal).problems
  #expect(problems.count == 1, "\(problems) in \(source)", sourceLocation: sourceLocation)
  #expect(
    problems.first?.contains(part) == true, "\(problems) in \(source)", sourceLocation: sourceLocation)
}
