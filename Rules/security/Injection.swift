import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// A value that becomes a part of something that is carried out: of a query, a command, a path, a program.
struct InjectionPlace {
  var call: CallReference
  var value: ValueID
  /// At most this.
  var severity = Severity.error
  /// Where it is carried out, if the call only hands it over.
  var run: CallReference?
  /// What it does, where that is something else than usual.
  var effect: String?
  /// How it comes from the client, where that was asked already.
  var flow: RequestFlow?
}

/// Asks whether what the client sends reaches such places, and reports those it reaches.
struct Injection {
  let program: Program
  let sink: SinkClass
  /// Completes "`pool.query` …", where `%` stands for the client's part: "runs SQL with % in it".
  let effect: String
  /// What the client sends and where it ends up, as often as it does: said once for each file, but for SQL.
  private var said: Set<Way> = []

  init(program: Program, sink: SinkClass, effect: String) {
    self.program = program
    self.sink = sink
    self.effect = effect
  }

  private struct Way: Hashable {
    var source: FileIndex
    var place: Span
    var target: FileIndex
  }

  @discardableResult
  mutating func report(_ place: InjectionPlace, _ reporter: inout Reporter) -> Bool {
    let index = place.call.file
    let site = program[index][place.call.call]
    guard program.isServing(index), !site.flags.contains(.developmentOnly), !site.flags.contains(.taggedTemplate),
      let flow = place.flow ?? program.flows.flow(to: place.value, in: index, at: site.span, for: sink)
    else { return false }
    let function = program.function(around: place.call)
    // The one statement of a data layer serves many routes: that one is named from which the value comes.
    // What middleware hands on, it hands to many routes.
    let origin = flow.isHandedOn ? program.requestPath(to: function) : program.requestPath(of: flow, to: function)
    let path = origin ?? program.requestPath(to: function)
    if sink == .sql, let path, isMadeOfKeys(place, program), hasFixedKeys(path.handler) { return false }
    if let path, flow.part == .params, path.handler.path?.holds("(") ?? false { return false }
    // Who checks a path or a command checks it for all that follows; each statement is mended by itself.
    // All of a message is one thing: what is taken from it differs.
    let isWhole = flow.part == .message || flow.part == .arguments
    let isTakenHere = isWhole && flow.steps.count == 1
    if sink != .sql, let first = isWhole ? flow.steps.last : program.entrance(of: flow),
      function.file == first.file || flow.callLevels > 0,
      case let place = isTakenHere ? program[index][place.value].span : first.span,
      !said.insert(Way(source: first.file, place: place, target: index)).inserted
    {
      return false
    }
    let callee = program.spoken(site.callee, in: index).map { "`\($0)`" } ?? "this"
    let client = source(of: flow).map { "`\($0)`" } ?? "the \(words(flow.part))"
    var message = callee + " "
    message += (place.effect ?? effect).split(separator: "%", omittingEmptySubsequences: false).joined(
      separator: client)
    if let named = flow.callLevels == 0 ? path : origin { message += " on \(named.handler.route)" }
    // Work in the background gets what somebody else took from a client, and what only looks like a handler may be none.
    let isCertain = path.map { !$0.handler.isDoubtful } ?? false
    let severity = isCertain && !flow.isHandedOn ? place.severity : min(place.severity, .warning)
    let name = program[index][site.callee].kind == .member ? program.text(Atom(program[index][site.callee].b)) : ""
    let steps = [place.call] + (place.run.map { [$0] } ?? [])
    reporter.report(
      at: name.isEmpty ? site.calleeSpan : program.place(of: place.call, named: name), in: program[index].path, message,
      severity: severity,
      evidence: program.evidence(flow.steps)
        + steps.map { call in
          EvidenceStep(
            path: program[call.file].path, span: program[call.file][call.call].calleeSpan,
            message: call == steps.last ? "it ends up here" : "it is handed over here")
        },
      enclosing: program.qualifiedName(of: function))
    return true
  }

  /// Only names of properties become a part of it: `Object.keys(product).join(", ")`.
  private func isMadeOfKeys(_ place: InjectionPlace, _ program: Program) -> Bool {
    let file = program[place.call.file]
    var queue = [place.value]
    var hasKeys = false
    for index in 0..<64 {
      guard index < queue.count else { break }
      let value = file[queue[index]]
      switch value.kind {
      case .binding: queue += file.values(file[BindingID(value.a)].values)
      case .concatenation, .choice, .array: queue += file.values(ListID(value.a))
      case .call:
        let callee = file[file[CallID(value.a)].callee]
        if program.externalPaths(of: file[CallID(value.a)].callee, in: place.call.file).contains("#Object.keys") {
          hasKeys = true
        } else if callee.kind == .member, ["map", "join", "filter", "sort"].contains(program.text(Atom(callee.b))) {
          queue.append(ValueID(callee.a))
        } else {
          return false
        }
      case .string, .literal: continue
      default: return false
      }
    }
    return hasKeys
  }

  /// A schema in front of the handler lets no other keys through.
  private func hasFixedKeys(_ handler: RequestHandler) -> Bool {
    program.validation(before: handler).map { $0.methods.contains("object") && !$0.letsOthersThrough } ?? false
  }

  /// What the client sends, as it is written where the request is read: `req.query.sort`.
  private func source(of flow: RequestFlow) -> String? {
    guard let first = flow.steps.first else { return nil }
    let file = program[first.file]
    if flow.isAnyParameter { return anyParameter(first.span, file) }
    var longest: (end: UInt32, text: String)?
    for number in file.values.indices {
      let value = file.values[number]
      guard value.kind == .member, value.span.start == first.span.start, value.span.end >= first.span.end,
        value.span.end > longest?.end ?? 0, let text = program.spoken(ValueID(number), in: first.file)
      else { continue }
      // What is called is no part of the request.
      if file.calls.contains(where: { $0.callee == ValueID(number) && $0.span.start == first.span.start }) { continue }
      longest = (value.span.end, text)
    }
    return longest?.text
  }

  /// `req.param("id")`
  private func anyParameter(_ callee: Span, _ file: ProgramFile) -> String {
    let site = file.calls.first { $0.calleeSpan == callee }
    let name = site.flatMap { file.values($0.arguments).first }.flatMap {
      file.model.constant($0, atoms: program.atoms)
    }
    guard case .string(let name)? = name else { return "req.param()" }
    return "req.param(\"\(name)\")"
  }

  private func words(_ part: RequestPart) -> String {
    switch part {
    case .body: "body of the request"
    case .query: "query of the request"
    case .params: "path of the request"
    case .url: "address of the request"
    case .headers: "headers of the request"
    case .cookies: "cookies of the request"
    case .files: "uploaded file"
    case .message: "message"
    case .arguments: "argument"
    }
  }
}

/// The package and the last member of an external path: `pg#Pool().connect().query` is `query` of `pg`.
struct ExternalEnds {
  let package: String
  let member: String

  init(_ path: String) {
    let end = path.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "(") } ?? path.endIndex
    package = String(path[..<end])
    // `socket.io` is the name of a package.
    if let dot = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }), dot >= end {
      member = String(path[path.utf8.index(after: dot)...])
    } else {
      member = ""
    }
  }
}

extension Program {
  /// The arguments of a call up to the first that is spread.
  func plainArguments(of call: CallReference) -> [ValueID] {
    let file = self[call.file]
    return file.values(file[call.call].arguments).prefix { file[$0].kind != .spread }
  }

  /// The value of a property of an object literal, through a name that holds it alone.
  func property(_ names: [String], of object: ValueID, in file: FileIndex) -> ValueID? {
    let model = self[file]
    var value = model[object]
    if value.kind == .binding {
      let values = model.values(model[BindingID(value.a)].values)
      guard values.count == 1 else { return nil }
      value = model[values[0]]
    }
    guard value.kind == .object else { return nil }
    return model.properties(of: value).first { $0.kind == .value && names.contains(text($0.name)) }?.value
  }
}
