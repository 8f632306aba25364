import SourceText

/// What a value would do harm in. What is harmless in one may do harm in another.
package enum SinkClass: String, CaseIterable, Sendable {
  case sql, nosql, command, path, url, redirect, html, code, regex, header
  /// The name of a property.
  case objectKey = "object-key"
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
}
