import Foundation
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText
import TestSupport
import Testing

/// One program of `TestFixtures/programs`: its files, and what their marks expect. The format is described in the
/// README there.
struct MarkedProgram {
  /// A part of the fixture that stands for a file of the program.
  struct Part {
    var path: String
    var text = ""
    /// Lines of the fixture before the first line of the part.
    var linesBefore: Int
  }

  /// What a mark says about a line of the fixture (from 1): `calls: load`.
  struct Mark: Hashable {
    var line: Int
    var aspect: String
    /// The answers named; empty for `nothing`.
    var answers: Set<String>
  }

  /// Path relative to `TestFixtures/programs`.
  let path: String
  private(set) var parts: [Part] = []
  private(set) var marks: [Mark] = []
  /// Aspects in which every answer of the whole program must be marked.
  private(set) var spokenOf: Set<String> = []
  private(set) var problems: [(line: Int, text: String)] = []

  private static let endings = [".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"]

  init(path: String, text: String, aspects: Set<String>) {
    self.path = path
    let extent = path.split(separator: ".").last.map(String.init) ?? "js"
    var current = Part(path: "app.\(extent)", linesBefore: 0)
    var waiting: [(line: Int, aspect: String, answers: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let name = Self.separator(line) {
        finish(current)
        current = Part(path: name, linesBefore: index + 1)
        continue
      }
      current.text += line + "\n"
      let found = Self.comments(in: line)
      for comment in found.comments {
        guard let (key, value) = Self.keyed(comment) else { continue }
        if key == "speaks of" {
          spokenOf.formUnion(Self.list(value))
        } else if aspects.contains(key) {
          waiting.append((index + 1, key, value))
        }
      }
      if found.hasCode {
        for mark in waiting { add(mark, at: index + 1) }
        waiting = []
      }
    }
    for mark in waiting { problems.append((mark.line, "no line of code follows the mark `\(mark.aspect)`")) }
    finish(current)
    for aspect in spokenOf where !aspects.contains(aspect) { problems.append((1, "no aspect is named \(aspect)")) }
  }

  private mutating func finish(_ part: Part) {
    if part.linesBefore == 0, parts.isEmpty, Self.isBare(part.text) { return }
    parts.append(part)
  }

  /// Nothing but comments: the head of a fixture whose first separator follows.
  private static func isBare(_ text: String) -> Bool {
    text.split(separator: "\n").allSatisfy { $0.hasPrefix("//") || $0.allSatisfy { $0 == " " } }
  }

  private mutating func add(_ mark: (line: Int, aspect: String, answers: String), at line: Int) {
    let answers = mark.answers == "nothing" ? [] : Set(Self.list(mark.answers))
    if let index = marks.firstIndex(where: { $0.line == line && $0.aspect == mark.aspect }) {
      marks[index].answers.formUnion(answers)
    } else {
      marks.append(Mark(line: line, aspect: mark.aspect, answers: answers))
    }
  }

  /// `// file: lib/store.js`, or `# file: serverless.yml`
  private static func separator(_ line: Substring) -> String? {
    for mark in ["// file: ", "# file: "] where line.hasPrefix(mark) { return String(line.dropFirst(mark.count)) }
    return nil
  }

  /// The line comments of a line: all that follows ` // `, and whether something stands before.
  private static func comments(in line: Substring) -> (comments: [String], hasCode: Bool) {
    var parts = (" " + line).components(separatedBy: " // ")
    let code = parts.removeFirst()
    return (parts, code.contains { $0 != " " && $0 != "\t" })
  }

  private static func keyed(_ comment: String) -> (key: String, value: String)? {
    guard let colon = comment.firstIndex(of: ":") else { return nil }
    let value = comment[comment.index(after: colon)...].drop { $0 == " " }
    return value.isEmpty ? nil : (String(comment[..<colon]), String(value))
  }

  /// Splits at commas outside parentheses.
  static func list(_ text: String) -> [String] {
    var items: [String] = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 { items.append("") } else { items[items.count - 1].append(character) }
    }
    return items.map { item in
      String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  // MARK: Building

  /// The program, and for each of its files the line table and the lines before it in the fixture.
  func build() -> BuiltProgram {
    let arena = TreeArena()
    let analyzer = FileAnalyzer()
    let project = Project(inMemory: parts.map { ($0.path, Array($0.text.utf8)) })
    let sources = parts.filter { part in
      Self.endings.contains { part.path.hasSuffix($0) } || project.inventory.file(at: part.path)?.kind == .source
    }
    let models = sources.map { part in
      let tree = arena.parse(Array(part.text.utf8), options: .forPath(part.path))
      return analyzer.analyze(tree, path: part.path, arena: arena)
    }
    let input = ProgramInput(
      project: project, files: models, atoms: arena.atoms,
      roles: models.map { SourceRoles(project).verdict(for: $0.path) })
    return BuiltProgram(
      program: ProgramBuilder().build(input, keeping: [arena]),
      lines: sources.map { LineTable(Array($0.text.utf8)) }, linesBefore: sources.map(\.linesBefore),
      firstCode: sources.map { part in
        let lines = part.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { !$0.hasPrefix("#!") && Self.comments(in: $0).hasCode }.map {
          part.linesBefore + $0 + 1
        }
      })
  }
}

/// A program with the way back to the lines of its fixture.
struct BuiltProgram {
  let program: Program
  let lines: [LineTable]
  let linesBefore: [Int]
  /// By file: the fixture's line on which its code begins.
  let firstCode: [Int?]

  /// The line in the fixture, from 1.
  func line(_ file: FileIndex, _ span: Span) -> Int { lines[file.index].line(at: span.start) + linesBefore[file.index] }

  /// `load`, or `store.js:load` seen from another file.
  func name(_ function: FunctionReference, from file: FileIndex) -> String {
    let name = program.name(of: function)
    return function.file == file ? name : program[function.file].path + ":" + name
  }
}
