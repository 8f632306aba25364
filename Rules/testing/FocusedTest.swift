import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports tests that keep all others from running. The promise is on the page beside this file.
struct FocusedTest: SurveyCheck {
  struct Note: Sendable {
    /// Of the callee, in one line.
    var place: Span
    /// With the title, as people say it: `it.only "adds"`.
    var said: String
    /// What the function comes from; nil for a global.
    var module: String?
    /// Whether the file has tests that are left out.
    var leavesOut: Bool
  }

  let interests = FileInterests(kinds: [.callExpression], mentions: ["only", "fit", "fdescribe", "fcontext"])

  private static let groups: Set<String> = ["describe", "suite", "context", "Feature", "group", "serial"]
  private static let tests: Set<String> = ["it", "test", "specify", "Scenario"]
  private static let focused: Set<String> = ["fit", "fdescribe", "fcontext"]

  // MARK: First step

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let calls = nodes[.callExpression].compactMap { TestCall($0, file) }
    let kept = calls.filter(\.isFocused)
    guard !kept.isEmpty else { return [] }
    let leavesOut = calls.contains { call in
      call.isTest && !call.isFocused && !call.isSkipped && !isKept(call, by: kept)
    }
    return kept.map { call in
      Note(
        place: file.firstLine(of: file.tree.span(call.callee)), said: call.name + subject(call.node, file),
        module: call.module, leavesOut: leavesOut)
    }
  }

  /// In a group that runs as a whole: where something in it is marked too, that alone runs.
  private func isKept(_ call: TestCall, by kept: [TestCall]) -> Bool {
    let around = kept.filter { $0.span.contains(call.span) }.min { $0.span.count < $1.span.count }
    guard let around else { return false }
    return !kept.contains { $0.node != around.node && around.span.contains($0.span) }
  }

  private func subject(_ node: NodeID, _ file: FileContext) -> String {
    let title = file.tree.list(node, 2).first.flatMap { argument -> String? in
      let argument = file.withoutAssertions(argument)
      guard file.tree.kind(argument) == .stringLiteral else { return nil }
      return file.tree.text(argument)
    }
    return title.map { " \($0.count > 50 ? "\($0.prefix(47))...\"" : $0)" } ?? ""
  }

  /// A call of a runner's function.
  private struct TestCall {
    let node: NodeID
    let callee: NodeID
    let span: Span
    let name: String
    let module: String?
    let isTest: Bool
    let isFocused: Bool
    /// Left out in any case.
    let isSkipped: Bool

    init?(_ node: NodeID, _ file: FileContext) {
      // `it.only.each(rows)(name, body)` is said at the call with the name.
      let parent = file.tree.parent(node)
      if file.tree.kind(parent) == .callExpression, file.tree.child(parent, 0) == node { return nil }
      callee = file.withoutAssertions(file.tree.child(node, 0))
      let (root, names) = file.chain(of: callee)
      guard let offered = file.offeredName(root), Self.isRunner(offered.module), Self.hasTitleOrBody(node, file)
      else { return nil }
      let isGroup = FocusedTest.groups.contains(offered.name) || names.contains("describe")
      let isShort = FocusedTest.focused.contains(offered.name) && file.tree.kind(callee) == .identifier
      guard isGroup || isShort || FocusedTest.tests.contains(offered.name) else { return nil }
      self.node = node
      span = file.tree.span(node)
      name = ([offered.name] + names).joined(separator: ".")
      module = offered.module
      isTest = !isGroup && offered.name != "fdescribe" && offered.name != "fcontext" && !Self.isHook(names)
      isFocused = isShort || names.contains("only")
      isSkipped = names.contains { ["skip", "todo", "fixme"].contains($0) }
    }

    /// `test.beforeEach(…)`, `test.use(…)` of Playwright, Japa and AVA.
    private static func isHook(_ names: [String]) -> Bool {
      names.contains {
        ["before", "after", "beforeEach", "afterEach", "beforeAll", "afterAll", "use", "extend", "step", "setup"]
          .contains($0)
      }
    }

    /// A global, a runner, or a file of the project that hands a runner's function on. Node's own runner heeds it only
    /// when it is told to.
    private static func isRunner(_ module: String?) -> Bool {
      guard let module else { return true }
      if module == "test" || module == "node:test" { return false }
      return FileContext.runnerModules.contains(module) || module.hasPrefix(".")
    }

    /// Whether the call looks like one of a test: a title or a function.
    private static func hasTitleOrBody(_ node: NodeID, _ file: FileContext) -> Bool {
      file.tree.list(node, 2).contains { argument in
        let kind = file.tree.kind(file.withoutAssertions(argument))
        return kind.isFunction || kind == .stringLiteral || kind == .templateLiteral
      }
    }
  }

  // MARK: Second step

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    let chain = ManifestChain.of(project)
    for entry in surveyed {
      let path = program[entry.file].path
      for (index, note) in entry.notes.enumerated() {
        let keepsOthers = note.leavesOut || !looksAtEachFile(note, chain.manifests(above: path))
        // One note for what is left over, one finding for each that does harm.
        if !keepsOthers, index > 0 { continue }
        reporter.report(
          at: note.place, in: path,
          keepsOthers
            ? "\(note.said) keeps every other test\(note.leavesOut ? " of the file" : "") from running"
            : "\(note.said) is left over: a test added beside it would not run",
          severity: keepsOthers ? nil : .note)
      }
    }
  }

  /// Runners for which `only` counts in its file alone. Mocha, Jasmine and Playwright leave the other files out as well.
  private func looksAtEachFile(_ note: Note, _ manifests: [PackageManifest]) -> Bool {
    switch note.module {
    case "vitest", "@jest/globals", "ava", "bun:test": return true
    case let module? where !module.hasPrefix("."): return false
    default: break
    }
    let names = Set(manifests.flatMap(\.dependencies).map(\.name))
    return !names.isDisjoint(with: ["jest", "vitest", "ava", "ts-jest", "react-scripts", "jest-cli"])
      && names.isDisjoint(with: ["mocha", "jasmine", "karma", "jasmine-core", "@playwright/test"])
  }
}
