import JavaScript
import SourceText

/// Code that only a development server of Vite runs: it calls what that server alone has. Source: Vite 7, Server-Side
/// Rendering and JavaScript API, 2026.
extension Analysis {
  /// `vite.transformIndexHtml(url, template)`: the branch around it, or the function, is for development.
  mutating func noteDevelopmentServer(_ callee: ValueID, _ node: NodeID) {
    let value = values[callee.raw.index]
    guard value.kind == .member else { return }
    let name = Atom(value.b)
    guard name == vocabulary.transformIndexHtml || name == vocabulary.ssrLoadModule else { return }
    var inner = node
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .ifStatement where tree.child(ancestor, 0) != inner: return developmentRegions.append(tree.span(inner))
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression:
        return developmentRegions.append(tree.span(ancestor))
      default: inner = ancestor
      }
    }
  }

  /// Cost: the file's calls times its regions, of which there is rarely one.
  mutating func markDevelopment() {
    for region in developmentRegions.prefix(8) {
      for index in 0..<calls.count where region.contains(calls[index].span) {
        calls.base[index].flags.insert(.developmentOnly)
      }
      for index in 0..<interruptions.count where region.contains(interruptions[index].span) {
        interruptions.base[index].flags.insert(.developmentOnly)
      }
    }
  }
}
