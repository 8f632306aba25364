import DataFormats
import SourceText

extension RulePageReader {
  /// Each `###` heading is a test, its fences a project. A page shows what it finds and what it leaves alone.
  mutating func readExamples(_ blocks: [MarkdownBlock]) -> [RuleExample] {
    var examples: [RuleExample] = []
    var names = Set<String>()
    for block in blocks {
      switch block {
      case .heading(let heading):
        let name = text(heading.text)
        if heading.level > 3 || name.isEmpty {
          report(heading.span, "under `## Examples`, `### Name` begins a test")
        } else if !names.insert(name).inserted {
          report(heading.span, "two tests are named “\(name)”")
        }
        examples.append(RuleExample(name: name, span: heading.span, files: []))
      case .fence(let fence):
        guard let last = examples.indices.last else {
          report(fence.span, "a fence of an example stands under a heading `### Name`")
          continue
        }
        guard let file = readFile(fence) else { continue }
        if examples[last].files.contains(where: { $0.path == file.path }) {
          report(fence.info, "two files of this example are named \(file.path)")
        }
        examples[last].files.append(file)
      case .paragraph, .list: continue
      }
    }
    judge(examples)
    return examples
  }

  private mutating func judge(_ examples: [RuleExample]) {
    guard problems.isEmpty else { return }
    for example in examples where !example.files.contains(where: { $0.role != .context }) {
      report(example.span, "no fence of this example is `bad` or `good`")
    }
    if !examples.contains(where: \.isBad) { report(end, "no example is `bad`: a page shows what it finds") }
    if examples.allSatisfy(\.isBad) { report(end, "no example is `good`: a page shows what it leaves alone") }
  }

  private mutating func readFile(_ fence: MarkdownBlock.Fence) -> ExampleFile? {
    guard let info = readInfo(fence) else { return nil }
    let text = MarkedText(fence.content, of: bytes)
    for problem in text.problems { report(problem.span, problem.message) }
    switch info.role {
    case .bad:
      if text.markers.isEmpty, text.problems.isEmpty {
        report(fence.info, "a `bad` fence marks what is found, with `//~ text` at the end of the line")
      }
    case .good, .context:
      for marker in text.markers { report(marker.span, "a marker in a fence that is not `bad`") }
      if info.role == .good, fence.content.isEmpty { report(fence.info, "a `good` fence is empty") }
    }
    return ExampleFile(
      path: info.path, language: info.language, role: info.role, bytes: text.bytes, markers: text.markers,
      firstPageLine: line(of: fence.span) + 1)
  }

  /// Reads `LANGUAGE [bad|good] [file=PATH]`.
  private mutating func readInfo(
    _ fence: MarkdownBlock.Fence
  ) -> (language: ExampleLanguage, role: ExampleFile.Role, path: String)? {
    var words = text(fence.info).parts(between: " ")[...]
    guard let first = words.popFirst(), let language = ExampleLanguage(rawValue: String(first)) else {
      let known = ExampleLanguage.allCases.map(\.rawValue).joined(separator: ", ")
      report(fence.info.isEmpty ? fence.span : fence.info, "a fence begins with its language; there are \(known)")
      return nil
    }
    var role = ExampleFile.Role.context
    if let word = words.first, let judged = ExampleFile.Role(rawValue: String(word)), judged != .context {
      role = judged
      words.removeFirst()
    }
    var path: String?
    if let word = words.first, word.hasPrefix("file=") {
      path = String(word.dropFirst(5))
      words.removeFirst()
    }
    guard words.isEmpty else {
      report(fence.info, "an info string is `LANGUAGE`, then `bad` or `good` or neither, then `file=PATH` or nothing")
      return nil
    }
    guard let path = path ?? language.sourceExtensions?.first.map({ "example.\($0)" }) else {
      report(fence.info, "a fence in `\(language.rawValue)` names its file: `file=PATH`")
      return nil
    }
    return isFit(path, for: language, fence) ? (language, role, path) : nil
  }

  private mutating func isFit(_ path: String, for language: ExampleLanguage, _ fence: MarkdownBlock.Fence) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !["", ".", ".."].contains($0) }), !path.holds("\\") else {
      report(fence.info, "`file=` is a path inside the example, such as src/report.js")
      return false
    }
    let name = parts.last ?? ""
    let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    let all = ExampleLanguage.allCases.flatMap { $0.sourceExtensions ?? [] }
    guard language.sourceExtensions?.contains(ending) ?? !all.contains(ending) else {
      report(fence.info, "`\(language.rawValue)` and the file name \(path) say different languages")
      return false
    }
    return true
  }
}
