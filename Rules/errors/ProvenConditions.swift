import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics

/// Decides what one file left open about a promise, when the program is known.
struct ProvenConditions {
  private let facts: KnownProgram
  private let program: Program

  init(_ program: Program, _ project: Project) {
    self.program = program
    facts = KnownProgram(program: program, project: project, indices: program.files.indices.map { FileIndex($0) })
  }

  /// The evidence, where all conditions hold; nil where one does not, or is none about promises.
  func evidence(that conditions: [DeferredCondition], holdIn file: FileIndex) -> [EvidenceStep]? {
    var evidence: [EvidenceStep] = []
    for condition in conditions {
      guard let steps = steps(condition, file) else { return nil }
      evidence += steps
    }
    return evidence
  }

  private func steps(_ condition: DeferredCondition, _ file: FileIndex) -> [EvidenceStep]? {
    switch condition {
    case .rejects(let value): return facts.rejection(of: value, in: file.index)
    case .promise(let value): return facts.promise(value, in: file.index)
    case .all(let conditions): return evidence(that: conditions, holdIn: file)
    // What refutes is no evidence.
    case .not(let condition): return steps(condition, file) == nil ? [] : nil
    case .reached, .resolves, .dependsOn, .handled, .rejectsWithText, .rejectsTold, .letGo, .neverGiven,
      .comesFromInput, .any:
      return nil
    }
  }

  /// The way by which requests reach a function.
  func request(to function: FunctionID, in file: FileIndex) -> ReachPath? {
    facts.reach(of: function, in: file.index, from: .requestHandler)
  }

  /// Whether hapi calls a function for a request, of a version that answers with an error where a handler gives nothing.
  /// Source: hapi.dev, release notes of 17.
  func isHandlerOfHapi(_ function: FunctionID, in file: FileIndex) -> Bool {
    let reference = FunctionReference(file: file, function: function)
    return program.handlers.contains { handler in
      handler.function == reference && handler.framework == "Hapi" && handler.frameworkVersion ?? 17 >= 17
    }
  }

  func dependsOn(_ package: String, around file: FileIndex) -> Bool {
    facts.version(ofDependency: package, around: file.index) != nil
  }
}
