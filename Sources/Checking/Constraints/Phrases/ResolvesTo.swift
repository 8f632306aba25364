import JavaScript
import Semantics

/// `$CALL resolves to "node:fs#*Sync"`: the expression means one of these exports or globals.
struct ResolvesTo: Sendable {
  /// Index in the pool.
  var external: UInt32

  static func read(_ reader: inout ConstraintReader) -> Phrase? {
    guard let (text, span) = reader.string("names in quotes: `resolves to \"module#export\"`") else { return nil }
    guard let pattern = ExternalPattern(text) else {
      let isGlob = text.contains("#")
      reader.report(
        span,
        isGlob
          ? "`\(text)` stands for too many names"
          : "`\(text)` names no export: write `\(text)#default` for a module, `#\(text)` for a global")
      return nil
    }
    return .resolvesTo(ResolvesTo(external: reader.compiler.pool.add(external: pattern)))
  }
}

extension PatternMatcher {
  mutating func resolvesTo(_ phrase: ResolvesTo, _ node: NodeID) -> Truth {
    let node = withoutTypes(node)
    switch outcome(node, Int(phrase.external)) {
    case .no: return .no
    case .yes: return .yes
    case .unknown: return .later(.resolves(analyzer.value(of: node), pool.externals[Int(phrase.external)]))
    }
  }
}
