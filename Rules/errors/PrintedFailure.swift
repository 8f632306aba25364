import Checking
import Findings
import Semantics
import SourceText

/// A failure that is only printed, as one file tells it.
struct PrintedFailure: Sendable {
  /// What is said where the program knows no more.
  struct Sentence: Sendable {
    var text: String
    /// Nil for the page's.
    var severity: Severity?
  }

  /// What is told once for all places, with their number.
  enum Kind: Sendable, Hashable {
    case one
    /// A word to one person in a chat.
    case courtesy
    /// A step that only writes down what was done.
    case record
  }

  var function: FunctionID
  var enclosing: String?
  /// The place to show.
  var place: Span
  var kind = Kind.one
  /// What does not run after it.
  var skipped: Span?
  /// The function gives back the promise that ends with the printing.
  var isReturned = false
  /// What must hold for the failure to come here at all.
  var mayReach: [DeferredCondition] = []
  /// The function whose request stays open, if one does, and what is said then.
  var unanswered: FunctionID?
  var open: Sentence?
  /// Nil where only an open request counts.
  var said: Sentence?
  /// Said where somebody goes on behind the function as if it had done its work.
  var trusted: Sentence?
  /// The function whose callers decide that.
  var trusting: FunctionID?
  /// What it says is that callers get undefined: nothing to say where all of them provide for it.
  var givesNothing = false
  /// Said instead of `said` where no caller is known.
  var unknown: Sentence?
  /// At the top of its file: a note where that is a program that serves nobody.
  var isAtTop = false
  /// Said where the function runs while the process starts.
  var atStart: Sentence?
  /// Said where the file is a program that ends here.
  var ending: Sentence?
}
