package import ProgramGraph
package import ProjectFacts

/// What several rules work out of a project, alike. The first that asks pays for all.
package protocol ProjectKnowledge: Sendable {
  init(_ project: Project)
}

extension ProjectKnowledge {
  /// What is known of this project.
  package static func of(_ project: Project) -> Self { project.derived.fact { Self(project) } }
}

/// What several rules work out of a program and the project around it, alike. The first that asks pays for all.
package protocol ProgramKnowledge: Sendable {
  /// - Parameter project: the one that the program is of.
  init(_ program: Program, _ project: Project)
}

extension ProgramKnowledge {
  /// What is known of this program.
  package static func of(_ program: Program, _ project: Project) -> Self {
    program.derived.fact { Self(program, project) }
  }
}

extension NodeDeclarations: ProjectKnowledge {}
