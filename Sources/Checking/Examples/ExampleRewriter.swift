import JavaScript
package import RulePages
import Semantics
import SourceText

/// Makes the disguises of examples that take a syntax tree.
package enum ExampleRewriter {
  /// For `RuleExample.disguised`.
  package static func rewrite(
    _ disguise: ExampleDisguise, _ file: ExampleFile, _ example: RuleExample
  ) -> ExampleFile? {
    switch disguise {
    case .modules: ModuleSwap(example)?.rewritten(file)
    case .typescript: typeScript(file, example)
    case .renamed: renamed(file)
    case .shifted, .suppressed, .commented: nil
    }
  }

  /// The file by a name that makes it TypeScript; nil where its text means something else there, or where another file
  /// of the example speaks of it by its name.
  private static func typeScript(_ file: ExampleFile, _ example: RuleExample) -> ExampleFile? {
    let endings = [".js": ".ts", ".jsx": ".tsx", ".mjs": ".mts", ".cjs": ".cts"]
    guard let ending = endings.keys.first(where: { file.path.hasSuffix($0) }) else { return nil }
    let plain = ExampleTree(file)
    let stem = file.path.dropLast(ending.count)
    let newEnding = plain.hasJSX ? ".tsx" : endings[ending] ?? ".ts"
    var result = file
    result.path = stem + newEnding
    result.language = newEnding == ".tsx" ? .tsx : .ts
    guard !example.files.contains(where: { $0.path == result.path }) else { return nil }
    let name = Array((file.path.parts(between: "/").last ?? "").utf8)
    let isNamed = example.files.contains { other in !other.language.isSource && other.bytes.contains(name) }
    guard !isNamed, ExampleTree(result).isSound else { return nil }
    return result
  }

  private static func renamed(_ file: ExampleFile) -> ExampleFile? {
    let tree = ExampleTree(file)
    guard tree.isSound, !tree.hasJSX, let bytes = RenamedNames(tree).applied(to: file.bytes) else { return nil }
    var result = file
    result.bytes = bytes
    return ExampleTree(result).isSound ? result : nil
  }
}

/// A file of an example, parsed and analysed.
struct ExampleTree {
  private let arena: TreeArena
  let analyzer: FileAnalyzer
  let tree: SyntaxTree

  init(_ file: ExampleFile) {
    arena = TreeArena()
    analyzer = FileAnalyzer()
    tree = arena.parse(file.bytes, options: .forPath(file.path))
    _ = analyzer.analyze(tree, path: file.path, arena: arena)
  }

  var isSound: Bool { tree.problems.isEmpty }
  var hasJSX: Bool { analyzer.model.hasJSX }

  /// Every node but the root.
  var nodes: some Sequence<NodeID> { (1..<max(1, tree.nodeCount)).lazy.map { NodeID(UInt32($0)) } }

  func contains(_ kinds: NodeKind...) -> Bool { nodes.contains { kinds.contains(tree.kind($0)) } }

  func name(_ identifier: NodeID) -> String { tree.atoms.text(tree.atom(identifier, 0)) }
}
