package import Semantics

/// What rules ask about functions that are handed over.
extension Program {
  /// The functions of the program that a value may be.
  package func functions(of value: ValueID, in file: FileIndex) -> [FunctionReference] {
    evaluator.evaluate(file, value).filter { $0.kind == .function }.map(\.function)
  }

  /// The call that a function is written as an argument of, with the argument's position; nil for other functions.
  package func taker(of function: FunctionReference) -> (call: CallReference, argument: Int)? {
    promises.uses(of: function.file).call(takingCallback: function.function).map { id, index in
      (CallReference(file: function.file, call: id), index)
    }
  }

  /// Whether a function of the program is registered as a handler: a framework calls it.
  package var handlerFunctions: Set<FunctionReference> { Set(entries.map(\.function)) }
}
