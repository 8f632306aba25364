import Checking
import DataFormats
import Findings
import ProjectFacts
import SourceText

/// Takes the comment of a suppression away, or the rule that silences nothing from its list.
struct UnusedSuppressionFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let source = context.source(finding.path), !finding.path.hasSuffix(".json") else { return nil }
    let table = source.lineTable()
    let line = table.span(ofLine: table.line(at: finding.span.start))
    let text = source.text(in: line)
    guard text.utf8.count == line.count, let word = text.firstRange(of: "nodevet-ignore"),
      let reason = text.firstRange(of: " -- ")
    else { return nil }
    let list = text[word.upperBound..<reason.lowerBound].drop { $0 != " " }
    let rules = list.split { $0 == " " || $0 == "," }.filter { !$0.hasPrefix("until=") }
    if rules.count > 1 { return without(finding, source, in: line) }
    // A comment that runs to the end of its line, and no region that something else ends.
    guard !text[word.upperBound...].hasPrefix("-start"), !text.holds("*/"), !text.holds("-->"),
      let mark = text[..<word.lowerBound].lastIndex(where: { $0 == "/" || $0 == "#" })
    else { return nil }
    let begin = text[mark] == "/" ? text.index(mark, offsetBy: -1, limitedBy: text.startIndex) ?? mark : mark
    let code = text[..<begin]
    guard text[begin] == "#" || text[begin...].hasPrefix("//") else { return nil }
    let kept = code.drop { $0 == " " || $0 == "\t" }.isEmpty ? 0 : code.trimmedEnd.utf8.count
    let start = Int(line.start) + kept
    var end = Int(line.end)
    if kept == 0 {
      // The line goes with its end.
      if end < source.bytes.count, source.bytes[end] == 0x0D { end += 1 }
      if end < source.bytes.count, source.bytes[end] == 0x0A { end += 1 }
    }
    return Fix(
      title: "delete the suppression", isSafe: true,
      edits: [.init(path: finding.path, span: Span(start, end), text: "")])
  }

  private func without(_ finding: Finding, _ source: SourceFile, in line: Span) -> Fix? {
    var start = Int(finding.span.start)
    var end = Int(finding.span.end)
    let bytes = source.bytes
    // With the comma and the blanks behind it, or before it where it is the last.
    while end < Int(line.end), bytes[end] == 0x20 { end += 1 }
    if end < Int(line.end), bytes[end] == 0x2C {
      end += 1
      while end < Int(line.end), bytes[end] == 0x20 { end += 1 }
    } else {
      end = Int(finding.span.end)
      while start > Int(line.start), bytes[start - 1] == 0x20 || bytes[start - 1] == 0x2C { start -= 1 }
    }
    return Fix(
      title: "delete the rule from the suppression", isSafe: true,
      edits: [.init(path: finding.path, span: Span(start, end), text: "")])
  }
}

extension Substring {
  /// Without blanks, and without what continues a command on the next line, at its end.
  fileprivate var withoutContinuation: Substring {
    var rest = self
    while let last = rest.last, last.isWhitespace || last == "\\" { rest = rest.dropLast() }
    return rest
  }

  fileprivate var trimmedEnd: Substring {
    var rest = self
    while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
    return rest
  }
}

/// `npm install` → `npm ci`, where nothing else is asked to be installed; `npm ci || npm install` → `npm ci`.
struct InstallCommandFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    // Where an image has no lockfile, `npm ci` has nothing to keep to.
    guard let source = context.source(finding.path), !finding.message.holds(" installs without ") else { return nil }
    let command = command(at: finding.span, source)
    let text = source.text(in: command)
    guard text.utf8.count == command.count else { return nil }
    for name in ["npm install", "npm i"] {
      guard let range = text.firstRange(of: name) else { continue }
      let rest = text[range.upperBound...]
      if let next = rest.first, !" \t&|;\"'\\\r\n".contains(next) { continue }
      // `pnpm install` is another program.
      let before = text[..<range.lowerBound]
      if let previous = before.last, !" \t;&|(\"'".contains(previous) { return nil }
      let arguments = rest.prefix { !"&|;\"'#\\\r\n".contains($0) }
      guard isPlain(arguments) else { return nil }
      let edit: Fix.Edit
      let left = before.withoutContinuation
      if left.hasSuffix("||") {
        // What the other install does is what `npm ci` shall keep from happening.
        let kept = left.dropLast(2).withoutContinuation
        guard let ci = kept.ranges(of: "npm ci").last, isPlain(kept[ci.upperBound...]) else { return nil }
        // To the end of its last argument; what follows belongs to the next command.
        let end = arguments.withoutContinuation.endIndex
        edit = .init(
          path: finding.path, span: Span(offset(kept.endIndex, in: text, command), offset(end, in: text, command)),
          text: "")
      } else {
        let start = offset(range.lowerBound, in: text, command)
        edit = .init(path: finding.path, span: Span(start, start + name.utf8.count), text: "npm ci")
      }
      return Fix(title: "write `npm ci`", isSafe: true, edits: [edit])
    }
    return nil
  }

  private func offset(_ index: String.Index, in text: String, _ span: Span) -> Int {
    Int(span.start) + text[..<index].utf8.count
  }

  /// A package's name makes it another command; `--save` and its like do too.
  private func isPlain(_ arguments: Substring) -> Bool {
    arguments.parts(between: " ").allSatisfy { word in
      word.hasPrefix("--") && !Self.others.contains { word.hasPrefix($0) }
    }
  }

  /// Flags that `npm ci` refuses, or that ask for something else.
  private static let others = ["--save", "--global", "--no-package-lock", "--package-lock", "--dry-run", "--prefix"]

  /// From the finding to the end of its line, and of those that a backslash continues it on.
  private func command(at span: Span, _ source: SourceFile) -> Span {
    let table = source.lineTable()
    var line = table.line(at: span.start)
    while line < table.lineCount, source.bytes[..<Int(table.span(ofLine: line).end)].last == 0x5C { line += 1 }
    return Span(start: span.start, end: table.span(ofLine: line).end)
  }
}

/// Adds an environment file to `.gitignore`.
struct IgnoreEnvironmentFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    // The finding is about these files.
    guard let paths = finding.identity?.split(separator: "\n").map(String.init), let first = paths.first else {
      return nil
    }
    let isThere = RelativePath.name(of: finding.path) == ".gitignore"
    let directory = RelativePath.directory(of: isThere ? finding.path : first)
    guard paths.allSatisfy({ RelativePath.isInside($0, directory) }) else { return nil }
    let file = RelativePath.join(directory, ".gitignore")
    let lines = paths.map { directory.isEmpty ? $0 : String($0.dropFirst(directory.utf8.count + 1)) }
    // What means something to git in an ignore file is for people to write.
    guard !lines.contains(where: { $0.contains { "*?[]!\\# \n".contains($0) } }) else { return nil }
    return Fix(
      title: "keep \(lines.joined(separator: ", ")) out of the repository", isSafe: true,
      edits: [LineAppending.edit(adding: lines.map { "/" + $0 }, to: file, context)])
  }
}

/// Adds the variables that an example lacks, without values.
struct EnvironmentExampleFix: FindingFixer {
  private static let names = [".env.example", ".env.sample", ".env.template", ".env.dist"]

  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let identity = finding.identity, !identity.hasSuffix(" unused") else { return nil }
    let manifest =
      [" missing", " unmentioned"].first { identity.hasSuffix($0) }.map { String(identity.dropLast($0.count)) }
      ?? identity
    let directory = RelativePath.directory(of: manifest)
    var variables: [String] = []
    let places = finding.evidence.map { ($0.path, $0.span) } + [(finding.path, finding.span)]
    for (path, span) in places {
      guard let text = context.source(path)?.text(in: span), let name = Self.variable(in: text) else { continue }
      if !variables.contains(name) { variables.append(name) }
    }
    // Evidence is cut: an example of some of them would still lack the others.
    guard !variables.isEmpty, finding.evidence.count < 12 else { return nil }
    // The example that the finding speaks of may bear any name.
    let examples = EnvironmentDocuments.of(context.project).examples(for: directory)
    let file =
      Self.names.map { RelativePath.join(directory, $0) }.first { context.project.inventory.exists($0) }
      ?? examples.map(\.path).first { finding.message.hasPrefix($0 + " ") }
      ?? RelativePath.join(directory, Self.names[0])
    // A file that git does not know yet may hold them already.
    let known = context.source(file)?.text.split(whereSeparator: \.isNewline).compactMap { line in
      line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
    }
    variables.removeAll { known?.contains($0) ?? false }
    if variables.isEmpty { return nil }
    return Fix(
      title: "add \(variables.joined(separator: ", ")) to \(RelativePath.name(of: file))", isSafe: true,
      edits: [LineAppending.edit(adding: variables.sorted().map { $0 + "=" }, to: file, context)])
  }

  /// The last word in capitals: of `process.env.API_KEY`, `env["API_KEY"]`, `API_KEY`.
  private static func variable(in text: String) -> String? {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.last { word in
      word.first?.isNumber == false && word.contains(where: \.isLetter) && word.allSatisfy { !$0.isLowercase }
    }.map(String.init)
  }
}

/// Lines at the end of a file, which may lack its last line end, or be missing altogether.
private enum LineAppending {
  static func edit(adding lines: [String], to path: String, _ context: FixContext) -> Fix.Edit {
    let bytes = context.source(path)?.bytes ?? []
    let ending = bytes.contains(0x0D) ? "\r\n" : "\n"
    let before = bytes.isEmpty || bytes.last == 0x0A ? "" : ending
    return Fix.Edit(
      path: path, span: Span(bytes.count, bytes.count), text: before + lines.map { $0 + ending }.joined())
  }
}

/// A range that lets anything in becomes the one around the version that the lockfile holds.
struct LockedRangeFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let manifest = context.project.manifests.first(where: { $0.path == finding.path }),
      case .committed(let presence) = context.project.lockfile(governing: manifest), let lockfile = presence.contents,
      let importer = lockfile.importer(inDirectory: manifest.directory), finding.evidence.count < 8
    else { return nil }
    guard case .npm(let format) = lockfile.format, format >= 2,
      let asked = context.source(lockfile.path).map({ JSONParser.parse($0.bytes) })?.root
    else { return nil }
    let spans = [finding.span] + finding.evidence.map(\.span)
    var edits: [Fix.Edit] = []
    for dependency in manifest.dependencies where spans.contains(where: { $0.contains(dependency.keySpan) }) {
      guard dependency.isFromRegistry, !dependency.range.holds(":"), dependency.rangeSpan.count >= 2,
        let locked = importer.dependencies.first(where: {
          $0.name == dependency.name && $0.section == dependency.section
        })?
        .package
      else { return nil }
      let version = lockfile.packages[locked].version
      guard version.first?.isNumber == true, version.allSatisfy({ $0.isASCII && !"\"\\ ".contains($0) }) else {
        return nil
      }
      let inside = Span(Int(dependency.rangeSpan.start) + 1, Int(dependency.rangeSpan.end) - 1)
      edits.append(.init(path: manifest.path, span: inside, text: "^" + version))
      // npm's lockfile repeats the range; the others are named by it, and are for their package managers to change.
      guard let place = copy(of: dependency, asked, manifest.directory) else { return nil }
      edits.append(.init(path: lockfile.path, span: place, text: "^" + version))
    }
    guard !edits.isEmpty else { return nil }
    return Fix(title: "ask for the version that the lockfile holds", isSafe: true, edits: edits)
  }

  /// Where the lockfile says what a package of the project asks for, without the quotes.
  private func copy(of dependency: ManifestDependency, _ lockfile: JSONValue, _ directory: String) -> Span? {
    // By the folder from where the lockfile stands: the root, or a workspace of it.
    guard let entry = lockfile["packages"]?[directory] ?? lockfile["packages"]?[""],
      let value = entry[dependency.section.rawValue]?[dependency.name], value.isString(dependency.range)
    else { return nil }
    return value.contentSpan
  }
}
