import Semantics
import SourceText

/// What a value would do harm in. What is harmless in one may do harm in another.
package enum SinkClass: String, CaseIterable, Sendable {
  case sql, nosql, command, path, url, redirect, html, code, regex, header
  /// The name of a property.
  case objectKey = "object-key"
  /// How often something is done, or how large it is made. Numbers are what does harm here; tests of size and schemas
  /// make them harmless.
  case amount
  /// Whatever came with a request, harmless or not.
  case any
}

/// The part of a request that a value comes from.
package enum RequestPart: String, CaseIterable, Sendable {
  case body, query, params, url, headers, cookies, files, message
  /// Of a query of GraphQL, of a function that clients call.
  case arguments
}

/// How a value comes from a request.
package struct RequestFlow: Sendable, Hashable {
  package var part: RequestPart
  /// From the source to the value, each a place and what is the case there.
  package var steps: [ProgramStep]
  /// Calls between the function that reads the request and the one that uses the value; 0 for the same function.
  package var callLevels: Int
  /// The sender may make it an object or a list, not only a text.
  package var mayBeObject: Bool

  static let anyParameter = "`param` takes it from the path, the body or the query"
  static let piece = "a part of the body is handed over"
  static let chat = "the message of the chat is handed over here"
  static let handedOn = "put there for the handlers that follow"
  static let givenBack = "given back by "
  static let handedTo = "handed to "

  /// Middleware put it on the request: it may well have looked at it first.
  package var isHandedOn: Bool { steps.contains { $0.text == Self.handedOn } }

  /// Read by `req.param(name)` of Express 4, which looks for the name in the path, the body and the query.
  package var isAnyParameter: Bool { steps.first?.text == Self.anyParameter }

  /// Comes as the pieces of a body that the program reads itself, with no limit but its own.
  package var isReadByHand: Bool { steps.first?.text == Self.piece }
}

extension Program {
  /// Where the value comes to those who do something with it: where the request is read, or where a helper is called that
  /// reads it for many. Who checks the value there checks it for all that follows.
  package func entrance(of flow: RequestFlow) -> ProgramStep? {
    guard var entrance = flow.steps.first else { return nil }
    let reader = ImpliedCalls.function(around: entrance.span, self[entrance.file])
    for step in flow.steps.dropFirst() {
      if step.text.hasPrefix(RequestFlow.handedTo) { break }
      guard step.text.hasPrefix(RequestFlow.givenBack) else { continue }
      if step.file != entrance.file || ImpliedCalls.function(around: step.span, self[step.file]) != reader {
        entrance = step
      }
    }
    return entrance
  }

  /// How the code that reads the value is reached from a request handler: the handler whose request it comes from,
  /// which need not be the first of those that lead to where the value ends up. nil where that is not known.
  package func requestPath(of flow: RequestFlow) -> RequestPath? {
    var first: RequestPath?
    for step in flow.steps {
      guard let path = requestPath(around: step.span, in: step.file) else { continue }
      // Helpers that read requests are called by many handlers; a handler on the way is the one.
      if path.edges.isEmpty { return path }
      if first == nil { first = path }
    }
    return first
  }

  /// The same, by a handler that leads to the function where the value is used: one that many share may be registered
  /// for each of them around something else. nil where only others lead there.
  package func requestPath(of flow: RequestFlow, to user: FunctionReference) -> RequestPath? {
    guard let path = requestPath(of: flow) else { return nil }
    let reader = path.handler.function
    if let handler = reach.registration(of: reader, leadingTo: user) {
      return RequestPath(handler: handler, edges: path.edges, isMemoGuarded: path.isMemoGuarded)
    }
    guard let other = requestPath(to: user) else { return path }
    guard let last = path.edges.last,
      reach.registration(of: other.handler.function, leadingTo: last.caller) != nil
    else { return nil }
    return other
  }

  /// The innermost function around a place that requests reach.
  private func requestPath(around span: Span, in file: FileIndex) -> RequestPath? {
    for (index, record) in self[file].functions.enumerated().reversed() where record.span.contains(span) {
      guard record.kind != .module else { return nil }
      if let path = requestPath(to: FunctionReference(file: file, function: FunctionID(index))) { return path }
    }
    return nil
  }
}
