import Findings
import ProjectFacts
import SourceText

/// Keeps the findings that a change brought, wherever they stand: those that the state before it does not have.
///
/// Findings of both states are paired by identity, the files that moved taken for the same. Of equal ones that are more
/// than before, those on new lines are new. What is left is paired by place: the same rule on a line that did not change
/// is the same finding, though the function around it may have another name now. What could not be examined before
/// counts as it was, but for its new lines.
struct KeepChanged: AuditStage {
  let change: ProjectChange
  let texts: SourceTexts
  /// The report on the old state, with the findings of some rules; nil asks for all.
  let audit: (Set<String>?) -> AuditReport

  func apply(to state: inout StageState) {
    guard !state.findings.isEmpty else { return }
    let old = audit(judged(state.findings))
    var lines = ChangedLines(change, texts)
    let newPaths = Dictionary(change.oldPaths.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let before = old.findings.map { $0.moved(by: newPaths) }
    let pairs = FindingPairs(
      old: before, oldSources: old.sources.moved(by: newPaths), new: state.findings, lines: &lines)
    let unknown = Set(old.coverage.gaps.map { newPaths[$0.path] ?? $0.path })
    var kept: [Finding] = []
    for (index, finding) in state.findings.enumerated() {
      let isOld =
        pairs.isPaired[index] || unknown.contains(finding.path) && !lines.isNew(finding.span, in: finding.path)
      if isOld { state.untouched.append(finding) } else { kept.append(finding) }
    }
    state.findings = kept
  }
}

extension KeepChanged {
  /// The rules whose old findings these may be paired with, and those that overrule them. Whether a suppression is of use
  /// depends on all rules.
  private func judged(_ findings: [Finding]) -> Set<String>? {
    let rules = Set(findings.map(\.rule))
    if rules.contains("unused-suppression") { return nil }
    return rules.union(rules.flatMap(OneDefectOneFinding.overruling))
  }
}

/// Which findings of a new state are in the old one.
private struct FindingPairs {
  private(set) var isPaired: [Bool]

  private struct Identity: Hashable {
    var high: UInt64
    var low: UInt64
  }

  private struct Place: Hashable {
    var path: String
    var rule: String
    var line: Int
  }

  init(old: [Finding], oldSources: [String: SourceFile], new: [Finding], lines: inout ChangedLines) {
    isPaired = Array(repeating: false, count: new.count)
    // The old ones are identified anew: their paths may be others now.
    let fingerprints = Fingerprints(of: old, sources: oldSources)
    var oldByIdentity: [Identity: [Int]] = [:]
    for index in old.indices {
      let fingerprint = fingerprints[index].fingerprint
      oldByIdentity[Identity(high: fingerprint.high, low: fingerprint.low), default: []].append(index)
    }
    var newByIdentity: [Identity: [Int]] = [:]
    for (index, finding) in new.enumerated() {
      guard let fingerprint = finding.fingerprint else { continue }
      newByIdentity[Identity(high: fingerprint.high, low: fingerprint.low), default: []].append(index)
    }
    var unpaired = Set(old.indices)
    for (identity, indices) in newByIdentity {
      let partners = oldByIdentity[identity] ?? []
      // Those on old lines first: who is more than before stands on a new one.
      let inOrder =
        indices.filter { !lines.isNew(new[$0].span, in: new[$0].path) }
        + indices.filter { lines.isNew(new[$0].span, in: new[$0].path) }
      for (index, partner) in zip(inOrder, partners) {
        isPaired[index] = true
        unpaired.remove(partner)
      }
    }
    pairByPlace(old, oldSources, unpaired, new, &lines)
  }

  private mutating func pairByPlace(
    _ old: [Finding], _ oldSources: [String: SourceFile], _ unpaired: Set<Int>, _ new: [Finding],
    _ lines: inout ChangedLines
  ) {
    var tables: [String: LineTable] = [:]
    var places: [Place: Int] = [:]
    for index in unpaired {
      let finding = old[index]
      let table = tables[finding.path] ?? oldSources[finding.path]?.lineTable()
      guard let table else { continue }
      tables[finding.path] = table
      places[Place(path: finding.path, rule: finding.rule, line: table.line(at: finding.span.start)), default: 0] += 1
    }
    guard !places.isEmpty else { return }
    for (index, finding) in new.enumerated() where !isPaired[index] {
      guard let line = lines.oldLine(of: finding.span, in: finding.path) else { continue }
      let place = Place(path: finding.path, rule: finding.rule, line: line)
      guard let count = places[place], count > 0 else { continue }
      places[place] = count - 1
      isPaired[index] = true
    }
  }
}

/// Which lines of which files are new, compared when somebody asks.
private struct ChangedLines {
  private let change: ProjectChange
  private let texts: SourceTexts
  private var files: [String: (table: LineTable, diff: LineDiff?)] = [:]

  init(_ change: ProjectChange, _ texts: SourceTexts) {
    self.change = change
    self.texts = texts
  }

  /// Whether the span touches a line that the old state does not have; what is about no file is not.
  mutating func isNew(_ span: Span, in path: String) -> Bool {
    guard let file = file(path) else { return false }
    guard let diff = file.diff else { return true }
    let first = file.table.line(at: span.start)
    let last = max(first, file.table.line(at: span.isEmpty ? span.start : span.end - 1))
    return diff.hasNew(in: first...last)
  }

  /// Where the span's first line was; nil where it is new.
  mutating func oldLine(of span: Span, in path: String) -> Int? {
    guard let file = file(path), let diff = file.diff else { return nil }
    return diff.oldLine(of: file.table.line(at: span.start))
  }

  /// The diff is nil for a file that is new.
  private mutating func file(_ path: String) -> (table: LineTable, diff: LineDiff?)? {
    if let known = files[path] { return known }
    guard let source = texts.source(path) else { return nil }
    var entry: (table: LineTable, diff: LineDiff?) = (source.lineTable(), nil)
    let before = change.old.files.bytes(of: change.oldPaths[path] ?? path, limit: Self.sizeLimit)
    if case .success(let old) = before { entry.diff = LineDiff(from: old, to: source.bytes) }
    files[path] = entry
    return entry
  }

  private static let sizeLimit = 64 << 20
}

extension Finding {
  fileprivate func moved(by newPaths: [String: String]) -> Finding {
    var finding = self
    finding.path = newPaths[path] ?? path
    finding.fingerprint = nil
    return finding
  }
}

extension [String: SourceFile] {
  fileprivate func moved(by newPaths: [String: String]) -> [String: SourceFile] {
    Dictionary(map { (newPaths[$0] ?? $0, $1) }, uniquingKeysWith: { first, _ in first })
  }
}
