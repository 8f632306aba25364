import JavaScript
import SourceText

/// A list of nodes in a file, or one node that stands for a list: the body of `x => e` is the list of `e`.
struct NodeItems {
  private let list: NodeList?
  private let single: NodeID

  init(_ list: NodeList) {
    self.list = list
    single = .none
  }

  init(single: NodeID) {
    list = nil
    self.single = single
  }

  var count: Int { list?.count ?? 1 }
  subscript(index: Int) -> NodeID { list?[index] ?? single }
}

/// A run of nodes: those of a list from an index up to another.
struct NodeRun {
  var items: NodeItems
  var from: Int
  var to: Int
  /// The node that holds the list.
  var owner: NodeID

  var isEmpty: Bool { from >= to }
  var count: Int { max(0, to - from) }

  /// From the first node to the last; an empty run is where its owner is.
  func span(in tree: SyntaxTree) -> Span {
    guard !isEmpty else { return tree.span(owner) }
    return tree.span(items[from]).union(tree.span(items[to - 1]))
  }
}

/// What a hole holds.
enum Capture {
  case none
  case node(NodeID)
  case run(NodeRun)
}
