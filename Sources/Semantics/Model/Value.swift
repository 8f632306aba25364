public import JavaScript
public import SourceText

/// What an expression is made of, as far as analyses across files follow it: a small language of its own, so that the
/// program can be understood when the trees are gone.
///
/// `a` and `b` are numbers whose meaning the kind tells. Values are made for callees, arguments, initialisers,
/// assignments, returns, property values and what those are made of; arithmetic is `unknown`.
@frozen public struct Value: Hashable, Sendable {
  public var kind: ValueKind
  public var a: UInt32
  public var b: UInt32
  /// Where it is written. One value stands for all uses of a name in a file, and one for all that are unknown for the
  /// same reason or the same plain literal: the span is then that of the first, or empty.
  public var span: Span

  @inlinable public init(kind: ValueKind, a: UInt32 = 0, b: UInt32 = 0, span: Span) {
    self.kind = kind
    self.a = a
    self.b = b
    self.span = span
  }
}

public enum ValueKind: UInt8, Sendable, CaseIterable {
  /// `a`: an `UnknownReason`.
  case unknown = 0
  /// A number, boolean, null, undefined or regular expression; `a`: a `LiteralKind`, `b`: for whole numbers below
  /// 1,000,000,000 the number plus one, for regular expressions that speak of a whole text (`/^…$/`) the atom of what
  /// stands between the slashes, else 0.
  case literal
  /// `a`: the atom of its cooked text.
  case string
  /// A template or a chain of `+` with a string in it; `a`: list of values.
  case concatenation
  /// A use of a declared name; `a`: binding. What it may hold is `Binding.values`.
  case binding
  /// A use of a name that no scope declares; `a`: atom. `module.exports` reads as the global `exports`.
  case global
  /// A whole module: `import * as ns`, `require(…)`, the result of awaiting `import(…)`; `a`: import.
  case module
  /// One export of a module; `a`: import, `b`: atom of the exported name (`default` for default imports).
  case imported
  /// `a`: function.
  case function
  /// `a`: class.
  case `class`
  /// An object literal; `a`: list of properties, three words each (see `ObjectProperty`).
  case object
  /// An array literal; `a`: list of values, spreads as `spread`.
  case array
  /// `...x`; `a`: value.
  case spread
  /// `x.name`, `x["name"]` and destructured properties; `a`: value of x, `b`: atom.
  case member
  /// `x[expression]`; `a`: value of x, `b`: value of the expression.
  case element
  /// The result of a call or `new`; `a`: call.
  case call
  /// `await x`; `a`: value. Awaiting a module (`await import(…)`) gives the module itself.
  case awaited
  /// `this`; `a`: the function that defines it (arrow functions inherit it; the module body in a script or module). In
  /// an arrow function that is the value of a class field it is that function, in other field initialisers the
  /// constructor; the function's `owner` names the class. In static initialisers `this` is the value of the class.
  case this
  /// `super`; `a`: class.
  case superclass
  /// One of several: conditional expressions, `||`, `??`, default values; `a`: list of values. `a && b` is b.
  case choice
  /// The argument a function is called with; `a`: function, `b`: zero-based index.
  case parameter
  /// The array of remaining arguments; `a`: function, `b`: index of the first.
  case restParameter
  /// `arguments`; `a`: function.
  case arguments
  /// What `for (x of y)` and array destructuring take out of y; `a`: value of y, `b`: the position plus one in
  /// destructuring, 0 in loops.
  case elementOf
  /// The error of a catch clause.
  case caught
  /// `import.meta`
  case importMeta
  /// A regular expression, JSX element or other expression that is an object of no further interest. Of `+x`: `a` is the
  /// operand's value, `b` is 1.
  case opaque
}

public enum LiteralKind: UInt32, Sendable, CaseIterable {
  case number = 1, `true`, `false`, null, undefined, regularExpression, bigInt
}

/// Why nothing is known about a value.
public enum UnknownReason: UInt32, Sendable, CaseIterable {
  case unspecified = 0
  case arithmetic
  case dynamicRequire
  case computedMember
  case generator
  case notAnalysed
  case missingNode
}

/// One property of an object literal, three words of the list that `ValueKind.object` names.
@frozen public struct ObjectProperty: Hashable, Sendable {
  public enum Kind: UInt32, Sendable { case value = 0, method, getter, setter, spread, computed }
  public var kind: Kind
  /// `.none` for spreads and keys that are no constant.
  public var name: Atom
  public var value: ValueID

  @inlinable public init(kind: Kind, name: Atom, value: ValueID) {
    self.kind = kind
    self.name = name
    self.value = value
  }
}
