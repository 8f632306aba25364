package import ProgramGraph
package import ProjectFacts

/// The code that keeps a page's promise. What a check *is* tells which of the protocols below it follows.
package protocol Check: Sendable {}

/// A check of the repository around the code: manifests, lockfiles, environment files.
package protocol ProjectCheck: Check {
  func run(on project: Project, program: Program, reporter: inout Reporter)
}

/// A check of all files together: calls, handlers, what runs on a request.
package protocol ProgramCheck: Check {
  func run(on program: Program, project: Project, reporter: inout Reporter)
}

/// A check of what the audit does with the findings of all others: nothing runs for it, `Auditing` reports by the name of
/// its rule.
package protocol AuditCheck: Check {}
