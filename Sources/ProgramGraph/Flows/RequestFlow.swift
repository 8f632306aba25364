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

  static let piece = "a part of the body is handed over"

  /// Comes as the pieces of a body that the program reads itself, with no limit but its own.
  package var isReadByHand: Bool { steps.first?.text == Self.piece }
}
