import JavaScript
import Semantics

extension Evaluator {
  struct ParameterKey: Hashable {
    var function: FunctionReference
    var index: UInt32

    /// The index that stands for `this`.
    static let this = Int(UInt32.max - 1)

    func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(function.file.raw) << 32 | UInt64(function.function.raw))
      hasher.combine(index)
    }

    /// Stands for the parameter among what answers hang on.
    var bit: UInt64 { function.file.bit }
  }

  /// A question about a member; names that no program has stand for questions about the whole.
  struct MemberKey: FlatKey {
    var entity: Entity
    var name: Atom

    var mixed: UInt64 { entity.mixed.mixed(with: UInt64(name.raw)) }
  }
}

extension FileIndex {
  /// The bit by which answers remember that they hang on what is known of the file's parameters and collections. What
  /// grows late grows in few places, and answers hang on what is near: neighbours, which stand in one folder, share one.
  var bit: UInt64 { 1 << (UInt64(raw >> 4).mixed(with: 17) & 63) }
}
