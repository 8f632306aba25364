import JavaScript

/// A stretch of source in which names are declared. Scopes without a declaration are not kept.
struct Scope {
  var kind: ScopeKind
  /// The node that makes it: the function, block, loop head, class, …
  var node: NodeID
  /// The scope around it; its own number for the module's.
  var parent: UInt32
  var function: FunctionID
  /// The newest binding, from which the others are linked; 0 is none, binding 0 is 1.
  var firstBinding: UInt32 = 0
}

enum ScopeKind: UInt8 {
  case module, function, functionName, block, loopHead, `switch`, `catch`, `class`, `enum`, namespace
}

/// What is kept beside a `Binding` while its file is analysed.
struct BindingState {
  var scope: UInt32
  /// The binding declared before it in the same scope, plus one.
  var next: UInt32
  /// What the name meant outside, to be put back when the scope ends.
  var shadowed: UInt32
  /// The declaring name.
  var declaration: NodeID
  /// First and last of its values in `Analysis.valueLinks`, plus one.
  var firstLink: UInt32 = 0
  var lastLink: UInt32 = 0
  /// The value of kind `binding` that stands for its uses; 0 before the first.
  var use: UInt32 = 0
  var valueCount: UInt8 = 0
  var traits: BindingTraits = []
}

/// What is known about the value of a binding that no `Value` can say.
struct BindingTraits: OptionSet {
  let rawValue: UInt8
  /// Made by `createRequire(import.meta.url)`.
  static let require = BindingTraits(rawValue: 1 << 0)
  /// Holds the name of the environment: `const env = process.env.NODE_ENV`.
  static let environmentName = BindingTraits(rawValue: 1 << 1)
  /// True only where the environment is not production.
  static let trueInDevelopment = BindingTraits(rawValue: 1 << 2)
  /// False only where the environment is not production.
  static let falseInDevelopment = BindingTraits(rawValue: 1 << 3)
}

/// One value a binding is given, and the next of them.
struct ValueLink {
  var value: ValueID
  /// Plus one; 0 ends.
  var next: UInt32
}

/// What the analysis knows of an identifier node: nothing yet, no binding, or which.
enum Meaning {
  static let notSeen: UInt32 = 0
  static let global: UInt32 = 1
  /// `arguments` of a function.
  static let arguments: UInt32 = 2
  /// Binding 0 is this number.
  static let firstBinding: UInt32 = 3

  /// The binding that is meant, if one is.
  @inline(__always) static func binding(_ meaning: UInt32) -> Int? {
    meaning >= firstBinding ? Int(meaning - firstBinding) : nil
  }
}
