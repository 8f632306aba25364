import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics

/// Decides what one file left open about a promise, when the program is known.
struct ProvenConditions {
  private let facts: KnownProgram

  init(_ program: Program, _ project: Project) {
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
    case .reached, .resolves, .dependsOn, .handled, .rejectsWithText, .letGo, .comesFromInput, .any: return nil
    }
  }

  /// The way by which requests reach a function.
  func request(to function: FunctionID, in file: FileIndex) -> ReachPath? {
    facts.reach(of: function, in: file.index, from: .requestHandler)
  }

  func dependsOn(_ package: String, around file: FileIndex) -> Bool {
    facts.version(ofDependency: package, around: file.index) != nil
  }
}
