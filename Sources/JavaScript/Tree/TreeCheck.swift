public import SourceText

/// Holds a tree against what every tree promises, for tests, the fuzzer and `nodevet dump check`.
///
/// Always: ids run children before parents, each node has one parent, children lie inside their parents and beside each
/// other in the order of the slots. Of files without problems also: what of a node's text belongs to none of its
/// children, lexed again by itself, is punctuators, keywords and comments, and for names and literals the one token that
/// they are. So tokens cover the text, and every comment is found where the parser found it. Time and memory are linear
/// in the file.
public struct TreeCheck {
  /// One broken promise.
  public struct Complaint: Sendable, Equatable {
    public let span: Span
    public let message: String
  }

  /// What is wrong, at most `limit` of it; nothing in a sound tree. `tree` stays as it is.
  public static func complaints(about tree: SyntaxTree, limit: Int = 20) -> [Complaint] {
    var check = TreeCheck(tree: tree, limit: limit)
    check.run()
    return check.complaints
  }

  private let tree: SyntaxTree
  private let limit: Int
  private var complaints: [Complaint] = []
  private var seen: [Bool]
  private var texts: OwnText?
  /// Children of the node at hand.
  private var children: [NodeID] = []

  private init(tree: SyntaxTree, limit: Int) {
    self.tree = tree
    self.limit = limit
    seen = Array(repeating: false, count: tree.nodeCount + 1)
    // Recovery leaves text without a node, and so does what the language forbids.
    texts = tree.problems.isEmpty ? OwnText(tree: tree) : nil
  }

  private mutating func run() {
    let whole = tree.span(tree.root)
    if whole.start != 0 || Int(whole.end) != tree.sourceCount { complain(tree.root, "the program is not the file") }
    var stack = [tree.root]
    seen[Int(tree.root.raw)] = true
    while let id = stack.popLast(), complaints.count < limit {
      let span = tree.span(id)
      if span.start > span.end { complain(id, "ends before it begins") }
      gather(id)
      checkChildren(of: id)
      checkOwnText(of: id)
      stack.append(contentsOf: children)
    }
    if complaints.isEmpty, let texts, texts.comments != tree.comments.count {
      complain(tree.root, "\(tree.comments.count) comments were parsed, but \(texts.comments) stand between the nodes")
    }
  }

  private mutating func complain(_ id: NodeID, _ message: String) {
    complaints.append(Complaint(span: tree.span(id), message: "\(tree.kind(id).layout.name): \(message)"))
  }

  /// The children in the order of the slots.
  private mutating func gather(_ id: NodeID) {
    children.removeAll(keepingCapacity: true)
    var found: [NodeID] = []
    tree.forEachChild(id) { found.append($0) }
    for child in found {
      let index = Int(child.raw)
      guard index < Int(id.raw) else {
        complain(id, "child \(index) has no smaller number than its parent \(id.raw)")
        continue
      }
      if seen[index] {
        complain(child, "hangs in the tree twice")
        continue
      }
      seen[index] = true
      if tree.kind(child) == .none { complain(id, "holds a node that was given up") }
      if tree.parent(child) != id { complain(child, "its parent is another than the node that holds it") }
      children.append(child)
    }
  }

  private mutating func checkChildren(of id: NodeID) {
    let outer = tree.span(id)
    for child in children {
      let inner = tree.span(child)
      if inner.start < outer.start || inner.end > outer.end {
        complain(child, "reaches out of its parent, \(tree.kind(id).layout.name) \(outer.start)..\(outer.end)")
      }
    }
    // Pieces and substitutions of a template take turns.
    if tree.kind(id) == .templateLiteral || tree.kind(id) == .tsTemplateLiteralType {
      children.sort { tree.span($0) < tree.span($1) }
    }
    // `{ a }` and `import { a }`: key and value are the same text.
    if children.count == 2, tree.span(children[0]).start == tree.span(children[1]).start {
      switch tree.kind(id) {
      case .property where tree.flags(id).contains(.shorthand), .importSpecifier, .exportSpecifier: return
      default: break
      }
    }
    for (child, following) in zip(children, children.dropFirst())
    where tree.span(child).end > tree.span(following).start {
      complain(
        following,
        "begins before \(tree.kind(child).layout.name) \(tree.span(child).start)..\(tree.span(child).end) ends")
    }
  }

  private mutating func checkOwnText(of id: NodeID) {
    guard texts != nil, complaints.isEmpty else { return }
    let spans = children.map { tree.span($0) }
    let isTwice = spans.count == 2 && spans[0].start == spans[1].start
    if let message = texts?.complaint(about: id, around: isTwice ? [spans[1]] : spans) { complain(id, message) }
  }
}
