package import ProgramGraph
package import ProjectFacts

/// A check in two steps: in each file, while its tree is there, it writes down what only the tree tells; when the program
/// is known it judges what was written down.
///
/// For rules that ask much of both, the shape of code and what the program knows of it. What needs one file and a few
/// conditions is a `FileCheck`; what needs no tree, a `ProgramCheck`.
package protocol SurveyCheck: Check {
  /// What a file must say to the second step. It outlives the tree: spans, text, the model's functions, calls and
  /// values; no nodes to be looked into, and no atoms, which are numbered anew when files are joined.
  associatedtype Note: Sendable

  /// What makes a file worth a look.
  var interests: FileInterests { get }

  /// Checks that give the same name note the same things in the same nodes: the first of them notes for all. nil where
  /// the notes are the check's own.
  var sharedSurvey: String? { get }

  /// Whether the second step sees the notes of front ends too, which no page applies to.
  var looksAtFrontEnds: Bool { get }

  /// The first step, on any thread. The model may grow by the values that are asked for.
  ///
  /// - Parameter nodes: those of `interests`, in source order by end.
  func survey(_ file: FileContext, nodes: FileNodes) -> [Note]

  /// The second step, once.
  ///
  /// - Parameter surveyed: the files with notes that the page's `applies-to` or `looksAtFrontEnds` admits, in the order of their
  ///   paths.
  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter)
}

/// What a check wrote down of a file.
package struct SurveyedFile<Note: Sendable>: Sendable {
  package var file: FileIndex
  /// As `survey` gave them.
  package var notes: [Note]
}

/// What a check wrote down of a file, whatever its type.
package struct SurveyNotes: Sendable {
  /// Index in the `RuleSet`.
  package var rule: Int
  fileprivate let notes: any Sendable

  /// The same notes, for another rule that shares the survey.
  func given(to rule: Int) -> SurveyNotes { SurveyNotes(rule: rule, notes: notes) }
}

extension SurveyCheck {
  package var sharedSurvey: String? { nil }
  package var looksAtFrontEnds: Bool { false }

  /// nil where there is nothing to note.
  func notes(on file: FileContext, nodes: FileNodes, rule: Int) -> SurveyNotes? {
    let notes = survey(file, nodes: nodes)
    return notes.isEmpty ? nil : SurveyNotes(rule: rule, notes: notes)
  }

  /// - Parameter notes: those of this check's rule, by file.
  package func run(
    on notes: [(file: FileIndex, notes: SurveyNotes)], program: Program, project: Project, reporter: inout Reporter
  ) {
    let surveyed = notes.compactMap { entry in
      (entry.notes.notes as? [Note]).map { SurveyedFile(file: entry.file, notes: $0) }
    }
    run(on: surveyed, program: program, project: project, reporter: &reporter)
  }
}
