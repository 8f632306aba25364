import JavaScript
import Semantics
import SourceText
import Checking

/// What somebody throws, or rejects with, though it is no error.
enum ThrownLiteral: Equatable {
  case string, number, boolean, null, undefined, nothing
  case object(hasStatus: Bool)
  /// `throw Error`
  case classOfErrors(String)

  var noun: String {
    switch self {
    case .string: "a string"
    case .number: "a number"
    case .boolean: "a boolean"
    case .null: "null"
    case .undefined, .nothing: "undefined"
    case .object: "a plain object"
    case .classOfErrors(let name): "the class \(name)"
    }
  }
}

extension FileContext {
  /// The literal that an expression is, if it is one.
  func literal(_ expression: NodeID) -> ThrownLiteral? {
    let node = withoutAssertions(expression)
    switch tree.kind(node) {
    case .stringLiteral, .templateLiteral: return .string
    case .numericLiteral, .bigIntLiteral: return .number
    case .booleanLiteral: return .boolean
    case .nullLiteral: return .null
    case .objectExpression: return plainObject(node)
    case .binaryExpression:
      guard Operator(rawValue: tree.op(node)) == .plus else { return nil }
      // Text joined with something is text.
      return [0, 1].contains { literal(tree.child(node, $0)) == .string } ? .string : nil
    case .identifier:
      if tree.atom(node, 0) == .undefined, analyzer.isGlobal(node) { return .undefined }
      if let name = lastName(of: node), Self.classesOfErrors.contains(name), analyzer.isGlobal(node) {
        return .classOfErrors(name)
      }
      switch analyzer.constant(of: node) {
      case .string: return .string
      case .number: return .number
      case .boolean: return .boolean
      case .null: return .null
      case .undefined, nil: return nil
      }
    case .conditionalExpression:
      guard let first = literal(tree.child(node, 1)), first == literal(tree.child(node, 2)) else { return nil }
      return first
    default: return nil
    }
  }

  /// `{ status: 404, message: "…" }`; nil where it may take more from something else, a stack perhaps.
  private func plainObject(_ node: NodeID) -> ThrownLiteral? {
    var hasStatus = false
    for property in tree.list(node, 0) {
      guard tree.kind(property) == .property, !tree.flags(property).contains(.computed) else { return nil }
      let key = tree.child(property, 0)
      let name = tree.kind(key) == .stringLiteral ? tree.stringValue(key) : lastName(of: key) ?? ""
      if ["stack", "error", "err", "cause", "originalError", "$$typeof", "then"].contains(name) { return nil }
      if Self.statusNames.contains(name) { hasStatus = true }
    }
    return .object(hasStatus: hasStatus)
  }

  private static let classesOfErrors: Set<String> = [
    "Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError", "URIError", "AggregateError",
  ]

  private static let statusNames: Set<String> = [
    "status", "statusCode", "code", "httpStatus", "status_code", "httpCode", "errorCode",
  ]
}
