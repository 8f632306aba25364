import Backtracking
import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports regular expressions that hostile texts can keep busy. The promise is on the page beside this file.
struct RegexBacktracking: SurveyCheck {
  let interests = FileInterests(kinds: [.regExpLiteral, .newExpression, .callExpression])

  /// Texts up to this length cannot hurt, however fast the cost grows.
  private static let harmlessLength = 25
  /// Steps that take an engine a few hundredths of a second.
  private static let harmlessSteps = 10_000_000.0
  /// Steps that take an engine the better part of an hour.
  private static let hours = 1_000_000_000_000.0

  func survey(_ file: FileContext, nodes: FileNodes) -> [RegexNote] {
    let uses = RegexUses(file)
    return (nodes[.regExpLiteral] + nodes[.newExpression] + nodes[.callExpression]).compactMap { uses.note($0) }
  }

  func run(on surveyed: [SurveyedFile<RegexNote>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var costs = BacktrackingCosts()
    var paths: [FileIndex: Set<Span>] = [:]
    for handler in program.handlers where handler.phase == .request {
      paths[handler.site.file, default: []].insert(handler.site.span)
    }
    for file in surveyed where program.isService(file.file) {
      for note in file.notes {
        let isPath = paths[file.file]?.contains(note.place) ?? false
        judge(note, file.file, isPath: isPath, program, &costs, &reporter)
      }
    }
  }

  // MARK: Judging

  /// What is known of the worst text that the pattern meets.
  private struct Meeting {
    var subject: RegexNote.Subject?
    var flow: RequestFlow?
    var function: FunctionID
  }

  private func judge(
    _ note: RegexNote, _ file: FileIndex, isPath: Bool, _ program: Program, _ costs: inout BacktrackingCosts,
    _ reporter: inout Reporter
  ) {
    // Most patterns are harmless, and to know that is cheaper than to know what they are matched against. Polynomial
    // growth is told of requests' texts alone, and to know where a text comes from is cheaper than to prove that growth.
    lazy var met = isPath ? Meeting(subject: nil, flow: nil, function: note.function) : meeting(note, file, program)
    let cost = costs.cost(of: note.pattern, note.flags) { met?.flow != nil }
    switch cost {
    case .harmless, .notExponential, .notAnalysed: return
    case .exponential, .polynomial: break
    }
    guard let met, !isUnsayable(cost, met.flow?.part) else { return }
    let bound = met.subject.map(\.bound) ?? note.bound
    if let bound, bound <= Self.harmlessLength { return }
    switch cost {
    case .harmless, .notExponential, .notAnalysed: return
    case .exponential(let attack):
      let isOfError = met.flow == nil && met.subject.map { Self.isTextOfError($0.name) } ?? false
      let severity: Severity = met.flow != nil || isPath ? .error : isOfError ? .note : .warning
      report(note, met, file, "exponential", attack, severity, isPath: isPath, program, &reporter)
    case .polynomial(let degree, let attack):
      guard let flow = met.flow, matters(degree, flow.part, bound) else { return }
      let severity: Severity = steps(degree, flow.part, bound) > Self.hours ? .warning : .note
      report(note, met, file, Self.growth(degree), attack, severity, isPath: isPath, program, &reporter)
    }
  }

  /// Whether the text that was tried cannot arrive: no request line holds blanks or the end of a line, no header the latter.
  private func isUnsayable(_ cost: BacktrackingCost, _ part: RequestPart?) -> Bool {
    let attack: BacktrackingAttack
    switch cost {
    case .harmless, .notExponential, .notAnalysed: return false
    case .exponential(let found), .polynomial(_, let found): attack = found
    }
    let text = (attack.prefix + attack.pump + attack.suffix).unicodeScalars
    switch part {
    case .url: return text.contains { $0.value < 0x21 || $0.value > 0xFF || $0.value == 0x7F }
    case .headers, .cookies: return text.contains { $0.value < 0x20 || $0.value > 0xFF || $0.value == 0x7F }
    case .body, .query, .params, .files, .message, .arguments, nil: return false
    }
  }

  /// `err.errmsg`, `error.message`: a library wrote that text. It may quote a client's, between words of its own that the
  /// pattern meets first.
  private static func isTextOfError(_ name: String) -> Bool {
    let parts = name.parts(between: ".")
    guard parts.count == 2 else { return false }
    return ["err", "error", "e", "ex", "exception"].contains(parts[0])
      && ["errmsg", "message", "sqlMessage"].contains(parts[1])
  }

  /// Whether texts as long as the client can make them take noticeable time.
  private func matters(_ degree: Int, _ part: RequestPart, _ bound: Int?) -> Bool {
    if bound != nil { return steps(degree, part, bound) > Self.harmlessSteps }
    switch part {
    case .query, .params, .url, .headers, .cookies: return degree > 2
    case .body, .files, .message, .arguments: return true
    }
  }

  /// What the longest text takes. Node refuses more than 16 KB of headers, addresses included; parsers of bodies stop at
  /// 100 KB unless they are told otherwise.
  private func steps(_ degree: Int, _ part: RequestPart, _ bound: Int?) -> Double {
    let length: Int
    switch part {
    case .query, .params, .url, .headers, .cookies: length = bound ?? 16_000
    case .body, .files, .message, .arguments: length = bound ?? 100_000
    }
    return (1...max(1, min(degree, 8))).reduce(1.0) { power, _ in power * Double(length) }
  }

  /// The subject that comes from a request, if any does; nil where the pattern meets nothing that could hurt.
  private func meeting(_ note: RegexNote, _ file: FileIndex, _ program: Program) -> Meeting? {
    for subject in note.subjects {
      if let flow = program.flows.flow(to: subject.value, in: file, at: subject.place, for: .any) {
        return Meeting(subject: subject, flow: flow, function: subject.function)
      }
    }
    if note.isKept { return Meeting(subject: nil, flow: nil, function: note.function) }
    let later = note.subjects.first { subject in
      // What only runs while the process starts meets nothing hostile.
      program.phase(of: FunctionReference(file: file, function: subject.function)) != .startUp
    }
    return later.map { Meeting(subject: $0, flow: nil, function: $0.function) }
  }

  // MARK: Telling

  private static func growth(_ degree: Int) -> String {
    switch degree {
    case 2: "quadratic"
    case 3: "cubic"
    default: "polynomial (degree \(degree))"
    }
  }

  private func report(
    _ note: RegexNote, _ meeting: Meeting, _ file: FileIndex, _ growth: String, _ attack: BacktrackingAttack,
    _ severity: Severity, isPath: Bool, _ program: Program, _ reporter: inout Reporter
  ) {
    let path = program[file].path
    let function = FunctionReference(file: file, function: meeting.function)
    // A chain that begins with something nameless has no name that tells.
    var against = meeting.subject.map { $0.name.hasPrefix("…") ? "" : " against \($0.name)" } ?? ""
    if isPath { against = " against the path of each request" }
    let steps = (attack.gaveUp ? "more than " : "") + Self.grouped(attack.gaveUp ? 1_000_000 : attack.steps)
    var evidence = [
      EvidenceStep(
        path: path, span: note.place,
        message: "\(attack.expression) was tried: \(attack.length) characters, \(steps) steps")
    ]
    if let flow = meeting.flow {
      evidence += flow.steps.map { EvidenceStep(path: program[$0.file].path, span: $0.span, message: $0.text) }
    }
    reporter.report(
      at: note.place, in: path,
      "matching \(Self.shortened(note.pattern, note.flags))\(against) takes \(growth) time: \(attack.expression) needs "
        + "\(steps) steps",
      severity: severity, evidence: evidence, enclosing: program.qualifiedName(of: function))
  }

  private static func shortened(_ pattern: String, _ flags: String) -> String {
    pattern.count > 60 ? "/\(pattern.prefix(59))…/\(flags)" : "/\(pattern)/\(flags)"
  }

  /// `1,000,000`
  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

/// What patterns cost, each worked out once.
private struct BacktrackingCosts {
  private struct Key: Hashable {
    var pattern: String
    var flags: String
  }

  private var known: [Key: BacktrackingCost] = [:]

  mutating func cost(
    of pattern: String, _ flags: String, isPolynomialOfInterest: () -> Bool
  ) -> BacktrackingCost {
    let key = Key(pattern: pattern, flags: flags)
    if let cost = known[key], cost != .notExponential || !isPolynomialOfInterest() { return cost }
    let expression = RegularExpression(pattern: pattern, flags: flags)
    let cost = expression.backtrackingCost(isPolynomialOfInterest: isPolynomialOfInterest)
    known[key] = cost
    return cost
  }
}
