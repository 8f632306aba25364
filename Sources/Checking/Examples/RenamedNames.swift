import JavaScript
import Semantics
import SourceText

/// Other names for everything a file declares and does not give away by name.
struct RenamedNames {
  private let source: ExampleTree
  private var names: [BindingID: String] = [:]
  private var edits = SourceEdits()
  private var isPossible = true

  init(_ source: ExampleTree) {
    self.source = source
    // What `eval` sees cannot be renamed, and what a namespace declares are its members.
    isPossible = !source.contains(.withStatement, .tsModuleDeclaration)
    guard isPossible else { return }
    let kept = namesThatStay()
    for node in source.nodes where source.tree.kind(node) == .identifier {
      if source.analyzer.isGlobal(node), source.name(node) == "eval" { isPossible = false }
      guard let binding = source.analyzer.binding(of: node), !kept.contains(binding) else { continue }
      rename(node, to: name(of: binding))
    }
  }

  /// The text with the new names; nil where there is nothing to rename, or it cannot be done.
  func applied(to bytes: [UInt8]) -> [UInt8]? { isPossible && !edits.isEmpty ? edits.applied(to: bytes) : nil }

  /// Exported declarations, parameters that are properties.
  private func namesThatStay() -> Set<BindingID> {
    var kept: Set<BindingID> = []
    for node in source.nodes where source.tree.kind(node) == .identifier {
      guard let binding = source.analyzer.binding(of: node), isDeclaredByName(node) else { continue }
      kept.insert(binding)
    }
    return kept
  }

  /// Whether the identifier is declared where its name is its meaning for others.
  private func isDeclaredByName(_ node: NodeID) -> Bool {
    let tree = source.tree
    var child = node
    var parent = tree.parent(node)
    while parent.exists {
      switch tree.kind(parent) {
      case .tsParameterProperty: return true
      case .exportNamedDeclaration: return tree.child(parent, 0) == child
      case .variableDeclarator: guard tree.child(parent, 0) == child else { return false }
      case .functionDeclaration, .tsDeclareFunction, .tsEnumDeclaration, .tsInterfaceDeclaration,
        .tsTypeAliasDeclaration:
        guard tree.child(parent, 0) == child else { return false }
      case .classDeclaration: guard tree.child(parent, 1) == child else { return false }
      case .assignmentPattern: guard tree.child(parent, 0) == child else { return false }
      case .property, .objectPattern, .arrayPattern, .restElement, .variableDeclaration: break
      default: return false
      }
      child = parent
      parent = tree.parent(parent)
    }
    return false
  }

  private mutating func name(of binding: BindingID) -> String {
    if let name = names[binding] { return name }
    let old = source.tree.atoms.text(source.analyzer.model[binding].name)
    // Components and classes are told by their first letter.
    var name = (old.first?.isUppercase == true ? "Other" : "other") + String(names.count + 1)
    while source.tree.atoms.lookUp(name).exists { name += "_" }
    names[binding] = name
    return name
  }

  private mutating func rename(_ node: NodeID, to name: String) {
    let tree = source.tree
    let old = source.name(node)
    guard !tree.flags(node).contains(.escaped) else {
      isPossible = false
      return
    }
    let start = tree.span(node).start
    let span = Span(start: start, end: start + UInt32(old.utf8.count))
    var parent = tree.parent(node)
    if tree.kind(parent) == .assignmentPattern, tree.child(parent, 0) == node,
      tree.kind(tree.parent(parent)) == .property
    {
      parent = tree.parent(parent)
    }
    switch tree.kind(parent) {
    case .property where tree.flags(parent).contains(.shorthand):
      if tree.child(parent, 0) != node { edits.replace(span, with: "\(old): \(name)") }
    case .importSpecifier:
      guard tree.child(parent, 1) == node else { return }
      edits.replace(span, with: tree.span(tree.child(parent, 0)) == tree.span(node) ? "\(old) as \(name)" : name)
    case .exportSpecifier:
      guard tree.child(parent, 0) == node, tree.child(tree.parent(parent), 2).isNone else { return }
      edits.replace(span, with: tree.span(tree.child(parent, 1)) == tree.span(node) ? "\(name) as \(old)" : name)
    default: edits.replace(span, with: name)
    }
  }
}
