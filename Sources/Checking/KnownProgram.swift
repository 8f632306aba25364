import Findings
package import ProgramGraph
package import ProjectFacts
package import RulePages
package import Semantics

/// The facts of a program and the project around it, for drafts.
package struct KnownProgram: ProgramFacts {
  let program: Program
  private let project: Project
  /// By the audit's number of the file.
  private let indices: [FileIndex?]

  /// - Parameter indices: which of the program's files a file of the audit is, by the audit's number; nil for those that
  ///   are no part of it.
  package init(program: Program, project: Project, indices: [FileIndex?]) {
    self.program = program
    self.project = project
    self.indices = indices
  }

  func index(of file: Int) -> FileIndex? { file < indices.count ? indices[file] : nil }

  package func reach(of function: FunctionID, in file: Int, from origin: ReachOrigin) -> ReachPath? {
    guard let index = index(of: file) else { return nil }
    let reference = FunctionReference(file: index, function: function)
    switch origin {
    case .requestHandler: return program.requestPath(to: reference).map { path(of: $0) }
    case .moduleLoad: return program.isStartUp(reference) ? ReachPath(label: program[index].path, steps: []) : nil
    case .timer, .eventHandler: return background(reference, origin)
    }
  }

  private func path(of request: RequestPath) -> ReachPath {
    ReachPath(
      label: request.handler.route, steps: request.evidence(in: program), isOnlyFirst: request.isMemoGuarded)
  }

  /// From a timer or an event that the program set up.
  private func background(_ function: FunctionReference, _ origin: ReachOrigin) -> ReachPath? {
    guard let evidence = program.evidence(that: function, runsIn: .background), let first = evidence.steps.first else {
      return nil
    }
    guard origin == .timer ? first.timing == .timer : first.timing == .event else { return nil }
    return ReachPath(
      label: program.name(of: first.caller), steps: evidence.steps.map { $0.evidence(in: program) })
  }

  /// Nil where it may be several things.
  package func externalName(of value: ValueID, in file: Int) -> ExternalName? {
    guard let index = index(of: file) else { return nil }
    let paths = program.externalPaths(of: value, in: index)
    return paths.count == 1 ? paths.first.flatMap { ExternalName($0) } : nil
  }

  package func audience(of file: Int) -> RulePage.AppliesTo? {
    guard let index = index(of: file) else { return nil }
    return program.role(of: index).role.audience
  }

  package func version(ofDependency name: String, around file: Int) -> String? {
    guard let index = index(of: file) else { return nil }
    return project.manifest(governing: program[index].path)?.dependency(named: name)?.range
  }
}

extension FileRole {
  /// What pages call files of this role; nil for those that no page speaks of.
  package var audience: RulePage.AppliesTo? {
    switch self {
    case .server, .shared, .library, .worker: .source
    case .test: .tests
    case .script, .migration: .scripts
    case .build: .configuration
    case .generated, .vendored, .declaration, .frontend: nil
    }
  }
}
