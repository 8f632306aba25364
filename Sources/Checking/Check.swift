package import ProgramGraph
package import ProjectFacts

/// The code that keeps a page's promise. What a check *is* tells which of the protocols below it follows.
package protocol Check: Sendable {
  // The check itself as one of those protocols, nil where it does not follow it. Asked rather than cast: the first cast of
  // each type searches all conformances of the process, and there are some hundreds of types.

  var asFileCheck: (any FileCheck)? { get }
  var asSurveyCheck: (any SurveyCheck)? { get }
  var asProjectCheck: (any ProjectCheck)? { get }
  var asProgramCheck: (any ProgramCheck)? { get }
  var asPreparedCheck: (any PreparedCheck)? { get }
}

extension Check {
  package var asFileCheck: (any FileCheck)? { nil }
  package var asSurveyCheck: (any SurveyCheck)? { nil }
  package var asProjectCheck: (any ProjectCheck)? { nil }
  package var asProgramCheck: (any ProgramCheck)? { nil }
  package var asPreparedCheck: (any PreparedCheck)? { nil }
}

extension FileCheck {
  package var asFileCheck: (any FileCheck)? { self }
}

extension SurveyCheck {
  package var asSurveyCheck: (any SurveyCheck)? { self }
}

extension ProjectCheck {
  package var asProjectCheck: (any ProjectCheck)? { self }
}

extension ProgramCheck {
  package var asProgramCheck: (any ProgramCheck)? { self }
}

extension PreparedCheck {
  package var asPreparedCheck: (any PreparedCheck)? { self }
}

/// A check of the repository around the code: manifests, lockfiles, environment files. It runs on any thread, and before
/// the program is known.
package protocol ProjectCheck: Check {
  func run(on project: Project, reporter: inout Reporter)
}

/// A check of all files together: calls, handlers, what runs on a request.
package protocol ProgramCheck: Check {
  func run(on program: Program, project: Project, reporter: inout Reporter)
}

/// A check that needs the program, but will also ask for what the project alone tells: that can be found out on another
/// thread while the program is made.
package protocol PreparedCheck: Check {
  /// Asks for `ProjectKnowledge`, which keeps what it knows. Nothing depends on whether this was called.
  func prepare(_ project: Project)
}

/// A check of what the audit does with the findings of all others: nothing runs for it, `Auditing` reports by the name of
/// its rule.
package protocol AuditCheck: Check {}
