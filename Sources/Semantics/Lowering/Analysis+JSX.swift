import JavaScript

/// JSX: elements are objects of no further interest, but code stands in them and their names are references.
extension Analysis {
  mutating func visitJSX(_ node: NodeID) {
    switch tree.kind(node) {
    case .jsxElement:
      hasJSX = true
      visitJSXName(tree.child(node, 0))
      visitEach(tree.list(node, 2))
      visitEach(tree.list(node, 3))
    case .jsxFragment:
      hasJSX = true
      visitEach(tree.list(node, 0))
    case .jsxAttribute:
      visitJSX(tree.child(node, 1))
    case .jsxSpreadAttribute, .jsxExpressionContainer, .jsxSpreadChild:
      visitJSX(tree.child(node, 0))
    case .jsxText, .jsxEmptyExpression, .jsxIdentifier, .jsxNamespacedName, .jsxMemberExpression, .none:
      break
    default:
      visit(node)
    }
  }

  private mutating func visitEach(_ list: NodeList) {
    for index in 0..<list.count { visitJSX(list[index]) }
  }

  /// `<Page>` and `<ui.Page>` refer to names of the file; `<div>` does not.
  private mutating func visitJSXName(_ node: NodeID) {
    var name = node
    while tree.kind(name) == .jsxMemberExpression { name = tree.child(name, 0) }
    guard tree.kind(name) == .jsxIdentifier else { return }
    let first = atoms.bytes(tree.atom(name, 0)).first ?? 0
    let isIntrinsic = name == node && first >= 0x61 && first <= 0x7A
    if isIntrinsic { return }
    if let index = Meaning.binding(resolve(name, tree.atom(name, 0))) { bindings.base[index].isRead = true }
  }
}
