import JavaScript
import SourceText
import Testing

@testable import Semantics

@Suite struct AgreementTests {
  /// Identifiers about which the walk and the climb disagree.
  private func disagreements(_ file: Analysed) -> [String] {
    guard let analysis = file.analyzer.analysis else { return [] }
    let tree = file.tree
    return analysis.pointee.identifiers().compactMap { node in
      let meaning = analysis.pointee.meanings[node.raw]
      guard meaning != Meaning.arguments, !tree.declares(node) else { return nil }
      let isType = Meaning.binding(meaning).map { analysis.pointee.bindings[$0].kind == .type } ?? false
      let climbed = analysis.pointee.lookUp(tree.atom(node, 0), from: node, types: isType)
      if let index = Meaning.binding(meaning), analysis.pointee.bindings[index].name != tree.atom(node, 0) {
        return "\(tree.text(node)): another name"
      }
      return climbed == meaning ? nil : "\(tree.text(node)) at \(tree.span(node).start): \(meaning) \(climbed)"
    }
  }

  @Test("What the walk says of a name, climbing its scopes says too")
  func agreement() {
    let file = Analysed(
      """
      import a, { b as c } from "m"
      const d = e => { let { f, g: [h = d] = a } = e; for (const i of h) { var j = i; c(i, j, f) } return j }
      class K extends a { static l = K; m(n = this) { return class K { o() { return K } } } }
      try { switch (d) { case c: let p = d; default: p } } catch ({ q }) { q(r => r + d) }
      label: for (let s = 0, t = () => s; s < 1; s++) { { function u() { return u } } u() }
      (function v() { return v ?? arguments })(...[d], function () { return v })
      namespace N { export const w = 1; export function x(): typeof w { return w } } N.x()
      enum E { A, B = A } type T<U> = U | E; function y<U>(z: U): T<U> { return z as any }
      """, path: "file.ts")
    #expect(disagreements(file) == [])
  }
}
