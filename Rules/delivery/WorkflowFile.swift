import Checking
import ProjectFacts
import SourceText

/// A file of continuous integration, line by line.
struct WorkflowFile: Sendable {
  struct Line: Sendable {
    let number: Int
    /// Without blanks at its ends.
    let span: Span
    let indent: Int
    let text: Substring
    /// What a shell runs, if the line is a command or `run:` with one.
    let script: Substring?
    /// The commands in it.
    let commands: [ShellCommand]

    fileprivate init(number: Int, span: Span, indent: Int, text: Substring) {
      self.number = number
      self.span = span
      self.indent = indent
      self.text = text
      script = Self.script(in: text)
      commands = script.map { ShellCommand.commands(in: $0) } ?? []
    }

    private static func script(in line: Substring) -> Substring? {
      var text = line
      if text.hasPrefix("#") { return nil }
      if text.hasPrefix("- ") { text = text.dropFirst(2).drop { $0 == " " } }
      for key in ["run:", "script:", "command:", "sh '", "sh \""] where text.hasPrefix(key) {
        text = text.dropFirst(key.count).drop { $0 == " " }
      }
      if text.hasPrefix("\"") || text.hasPrefix("'") { text = text.dropFirst() }
      while let last = text.last, last == "\"" || last == "'" { text = text.dropLast() }
      return text
    }
  }

  let path: String
  let text: String
  let lines: [Line]

  private static let sizeLimit = 256 * 1024
  private static let names: Set<String> = [
    ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "bitbucket-pipelines.yml",
    "Jenkinsfile", "appveyor.yml", ".appveyor.yml", ".drone.yml", "buildspec.yml", "cloudbuild.yaml", "cloudbuild.yml",
    ".cirrus.yml",
  ]

  /// In byte order of paths.
  static func all(in project: Project) -> [WorkflowFile] { Known.of(project).files }

  private struct Known: ProjectKnowledge {
    let files: [WorkflowFile]

    init(_ project: Project) {
      files = project.inventory.files.filter { isWorkflow($0.path) && !$0.isVendored }.compactMap { file in
        guard case .success(let bytes) = project.files.bytes(of: file.path, limit: sizeLimit) else { return nil }
        return WorkflowFile(path: file.path, bytes: bytes)
      }
    }
  }

  /// Workflows of others, in templates and installed packages, run nowhere: only those where servers look for them.
  static func isWorkflow(_ path: String) -> Bool {
    let folder = RelativePath.directory(of: path)
    let isYAML = path.hasSuffix(".yml") || path.hasSuffix(".yaml")
    if isYAML, [".github/workflows", ".circleci", ".buildkite", ".woodpecker"].contains(folder) { return true }
    return folder.isEmpty && names.contains(path)
  }

  private init(path: String, bytes: [UInt8]) {
    self.path = path
    text = String(decoding: bytes, as: UTF8.self)
    var lines: [Line] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var first = start
      while first < end, bytes[first] == UInt8(ascii: " ") { first += 1 }
      var last = end
      while last > first, bytes[last - 1] <= UInt8(ascii: " ") { last -= 1 }
      lines.append(
        Line(
          number: lines.count, span: Span(first, last), indent: first - start,
          text: Substring(String(decoding: bytes[first..<last], as: UTF8.self))))
      start = end + 1
    }
    self.lines = lines
  }

  /// The folder that `working-directory` of the step, of the job or of the whole workflow names.
  func folder(around line: Line) -> String {
    let step = self.step(around: line)
    let key = "working-directory:"
    func folder(_ line: Line) -> String? {
      let text = line.text.hasPrefix("- ") ? line.text.dropFirst(2) : line.text
      return text.hasPrefix(key) ? Self.clean(text.dropFirst(key.count)) : nil
    }
    if let found = lines[step].lazy.compactMap({ folder($0) }).first { return found }
    // Defaults stand before the steps.
    return lines[..<step.lowerBound].reversed().lazy.filter { previous in
      previous.number > 0 && lines[previous.number - 1].text.hasPrefix("run:") && previous.indent > 0
    }.compactMap { folder($0) }.first ?? ""
  }

  /// Whether a line is an input of an action, `run: npm install` below `with:`, which no shell reads.
  func isInput(_ line: Line) -> Bool {
    let above = lines[..<line.number].last { !$0.text.isEmpty && $0.indent < line.indent }
    return line.text.hasPrefix("run:") && above?.text == "with:"
  }

  /// The lines of the list item around a line; the line alone where it is in none.
  func step(around line: Line) -> Range<Int> {
    var first = line.number
    var indent = line.indent + 1
    // Up through the keys that the line stands below, to the one that begins an item.
    while !(lines[first].text.hasPrefix("- ") && lines[first].indent < indent) {
      if first == 0 { return line.number..<line.number + 1 }
      if !lines[first].text.isEmpty { indent = min(indent, max(lines[first].indent, 1)) }
      first -= 1
    }
    var end = line.number + 1
    while end < lines.count, lines[end].text.isEmpty || lines[end].indent > lines[first].indent { end += 1 }
    return first..<end
  }

  /// The lines of the job around a line, its name the first; nil where there are no jobs.
  func job(around line: Line) -> Range<Int>? {
    guard let jobs = lines.firstIndex(where: { $0.indent == 0 && $0.text.hasPrefix("jobs:") }), line.number > jobs,
      let indent = lines[(jobs + 1)...].first(where: { !$0.text.isEmpty && !$0.text.hasPrefix("#") })?.indent
    else { return nil }
    func isHead(_ number: Int) -> Bool {
      lines[number].indent <= indent && !lines[number].text.isEmpty && !lines[number].text.hasPrefix("#")
    }
    guard let first = (jobs + 1...line.number).last(where: isHead) else { return nil }
    let end = (first + 1..<lines.count).first(where: isHead) ?? lines.count
    return first..<end
  }

  static func clean(_ text: some StringProtocol) -> String {
    let path = String(text).filter { !"\"' ".contains($0) }
    return path.parts(between: "/").filter { $0 != "." }.map(String.init).joined(separator: "/")
  }
}
