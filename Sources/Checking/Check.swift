package import ProgramGraph
package import ProjectFacts

/// The code that keeps a page's promise. What a check *is* tells which of the protocols below it follows.
package protocol Check: Sendable {}

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
