import Findings
import Semantics
import SourceText

/// A place that answers, and goes on to another answer.
struct TwiceAnswered: Sendable {
  /// A call that is handed the response, and its place among the arguments.
  struct Helper: Sendable {
    var call: CallID
    var argument: Int
    /// Somebody looks at what it gives.
    var isUsed: Bool
  }

  /// What becomes of the error that the second answer throws.
  enum Throwing: Sendable {
    /// Nothing of the function catches it.
    case uncaught
    /// The catch clause answers too: by what.
    case answeredInCatch(String)
  }

  /// The one whose parameters they are answered through.
  var function: FunctionID
  var around: FunctionID
  var span: Span
  /// With `$ROUTE` for the route.
  var message: String
  /// The beginning of a sentence that ends with the process.
  var uncaught: String?
  var severity: Severity?
  var second: Span?
  /// One of both is `next()`.
  var isThroughNext = false
  /// The second is.
  var passesOn = false
  /// Calls that answer if what they call does.
  var helpers: [Helper] = []
  var throwing: Throwing?
  /// The call whose result is missing where the first answers.
  var missing: ValueID?
  /// What is missing is no client's to send: `req.user`.
  var asksForGift = false
  /// What is missing is the body of the request.
  var asksForBody = false
  /// The parameters of the path one of which is missing where the first answers; nil for another test.
  var parameters: [String?] = []
}
