import Foundation
import JavaScript
import Semantics
import SourceText

/// A source that went through the real parser and the analyzer, with its tree still there.
final class Analysed {
  let arena = TreeArena()
  let analyzer = FileAnalyzer()
  let tree: SyntaxTree
  let model: FileModel

  init(_ source: String, path: String = "file.js") {
    tree = arena.parse(Array(source.utf8), options: .forPath(path))
    model = analyzer.analyze(tree, path: path, arena: arena)
  }

  private var lines: [String] {
    model.dump(atoms: arena.atoms).split(separator: "\n").map(String.init)
  }

  private func lines(_ word: String) -> [String] { lines.filter { $0.hasPrefix(word) } }

  var calls: [String] { lines("call#") }
  var imports: [String] { lines("import ") }
  var exports: [String] { lines("export ") }
  var writes: [String] { lines("write ") }
  var functions: [String] { lines("function#") }

  /// The class lines with their members.
  var classes: [String] { lines.filter { $0.hasPrefix("class#") || $0.hasPrefix("  ") } }

  /// The line of a declared name.
  func binding(_ name: String) -> String? {
    let found = lines("binding ").first { $0.split(separator: " ")[2] == Substring(name) }
    return found.map { String($0.dropFirst("binding ".count)) }
  }

  /// The values of a declared name.
  func values(of name: String) -> String? {
    binding(name).flatMap { line in line.range(of: " = ").map { String(line[$0.upperBound...]) } }
  }

  /// The scopes as text, without positions of the scopes themselves.
  var scopes: String { analyzer.dumpScopes() }

  /// The first node of a kind whose text is the given one.
  func node(_ text: String, _ kind: NodeKind? = nil) -> NodeID {
    for raw in 1...UInt32(tree.nodeCount) {
      let node = NodeID(raw)
      if kind == nil || tree.kind(node) == kind, tree.text(node) == text { return node }
    }
    return .none
  }
}

/// Runs on a thread with the stack that workers have.
func onDeepStack(_ body: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    body()
    done.signal()
  }
  thread.stackSize = 512 << 20
  thread.start()
  done.wait()
}
