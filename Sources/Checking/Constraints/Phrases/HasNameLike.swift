import JavaScript
import SourceText

/// `$KEY has name like "*Sync"`: an identifier, or what is called by one.
struct HasNameLike: Sendable {
  var glob: Glob

  static func read(_ reader: inout ConstraintReader) -> Phrase? {
    guard let (text, _) = reader.string("a glob in quotes: `has name like \"*Sync\"`") else { return nil }
    return .hasNameLike(HasNameLike(glob: Glob(text)))
  }
}

extension PatternMatcher {
  func hasName(_ phrase: HasNameLike, _ node: NodeID) -> Bool {
    guard let node = nameNode(of: node) else { return false }
    guard tree.kind(node) == .stringLiteral else { return phrase.glob.matches(atoms.bytes(tree.atom(node, 0))) }
    guard tree.flags(node).contains(.escaped) else { return phrase.glob.matches(tree.rawText(node)) }
    return phrase.glob.matches(tree.stringValue(node))
  }

  /// The identifier or string that names a node: itself, the last member of a chain, the key of a property, the name of
  /// a declaration.
  func nameNode(of node: NodeID) -> NodeID? {
    let node = withoutTypes(node)
    switch tree.kind(node) {
    case .identifier, .privateIdentifier, .jsxIdentifier, .stringLiteral: return node
    case .memberExpression:
      let property = tree.child(node, 1)
      let isNamed = !tree.flags(node).contains(.computed) || tree.kind(property) == .stringLiteral
      return isNamed ? nameNode(of: property) : nil
    case .property: return tree.flags(node).contains(.computed) ? nil : nameNode(of: tree.child(node, 0))
    case .methodDefinition, .propertyDefinition, .accessorProperty:
      return tree.flags(node).contains(.computed) ? nil : nameNode(of: tree.child(node, 1))
    case .functionDeclaration, .functionExpression, .tsEnumDeclaration, .variableDeclarator:
      return declaredName(tree.child(node, 0))
    case .classDeclaration, .classExpression: return declaredName(tree.child(node, 1))
    default: return nil
    }
  }

  private func declaredName(_ node: NodeID) -> NodeID? {
    node.exists && tree.kind(node) == .identifier ? node : nil
  }
}
