import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Reports what the client sends where it becomes a program. The promise is on the page beside this file.
struct CodeInjection: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var code = Injection(program: program, sink: .code, effect: "runs % as code")
    var template = Injection(program: program, sink: .code, effect: "compiles a template out of %")
    var module = Injection(program: program, sink: .path, effect: "runs whatever module % names")
    var seen: Set<CallReference> = []
    for external in program.externalCalls(where: Self.mayRun) where program.isServing(external.call.file) {
      let arguments = program.plainArguments(of: external.call)
      guard let first = arguments.first else { continue }
      if Self.loaders.contains(external.path) {
        guard !isData(first, external.call.file, program), seen.insert(external.call).inserted else { continue }
        module.report(InjectionPlace(call: external.call, value: first), &reporter)
      } else if Self.templates.contains(external.path) {
        guard seen.insert(external.call).inserted else { continue }
        template.report(InjectionPlace(call: external.call, value: first), &reporter)
      } else if external.path == "#Function" {
        guard seen.insert(external.call).inserted, let body = arguments.last else { continue }
        code.report(InjectionPlace(call: external.call, value: body), &reporter)
      } else if Self.evaluators.contains(external.path) {
        guard seen.insert(external.call).inserted else { continue }
        code.report(InjectionPlace(call: external.call, value: first), &reporter)
      } else if Self.timers.contains(external.path), isText(first, external.call.file, program) {
        guard seen.insert(external.call).inserted else { continue }
        code.report(InjectionPlace(call: external.call, value: first), &reporter)
      }
    }
    reportLocals(program, &reporter)
    reportConditions(program, &reporter)
  }

  private static func mayRun(_ path: String) -> Bool {
    path == "#Function" || [loaders, templates, evaluators, timers].contains { $0.contains(path) }
  }

  /// `Topic.find({ $where: text })`, `query.$where(text)`: MongoDB runs it for each document. Source: mongodb.com/docs
  /// ($where), 2026.
  private func reportConditions(_ program: Program, _ reporter: inout Reporter) {
    var code = Injection(program: program, sink: .code, effect: "has MongoDB run % as code")
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      let file = program[index]
      for id in file.calls.indices.map({ CallID($0) }) where file[file[id].callee].kind == .member {
        let call = CallReference(file: index, call: id)
        let arguments = program.plainArguments(of: call)
        if program.text(Atom(file[file[id].callee].b)) == "$where", let first = arguments.first {
          code.report(InjectionPlace(call: call, value: first), &reporter)
        }
        for conditions in arguments.flatMap({ objects(in: $0, file) }) {
          let text = file.properties(of: conditions).first { program.text($0.name) == "$where" }
          if let text, code.report(InjectionPlace(call: call, value: text.value), &reporter) { break }
        }
      }
    }
  }

  /// An object as it is written, or those that a name is given.
  private func objects(in value: ValueID, _ file: ProgramFile) -> [Value] {
    let record = file[value]
    let values = record.kind == .binding ? file.values(file[BindingID(record.a)].values).map { file[$0] } : [record]
    return values.filter { $0.kind == .object }
  }

  /// Sources: Node.js 24 documentation, the packages' READMEs, 2026-11.
  private static let evaluators: Set<String> = [
    "#eval", "node:vm#runInContext", "node:vm#runInNewContext", "node:vm#runInThisContext", "node:vm#Script",
    "node:vm#compileFunction", "vm2#VM().run", "vm2#NodeVM().run", "vm2#VMScript", "safe-eval", "notevil",
    "static-eval", "eval", "require-from-string",
    // They make functions of texts that say they are some.
    "node-serialize#unserialize", "serialize-to-js#deserialize", "funcster#deepDeserialize",
  ]

  /// With a computed specifier: constant ones are imports.
  private static let loaders: Set<String> = ["#require", "#import", "#module.require"]

  private static let timers: Set<String> = ["#setTimeout", "#setInterval"]

  private static let templates: Set<String> = [
    "ejs#render", "ejs#compile", "pug#render", "pug#compile", "jade#render", "jade#compile", "handlebars#compile",
    "hbs#handlebars.compile", "nunjucks#renderString", "nunjucks#compile", "lodash#template", "underscore#template",
    "lodash/template", "lodash.template", "dot#template", "eta#renderString", "swig#render",
  ]

  /// ``require(`./locales/${language}.json`)`` reads data, and runs nothing.
  private func isData(_ value: ValueID, _ index: FileIndex, _ program: Program) -> Bool {
    let file = program[index]
    let whole = file.behindNames(value)
    let parts: ListID
    switch whole.kind {
    case .concatenation: parts = ListID(whole.a)
    case .call: parts = file[CallID(whole.a)].arguments
    default: return false
    }
    guard let last = file.values(parts).last,
      case .string(let text)? = file.model.constant(last, atoms: program.atoms)
    else { return false }
    return text.hasSuffix(".json")
  }

  /// A timer runs text; functions and what nobody knows are no text.
  private func isText(_ value: ValueID, _ file: FileIndex, _ program: Program) -> Bool {
    switch program[file][value].kind {
    case .member, .concatenation, .element: true
    default: false
    }
  }

  // MARK: Templates

  /// `res.render("page", req.query)`: the options of the template engine are among the values.
  private func reportLocals(_ program: Program, _ reporter: inout Reporter) {
    var locals = Injection(
      program: program, sink: .any, effect: "hands % to the template as it is, options of the engine included,")
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      let file = program[index]
      for id in file.calls.indices.map({ CallID($0) }) {
        let callee = file[file[id].callee]
        guard callee.kind == .member, program.text(Atom(callee.b)) == "render" else { continue }
        let call = CallReference(file: index, call: id)
        let arguments = program.plainArguments(of: call)
        guard arguments.count > 1, isWholePart(arguments[1], file, program),
          program.flows.thing(receiverOf: call) == "express.response"
        else { continue }
        locals.report(InjectionPlace(call: call, value: arguments[1], severity: .warning), &reporter)
      }
    }
  }

  /// `req.query`, `req.body`
  private func isWholePart(_ value: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    let record = file[value]
    guard record.kind == .member else { return false }
    return ["query", "body"].contains(program.text(Atom(record.b)))
  }
}
