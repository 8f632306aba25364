import JavaScript
import RulePages
import Semantics
import SourceText

/// `import` written as `require`, and the reverse, in all files of an example at once.
///
/// What has no counterpart (`export *`, top-level `await`, `require` in a function, …) leaves the example as it is.
struct ModuleSwap {
  /// What a file gives away, in the words of the system it is written in.
  struct Shape {
    enum Style { case module, commonJS, neither }

    var style = Style.neither
    /// `export default`, `module.exports = value`.
    var hasValue = false
    /// `export { a }`, `exports.a = …`, `module.exports = { a }`.
    var hasNames = false
    /// Something that cannot be written in the other system.
    var isFixed = false
  }

  private var shapes: [String: Shape] = [:]
  private var trees: [String: ExampleTree] = [:]
  private let style: Shape.Style

  /// Nil where the files are of both systems or of none, or where one of them cannot be rewritten.
  init?(_ example: RuleExample) {
    for file in example.files where !file.language.isSource && file.path.hasSuffix("package.json") {
      guard !file.bytes.contains(Array("\"type\"".utf8)) else { return nil }
    }
    for file in example.files where file.language.isSource {
      let tree = ExampleTree(file)
      guard tree.isSound, !["mjs", "cjs", "mts", "cts"].contains(where: { file.path.hasSuffix("." + $0) }) else {
        return nil
      }
      trees[file.path] = tree
      shapes[file.path] = Shape(of: tree)
    }
    let styles = Set(shapes.values.map(\.style)).subtracting([.neither])
    guard styles.count == 1, let style = styles.first else { return nil }
    self.style = style
    guard !shapes.values.contains(where: { $0.isFixed || $0.hasValue && $0.hasNames }) else { return nil }
  }

  func rewritten(_ file: ExampleFile) -> ExampleFile? {
    guard let tree = trees[file.path], let shape = shapes[file.path], shape.style == style else { return nil }
    let targets = { (specifier: String) in target(of: specifier, from: file.path) }
    let bytes: [UInt8]?
    switch style {
    case .module: bytes = ImportsToRequire(tree, targets: targets).applied(to: file.bytes)
    case .commonJS: bytes = RequireToImports(tree, targets: targets).applied(to: file.bytes)
    case .neither: bytes = nil
    }
    guard let bytes else { return nil }
    var result = file
    result.bytes = bytes
    return ExampleTree(result).isSound ? result : nil
  }

  /// The shape of the example's file that a relative specifier leads to.
  private func target(of specifier: String, from path: String) -> Shape? {
    guard specifier.hasPrefix(".") else { return nil }
    var parts = path.parts(between: "/").dropLast().map(String.init)
    for part in specifier.parts(between: "/") {
      switch part {
      case ".": continue
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(String(part))
      }
    }
    let base = parts.joined(separator: "/")
    let stem = base.hasSuffix(".js") ? String(base.dropLast(3)) : base
    let candidates = [base] + ["js", "ts", "jsx", "tsx"].flatMap { ["\(stem).\($0)", "\(base)/index.\($0)"] }
    return candidates.lazy.compactMap { shapes[$0] }.first
  }
}

extension ModuleSwap.Shape {
  init(of source: ExampleTree) {
    let tree = source.tree
    for statement in tree.list(tree.root, 0) { read(statement, source) }
    if style == .module {
      isFixed = isFixed || source.nodes.contains { Self.isOfModulesAlone($0, source) }
      return
    }
    for node in source.nodes { readCommonJS(node, source) }
  }

  /// `import.meta` and `await` outside functions.
  private static func isOfModulesAlone(_ node: NodeID, _ source: ExampleTree) -> Bool {
    let tree = source.tree
    switch tree.kind(node) {
    case .metaProperty: return tree.text(node).hasPrefix("import")
    case .awaitExpression: return source.analyzer.function(around: node) == .moduleBody
    case .forOfStatement:
      return tree.flags(node).contains(.async) && source.analyzer.function(around: node) == .moduleBody
    default: return false
    }
  }

  private mutating func read(_ statement: NodeID, _ source: ExampleTree) {
    let tree = source.tree
    switch tree.kind(statement) {
    case .importDeclaration:
      style = .module
      if tree.flags(statement).contains(.typeOnly) || tree.op(statement) != 0 || !tree.list(statement, 2).isEmpty {
        isFixed = true
      }
      if tree.list(statement, 0).contains(where: { tree.flags($0).contains(.typeOnly) }) { isFixed = true }
    case .exportNamedDeclaration:
      style = .module
      hasNames = true
      if tree.flags(statement).contains(.typeOnly) { isFixed = true }
      let declaration = tree.child(statement, 0)
      if declaration.exists, ImportsToRequire.declaredNames(declaration, source) == nil { isFixed = true }
    case .exportDefaultDeclaration:
      style = .module
      hasValue = true
    case .exportAllDeclaration, .tsExportAssignment, .tsImportEqualsDeclaration, .tsNamespaceExportDeclaration:
      style = .module
      isFixed = true
    default: break
    }
  }

  private mutating func readCommonJS(_ node: NodeID, _ source: ExampleTree) {
    guard source.tree.kind(node) == .identifier, source.analyzer.isGlobal(node) else { return }
    switch source.name(node) {
    case "require":
      style = .commonJS
      if RequireToImports.requireCall(around: node, source) == nil { isFixed = true }
    case "module", "exports":
      style = .commonJS
      switch RequireToImports.export(around: node, source) {
      case .value:
        isFixed = isFixed || hasValue
        hasValue = true
      case .names, .name: hasNames = true
      case nil: isFixed = true
      }
    default: break
    }
  }
}

extension [UInt8] {
  /// Whether the bytes stand somewhere in these.
  func contains(_ other: [UInt8]) -> Bool {
    guard let first = other.first else { return true }
    return indices.contains { self[$0] == first && self[$0...].starts(with: other) }
  }
}
