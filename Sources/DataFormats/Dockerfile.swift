package import SourceText

/// A Dockerfile: its instructions, the stages they form, and what was wrong. Spans are byte offsets into the file.
package struct Dockerfile: Sendable {
  /// All instructions, in the order written.
  package let instructions: [DockerInstruction]
  /// `ARG`s before the first `FROM`: what image names may take in.
  package let globalArguments: [DockerVariable]
  package let stages: [DockerStage]
  package let problems: [FormatProblem]

  /// The stage that becomes the image: the last one, but where that is called a stage for developers or tests, the last
  /// of those whose name speaks of production.
  package var finalStage: DockerStage? {
    guard let last = stages.last, last.isForDevelopment else { return stages.last }
    return stages.last { $0.isForProduction } ?? last
  }

  /// The stages that a stage stands on, itself first: `FROM build` takes up what the stage `build` did. Stages that are
  /// only copied from are not among them.
  package func lineage(of stage: DockerStage) -> [DockerStage] {
    var lineage = [stage]
    while let base = lineage.last?.base(in: stages) { lineage.append(base) }
    return lineage
  }

  /// The image that a stage stands on in the end, outside of this file.
  package func image(of stage: DockerStage) -> DockerImage? { lineage(of: stage).last?.image }
}

/// One instruction. Continued lines are joined, and comments between them left out.
package struct DockerInstruction: Sendable {
  /// In capitals: "FROM", "RUN". Of `ONBUILD RUN …` it is "ONBUILD", and the rest is its text.
  package let keyword: String
  package let keywordSpan: Span
  /// From the keyword to the end of the last line, here-documents included.
  package let span: Span
  /// `--from=build`, `--mount=type=secret,id=npm`, in the order written.
  package let flags: [DockerVariable]
  /// What follows keyword and flags, continued lines joined by nothing, as Docker does it.
  package let text: String
  /// The span of `text` in the file, continuations included; empty, behind the keyword, where there is none.
  package let textSpan: Span
  /// `text` taken apart at blanks that stand in no quotes; quotes and escapes are left as written.
  package let words: [DockerWord]
  /// The strings of the JSON form `["node", "server.js"]`; nil for the shell form.
  package let list: [DockerWord]?
  /// `NAME=value` of ENV, LABEL and ARG, quotes taken off; `ENV NAME value` is one of them.
  package let variables: [DockerVariable]
  /// The bodies of here-documents.
  package let documents: [Span]

  package func flag(_ name: String) -> DockerVariable? { flags.last { $0.name == name } }
}

/// A word and its place.
package struct DockerWord: Hashable, Sendable {
  package let text: String
  package let span: Span
}

/// A name with a value, such as `NODE_ENV=production` or `--from=build`.
package struct DockerVariable: Hashable, Sendable {
  package let name: String
  /// Nil where only a name stands: `ARG TOKEN`.
  package let value: String?
  package let span: Span
  package let valueSpan: Span
}

/// What stands between one `FROM` and the next.
package struct DockerStage: Sendable {
  package let index: Int
  /// What it is called with `AS`.
  package let name: String?
  package let from: DockerInstruction
  package let image: DockerImage
  /// Those after `FROM`.
  package let instructions: [DockerInstruction]

  private static let developmentNames: Set<Substring> = [
    "dev", "develop", "development", "test", "tests", "testing", "debug", "local", "ci", "e2e", "lint",
  ]
  private static let productionNames: Set<Substring> = [
    "prod", "production", "release", "runner", "runtime", "final", "deploy",
  ]

  /// By its name: `AS development`, `AS dev-runner`.
  package var isForDevelopment: Bool { !marks.isDisjoint(with: Self.developmentNames) }
  var isForProduction: Bool { !isForDevelopment && !marks.isDisjoint(with: Self.productionNames) }

  private var marks: Set<Substring> { Set((name ?? "").lowercased().parts(betweenAnyOf: "-_.")) }

  /// The last instruction with this keyword.
  package func last(_ keyword: String) -> DockerInstruction? { instructions.last { $0.keyword == keyword } }

  /// The earlier stage that `FROM` names.
  func base(in stages: [DockerStage]) -> DockerStage? {
    let name = image.reference.lowercased()
    return stages[..<index].last { $0.name?.lowercased() == name }
  }
}

/// The image that `FROM` names.
package struct DockerImage: Hashable, Sendable {
  /// As written: "node:${NODE_VERSION}-alpine".
  package let written: String
  package let span: Span
  /// With the defaults of global arguments put in; a variable without one stays as written.
  package let reference: String

  /// Whether a variable in it has no value that the file tells.
  package var isOpen: Bool { reference.holds("$") }

  /// The name without registry tag and digest: "node", "library/node", "ghcr.io/shop/base".
  package var repository: String {
    let name = reference.prefix { $0 != "@" }
    guard let colon = name.lastIndex(of: ":"), !name[colon...].holds("/") else { return String(name) }
    return String(name[..<colon])
  }

  /// "20-alpine"; nil where there is none.
  package var tag: String? {
    let name = reference.prefix { $0 != "@" }
    guard let colon = name.lastIndex(of: ":"), !name[colon...].holds("/") else { return nil }
    return String(name[name.index(after: colon)...])
  }

  /// "sha256:…"; nil where there is none.
  package var digest: String? {
    guard let at = reference.firstIndex(of: "@") else { return nil }
    return String(reference[reference.index(after: at)...])
  }
}
