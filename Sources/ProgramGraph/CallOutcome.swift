/// What is known about where a call leads.
package enum CallOutcome: Sendable {
  /// Functions of the program, calls of classes as their constructors; and what it may enter outside.
  case followed([FunctionReference], externals: [String])
  /// External paths alone: `node:fs#readFile`.
  case external([String])
  case unknown(UnknownCallReason)
}

/// Why a call cannot be followed.
package enum UnknownCallReason: String, Sendable, CaseIterable {
  /// The callee is, or comes out of, an argument that no call of the program is seen to pass.
  case parameterOfUnknownCaller = "parameter of unknown caller"
  /// `table[key]` where neither the table nor the key tells.
  case computedMember = "computed member"
  /// `thing.name` where the thing is known and the name is not found in it.
  case noSuchMember = "no such member"
  /// `this` in a function that nothing is known to hold.
  case unknownThis = "this of unknown object"
  /// A module of the project that is not there, or not JavaScript.
  case missingModule = "missing module"
  /// The result of a call that is itself not known, or gives back nothing that can be called.
  case unknownResult = "unknown result"
  /// What a loop or pattern takes out of something unknown.
  case elementOfUnknown = "element of unknown collection"
  /// A variable that is given no value in sight.
  case noValue = "no value in sight"
  case caughtError = "caught error"
  case arithmetic = "result of an operator"
  /// Values that nodevet makes no model of.
  case expression = "expression not modelled"
  /// Something that is no function: a string, a number, a plain object.
  case notCallable = "nothing that can be called"
}
