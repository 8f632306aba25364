import JavaScript
import Semantics
import SourceText

/// Rewrites `import` and `export` as `require` and `module.exports`.
struct ImportsToRequire {
  private let source: ExampleTree
  private let targets: (String) -> ModuleSwap.Shape?
  private var edits = SourceEdits()
  /// Statements that give names away, for the end of the file: functions are declared by then.
  private var exports: [String] = []

  init(_ source: ExampleTree, targets: @escaping (String) -> ModuleSwap.Shape?) {
    self.source = source
    self.targets = targets
    let tree = source.tree
    for statement in tree.list(tree.root, 0) {
      switch tree.kind(statement) {
      case .importDeclaration: rewriteImport(statement)
      case .exportNamedDeclaration: rewriteExport(statement)
      case .exportDefaultDeclaration: rewriteDefault(statement)
      default: continue
      }
    }
  }

  func applied(to bytes: [UInt8]) -> [UInt8]? {
    guard var result = edits.applied(to: bytes) else { return nil }
    guard !exports.isEmpty else { return result }
    if result.last != 0x0A { result.append(0x0A) }
    return result + Array((exports.joined(separator: "\n") + "\n").utf8)
  }

  private mutating func rewriteImport(_ statement: NodeID) {
    let tree = source.tree
    let module = tree.text(tree.child(statement, 1))
    var declarators: [String] = []
    var names: [String] = []
    for specifier in tree.list(statement, 0) {
      switch tree.kind(specifier) {
      case .importSpecifier:
        let imported = text(tree.child(specifier, 0))
        let local = source.name(tree.child(specifier, 1))
        if imported == "default" {
          declarators.append("\(local) = require(\(module))")
        } else {
          names.append(imported == local ? local : "\(imported): \(local)")
        }
      default: declarators.append("\(source.name(tree.child(specifier, 0))) = require(\(module))")
      }
    }
    if !names.isEmpty { declarators.append("{ \(names.joined(separator: ", ")) } = require(\(module))") }
    let text = declarators.isEmpty ? "require(\(module));" : "const \(declarators.joined(separator: ", "));"
    edits.replace(tree.span(statement), with: text)
  }

  private mutating func rewriteExport(_ statement: NodeID) {
    let tree = source.tree
    let declaration = tree.child(statement, 0)
    if declaration.exists {
      edits.replace(Span(start: tree.span(statement).start, end: tree.span(declaration).start), with: "")
      exports += (Self.declaredNames(declaration, source) ?? []).map { "module.exports.\($0) = \($0);" }
      return
    }
    let module = tree.child(statement, 2)
    let assignments = tree.list(statement, 1).map { specifier -> String in
      let local = text(tree.child(specifier, 0))
      let exported = text(tree.child(specifier, 1))
      let target = exported == "default" ? "module.exports" : "module.exports.\(exported)"
      guard module.exists else { return "\(target) = \(local);" }
      let required = "require(\(tree.text(module)))"
      return "\(target) = \(local == "default" ? required : "\(required).\(local)");"
    }
    // A list of names is given away when all of them exist.
    guard module.exists else {
      edits.replace(tree.span(statement), with: "")
      exports += assignments
      return
    }
    edits.replace(tree.span(statement), with: assignments.joined(separator: " "))
  }

  private mutating func rewriteDefault(_ statement: NodeID) {
    let tree = source.tree
    let declaration = tree.child(statement, 0)
    let head = Span(start: tree.span(statement).start, end: tree.span(declaration).start)
    let name: NodeID
    switch tree.kind(declaration) {
    case .functionDeclaration: name = tree.child(declaration, 0)
    case .classDeclaration: name = tree.child(declaration, 1)
    default: name = .none
    }
    guard name.exists else {
      // Parentheses are no part of an expression's span: all up to the keyword is replaced.
      let keyword = UInt32("export default".utf8.count)
      edits.replace(Span(start: head.start, end: head.start + keyword), with: "module.exports =")
      return
    }
    edits.replace(head, with: "")
    exports.append("module.exports = \(source.name(name));")
  }

  private func text(_ name: NodeID) -> String {
    source.tree.kind(name) == .stringLiteral ? source.tree.stringValue(name) : source.name(name)
  }

  /// The values that a declaration names; nil where that takes more than a look.
  static func declaredNames(_ declaration: NodeID, _ source: ExampleTree) -> [String]? {
    let tree = source.tree
    switch tree.kind(declaration) {
    case .functionDeclaration, .tsEnumDeclaration: return [source.name(tree.child(declaration, 0))]
    case .classDeclaration: return [source.name(tree.child(declaration, 1))]
    case .tsInterfaceDeclaration, .tsTypeAliasDeclaration, .tsDeclareFunction: return []
    case .variableDeclaration:
      let ids = tree.list(declaration, 0).map { tree.child($0, 0) }
      return ids.allSatisfy { tree.kind($0) == .identifier } ? ids.map { source.name($0) } : nil
    default: return nil
    }
  }
}
