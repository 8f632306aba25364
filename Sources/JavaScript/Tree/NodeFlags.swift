/// What is true of a node beside its kind and children. Some bits mean different things on kinds that cannot share them.
@frozen public struct NodeFlags: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `[key]` instead of `key`; `object[property]` instead of `object.property`.
  @inlinable public static var computed: NodeFlags { NodeFlags(rawValue: 1 << 0) }
  /// `?.` on a member or call; `?` on a parameter, property or member.
  @inlinable public static var optional: NodeFlags { NodeFlags(rawValue: 1 << 1) }
  @inlinable public static var `static`: NodeFlags { NodeFlags(rawValue: 1 << 2) }
  /// `async` functions; `await` of `for await`.
  @inlinable public static var async: NodeFlags { NodeFlags(rawValue: 1 << 3) }
  /// Generators; `yield*`.
  @inlinable public static var generator: NodeFlags { NodeFlags(rawValue: 1 << 4) }
  /// `{ name }` on a property.
  @inlinable public static var shorthand: NodeFlags { NodeFlags(rawValue: 1 << 5) }
  /// A property written as a method.
  @inlinable public static var method: NodeFlags { NodeFlags(rawValue: 1 << 6) }
  @inlinable public static var declare: NodeFlags { NodeFlags(rawValue: 1 << 7) }
  @inlinable public static var abstract: NodeFlags { NodeFlags(rawValue: 1 << 8) }
  @inlinable public static var readonly: NodeFlags { NodeFlags(rawValue: 1 << 9) }
  @inlinable public static var override: NodeFlags { NodeFlags(rawValue: 1 << 10) }
  /// `import type`, `export type`, and specifiers marked `type`.
  @inlinable public static var typeOnly: NodeFlags { NodeFlags(rawValue: 1 << 11) }
  /// The expression, pattern or type stood in parentheses, which its span leaves out.
  @inlinable public static var parenthesized: NodeFlags { NodeFlags(rawValue: 1 << 12) }
  /// `!` on a declarator or class property.
  @inlinable public static var definite: NodeFlags { NodeFlags(rawValue: 1 << 13) }
  /// `const enum`, `const T`, `as const` type references.
  @inlinable public static var const: NodeFlags { NodeFlags(rawValue: 1 << 14) }
  /// An arrow function whose body is an expression.
  @inlinable public static var expressionBody: NodeFlags { NodeFlags(rawValue: 1 << 15) }

  // Second meanings.
  /// Expression statement: a directive such as `"use strict"`.
  @inlinable public static var directive: NodeFlags { .method }
  /// Prefix `++`/`--`.
  @inlinable public static var prefix: NodeFlags { .static }
  /// String, template element or identifier written with an escape sequence or line continuation.
  @inlinable public static var escaped: NodeFlags { .generator }
  /// Boolean literal: `true`.
  @inlinable public static var isTrue: NodeFlags { .static }
  /// `export import x = …`.
  @inlinable public static var exported: NodeFlags { .shorthand }
  /// `<a />`.
  @inlinable public static var selfClosing: NodeFlags { .shorthand }
  /// Type parameter modifiers `in` and `out`.
  @inlinable public static var variesIn: NodeFlags { .static }
  @inlinable public static var variesOut: NodeFlags { .async }
  /// `asserts x is T`.
  @inlinable public static var asserts: NodeFlags { .static }
  /// Tuple member or parameter written with `...`.
  @inlinable public static var rest: NodeFlags { .generator }
  /// Program: parsed as a module. Strict code by directive is the business of semantics.
  @inlinable public static var module: NodeFlags { .static }
}

/// Operators of unary, update, binary, logical and assignment expressions, in the `op` byte of their node.
public enum Operator: UInt8, Sendable, CaseIterable {
  case none = 0
  // Unary.
  case minus, plus, not, bitwiseNot, typeof, void, delete
  // Update.
  case increment, decrement
  // Binary; `minus` and `plus` above are shared.
  case equal, notEqual, strictEqual, strictNotEqual, less, lessOrEqual, greater, greaterOrEqual
  case shiftLeft, shiftRight, shiftRightUnsigned, multiply, divide, remainder, exponent
  case bitwiseOr, bitwiseXor, bitwiseAnd, `in`, `instanceof`
  // Logical.
  case or, and, coalesce
  // Assignment.
  case assign, addAssign, subtractAssign, multiplyAssign, divideAssign, remainderAssign, exponentAssign
  case shiftLeftAssign, shiftRightAssign, shiftRightUnsignedAssign
  case bitwiseOrAssign, bitwiseXorAssign, bitwiseAndAssign, orAssign, andAssign, coalesceAssign
}

/// `op` byte of a `VariableDeclaration`.
public enum DeclarationKeyword: UInt8, Sendable { case `var` = 0, `let`, const, using, awaitUsing }

/// Low four bits of the `op` byte of `Property`, `MethodDefinition` and `TSMethodSignature`.
public enum MethodKind: UInt8, Sendable { case method = 0, get, set, constructor }

/// High four bits of the `op` byte of class members and parameter properties.
public enum Accessibility: UInt8, Sendable { case none = 0, `public`, `protected`, `private` }

/// `op` byte of `ImportDeclaration` and `ImportExpression`.
public enum ImportPhase: UInt8, Sendable { case none = 0, `defer`, source }

/// `op` byte of `TSModuleDeclaration`.
public enum ModuleKeyword: UInt8, Sendable { case namespace = 0, module, global }

/// `op` byte of `TSTypeOperator`.
public enum TypeOperator: UInt8, Sendable { case keyof = 0, unique, readonly }

/// `op` byte of `TSMappedType`: two bits for `readonly` (0 absent, 1 plain, 2 plus, 3 minus), two bits shifted by 2 for `?`.
public enum MappedModifier: UInt8, Sendable { case absent = 0, plain, plus, minus }
