import JavaScript
import Semantics

extension Evaluator {
  /// A question about a member; names that no program has stand for questions about the whole.
  struct MemberKey: FlatKey {
    var entity: Entity
    var name: Atom

    /// Stands for all names at once.
    static let anyName = Atom(UInt32.max)
    /// Stands for the thing that a module is when it is called or made.
    static let wholeName = Atom(UInt32.max - 1)

    var mixed: UInt64 { entity.mixed.mixed(with: UInt64(name.raw)) }
  }
}
