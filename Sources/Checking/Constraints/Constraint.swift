import JavaScript
import Semantics
import SourceText

/// One line of a `where` fence: a sentence about a hole, the match or the package.
struct Constraint: Sendable {
  enum Subject: Hashable, Sendable {
    case match
    case package
    /// A slot of the group's captures.
    case capture(Int)
  }

  var subject: Subject
  var isNegated: Bool
  var phrase: Phrase
  /// The line in its page.
  var span: Span
}

/// What a constraint says of its subject. Each phrase has a file in `Phrases` with its reading and its truth.
enum Phrase: Sendable {
  case isEmpty
  case isKind(IsKind)
  case isOneOf(IsOneOf)
  case isAwaited
  case isUnused
  case hasNameLike(HasNameLike)
  case isInside(IsInside)
  case compares(Compares)
  case isExported
  case isDefinedHere
  case resolvesTo(ResolvesTo)
  case isPattern(Pattern)
  case isOnly(Pattern)
  case contains(Pattern)
  case dependsOn(DependsOn)
  case isReached(IsReached)
  case isPromise
  case isHandled
  case canReject
  case comesFromInput(ComesFromInput)

  /// Constraints run cheapest first: those that look at a node, then those that ask what it means, then those that walk.
  /// What only the program can tell comes last, since nothing is left to do but to note it.
  var cost: Int {
    switch self {
    case .isEmpty, .isKind, .isOneOf, .isAwaited, .isUnused: 0
    case .hasNameLike, .isInside, .compares: 1
    case .isExported, .isDefinedHere, .resolvesTo: 2
    case .isPattern: 3
    case .isOnly: 4
    case .contains: 5
    case .dependsOn, .isReached, .isPromise, .isHandled, .canReject, .comesFromInput: 6
    }
  }
}

extension PatternMatcher {
  /// Whether a constraint holds for what is captured now. What a pattern of it captures stays captured if it holds.
  mutating func truth(of constraint: Constraint) -> Truth {
    let truth = truth(of: constraint.phrase, constraint.subject)
    return constraint.isNegated ? truth.negated : truth
  }

  private mutating func truth(of phrase: Phrase, _ subject: Constraint.Subject) -> Truth {
    switch phrase {
    case .isReached(let phrase):
      return .later(.reached(from: phrase.origin, as: phrase.name))
    case .dependsOn(let phrase): return .later(.dependsOn(phrase.name, phrase.bound))
    default: break
    }
    let nodes = nodes(of: subject)
    switch phrase {
    case .isEmpty: return Truth(nodes.isEmpty)
    case .isOnly(let pattern): return isOnly(pattern, nodes)
    case .contains(let pattern): return contains(pattern, nodes)
    default: break
    }
    guard !nodes.isEmpty else { return .no }
    let node = nodes.items[nodes.from]
    switch phrase {
    case .isKind(let phrase): return Truth(isKind(phrase, node))
    case .isOneOf(let phrase): return Truth(isOneOf(phrase, node))
    case .isAwaited: return Truth(analyzer.isAwaited(node))
    case .isUnused: return Truth(isUnused(node))
    case .hasNameLike(let phrase): return Truth(hasName(phrase, node))
    case .isInside(let phrase): return Truth(analyzer.isInside(node, phrase.place))
    case .compares(let phrase): return Truth(compares(phrase, node))
    case .isExported: return Truth(isExported(node))
    case .isDefinedHere: return Truth(isDefinedHere(node))
    case .resolvesTo(let phrase): return resolvesTo(phrase, node)
    case .isPattern(let pattern): return isPattern(pattern, node)
    case .isPromise: return .later(.promise(value(of: node)))
    case .isHandled: return .later(.handled(value(of: node)))
    case .canReject: return .later(.rejects(value(of: node)))
    case .comesFromInput(let phrase): return .later(.comesFromInput(value(of: node), tree.span(node), phrase.sink))
    case .isEmpty, .isOnly, .contains, .dependsOn, .isReached: return .no
    }
  }

  /// The nodes a constraint speaks of: one, or those of a run.
  private func nodes(of subject: Constraint.Subject) -> NodeRun {
    switch subject {
    case .match, .package: return work.nodes
    case .capture(let slot):
      switch captures[slot] {
      case .none: return NodeRun(items: NodeItems(single: .none), from: 0, to: 0, owner: .none)
      case .node(let node): return NodeRun(items: NodeItems(single: node), from: 0, to: 1, owner: node)
      case .run(let run): return run
      }
    }
  }
}
