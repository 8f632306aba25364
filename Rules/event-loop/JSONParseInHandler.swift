import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports parsing of what may be of any size, on requests. The promise is on the page beside this file.
struct JSONParseInHandler: ProgramCheck {
  private static let parsers: Set<String> = [
    "#JSON.parse", "json5#parse", "yaml#parse", "js-yaml#load", "js-yaml#safeLoad", "node:v8#deserialize",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    let uploads = UploadLimits(program)
    var seen: Set<CallReference> = []
    let texts = LargeTexts(program)
    var lists = WholeLists(program)
    for external in program.externalCalls(where: Self.parsers.contains) where program.isServing(external.call.file) {
      if lists.report(external.call, isClone: true, &reporter) { continue }
      let site = program[external.call.file][external.call.call]
      guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]),
        let path = program.requestPath(toCall: external.call), !path.handler.isAlone,
        let found = found(external.call, uploads, texts, program), seen.insert(external.call).inserted
      else { continue }
      report(external, found, path, program, &reporter)
    }
    for external in program.externalCalls(to: "#JSON.stringify") where program.isServing(external.call.file) {
      lists.report(external.call, isClone: false, &reporter)
    }
  }

  private struct Found {
    var what: String
    var flow: RequestFlow?
    /// Large only if somebody means it to be.
    var isNote = false
  }

  /// What is parsed, if its size is without bounds by the way it came to be.
  private func found(
    _ call: CallReference, _ uploads: UploadLimits, _ texts: LargeTexts, _ program: Program
  ) -> Found? {
    let file = program[call.file]
    guard let argument = file.values(file[call.call].arguments).first else { return nil }
    guard let flow = program.flows.flow(toArgument: 0, of: call, for: .any) else {
      guard texts.isAnswer(argument, in: call.file) else { return nil }
      return Found(what: "the whole answer of another service, however large,", flow: nil, isNote: true)
    }
    if flow.isReadByHand {
      return testsSize(flow, call, program) ? nil : Found(what: "a body that was read without a limit", flow: flow)
    }
    switch flow.part {
    case .files:
      guard !uploads.areSet, isContent(argument, file, program, depth: 0) else { return nil }
      return Found(what: "a whole uploaded file", flow: flow)
    case .body:
      guard texts.readsLargeBodies, texts.isWholeBody(argument, file) else { return nil }
      return Found(what: "a body of a megabyte or more", flow: flow, isNote: true)
    default: return nil
    }
  }

  /// Somebody compares a size, where the pieces come in or where they are parsed.
  private func testsSize(_ flow: RequestFlow, _ call: CallReference, _ program: Program) -> Bool {
    let places = flow.steps.map { ($0.file, $0.span) } + [(call.file, program[call.file][call.call].span)]
    return places.contains { place, span in
      let file = program[place]
      let around = file.functions.lazy.filter { function in
        function.kind != .module && function.span.start <= span.start && span.end <= function.span.end
      }.map(\.span).max { $0.count < $1.count }
      return file.model.guards.contains { record in
        record.kind == .size && (around.map { $0.start <= record.region.start && record.region.end <= $0.end } ?? true)
      }
    }
  }

  /// `req.file.buffer`, and what is made of it.
  private func isContent(_ id: ValueID, _ file: ProgramFile, _ program: Program, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let value = file[id]
    switch value.kind {
    case .member:
      if ["buffer", "data"].contains(program.text(Atom(value.b))) { return true }
      return isContent(ValueID(value.a), file, program, depth: depth + 1)
    case .binding:
      let values = file.values(file[BindingID(value.a)].values)
      return values.count == 1 && isContent(values[0], file, program, depth: depth + 1)
    case .awaited: return isContent(ValueID(value.a), file, program, depth: depth + 1)
    case .call:
      let site = file[CallID(value.a)]
      if file[site.callee].kind == .member { return isContent(site.callee, file, program, depth: depth + 1) }
      return file.values(site.arguments).first.map { isContent($0, file, program, depth: depth + 1) } ?? false
    default: return false
    }
  }

  private func report(
    _ external: Program.ExternalCall, _ found: Found, _ path: RequestPath, _ program: Program,
    _ reporter: inout Reporter
  ) {
    let function = program.function(around: external.call)
    let file = program[external.call.file].path
    let place = program[external.call.file][external.call.call].calleeSpan
    let name = program.spoken(program[external.call.file][external.call.call].callee, in: external.call.file) ?? "parse"
    reporter.report(
      at: place, in: file,
      "\(name) takes \(found.what) at once on \(path.handler.route)\(program.passage(along: path, to: function))",
      severity: path.handler.isDoubtful || found.isNote ? .note : nil,
      evidence: path.evidence(in: program) + program.evidence(found.flow?.steps ?? [])
        + [EvidenceStep(path: file, span: place, message: "\(name) parses all of it here")],
      enclosing: program.qualifiedName(of: function))
  }
}

/// Whether a project says how large uploads may be.
struct UploadLimits {
  /// Set somewhere, or by something that nobody can tell.
  let areSet: Bool

  init(_ program: Program) {
    areSet = program.externalCalls.contains { external in
      guard ["multer", "express-fileupload", "multer#default"].contains(external.path) else { return false }
      let file = program[external.call.file]
      guard let options = file.values(file[external.call.call].arguments).first else { return false }
      guard file[options].kind == .object else { return true }
      return file.properties(of: file[options]).contains { property in
        property.kind == .spread || program.text(property.name) == "limits"
      }
    }
  }
}
