import Synchronization

/// What checks work out of something immutable, each kind of it once, because several of them ask.
package final class DerivedFacts: Sendable {
  private let facts = Mutex<[ObjectIdentifier: any Sendable]>([:])

  package init() {}

  /// The fact of this type; made by the first who asks.
  ///
  /// - Parameter make: depends on nothing but what this belongs to. It may ask for other facts; where two threads ask at
  ///   once it may run twice, and both get the same fact.
  package func fact<Fact: Sendable>(_ make: () -> Fact) -> Fact {
    let key = ObjectIdentifier(Fact.self)
    if let known = facts.withLock({ $0[key] as? Fact }) { return known }
    let made = make()
    return facts.withLock { facts in
      if let known = facts[key] as? Fact { return known }
      facts[key] = made
      return made
    }
  }
}
