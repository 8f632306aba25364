import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports Express applications without an error handler of their own, and error handlers that Express never calls.
/// The promise is on the page beside this file.
struct MissingErrorMiddleware: ProgramCheck {
  /// Below this an application is an example or a stub.
  private static let fewestRoutes = 5
  private static let errorHandler = RequestHandler.Kind.named("the error handler")

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let handlers = program.handlers.filter {
      $0.framework == "Express" && $0.phase == .request && !$0.isPresumed && program.isServiceCode($0.site.file)
    }
    guard !handlers.isEmpty else { return }
    let wrongArity = reportArity(handlers, program, &reporter)
    reportOrder(handlers, program, &reporter)
    reportMissing(handlers, wrongArity, program, project, &reporter)
  }

  // MARK: None at all

  private func reportMissing(
    _ handlers: [RequestHandler], _ wrongArity: Set<String>, _ program: Program, _ project: Project,
    _ reporter: inout Reporter
  ) {
    func package(_ file: FileIndex) -> String { project.manifest(governing: program[file].path)?.path ?? "" }
    let routes = handlers.filter { $0.kind == .route }
    let handled = Set(handlers.filter { $0.kind == Self.errorHandler }.map(\.site.file))
      .union(wrongArity.compactMap { program.index(of: $0) })
    let parts = parts(of: applications(program), package, program)
    for part in parts {
      // What nothing imports, and is loaded all the same, is of any of them.
      let isPart: (FileIndex) -> Bool = { file in
        package(file) == part.package
          && (part.files.contains(file) || !parts.contains { $0.package == part.package && $0.files.contains(file) })
      }
      let isCounted: (FileIndex) -> Bool = { file in
        part.files.contains(file) || isPart(file) && parts.count { $0.package == part.package } == 1
      }
      let count = Set(routes.filter { package($0.site.file) == part.package && isCounted($0.site.file) }.map(\.site))
        .count
      guard count >= Self.fewestRoutes, !handled.contains(where: isPart), !isAnothersBusiness(part.package, project),
        !soundsHandled(program, in: isPart), !isToldProduction(program, in: isPart)
      else { continue }
      let place = part.application.call.file
      if isMountedUnseen(place, program), handled.contains(where: { package($0) == part.package }) { continue }
      let site = program[place][part.application.call.call]
      let isKnown = knowsEnvironment(program, in: isPart)
      reporter.report(
        at: site.span, in: program[place].path,
        "no error handler serves the \(count) routes: clients get Express's own page for errors"
          + (isKnown ? "" : ", with the stack unless NODE_ENV is production"), severity: isKnown ? .note : nil,
        enclosing: program.qualifiedName(of: FunctionReference(file: place, function: site.function)))
    }
  }

  /// An application with the files that run with it.
  private struct Part {
    var application: Program.ExternalCall
    var package: String
    var files: Set<FileIndex>
  }

  /// Applications that run apart from each other; those that share a beginning are one.
  private func parts(
    of applications: [Program.ExternalCall], _ package: (FileIndex) -> String, _ program: Program
  ) -> [Part] {
    let together = ApplicationFiles(program)
    var parts: [Part] = []
    for application in applications {
      let name = package(application.call.file)
      if parts.contains(where: { $0.package == name && $0.files.contains(application.call.file) }) { continue }
      parts.append(
        Part(application: application, package: name, files: together.files(around: application.call.file)))
    }
    return parts
  }

  /// Where applications are made, first those whose file registers most: the others are for setting up and the like.
  private func applications(_ program: Program) -> [Program.ExternalCall] {
    let all = program.externalCalls { $0 == "express" || $0 == "connect" }
      .filter { program.isServiceCode($0.call.file) }
    func weight(_ file: FileIndex) -> Int {
      program[file].calls.count { site in
        let callee = program[file][site.callee]
        return callee.kind == .member && program.text(.init(callee.b)) == "use"
      }
    }
    let weighed = all.enumerated().map { (index: $0, call: $1, weight: weight($1.call.file)) }
    return weighed.sorted { ($1.weight, $0.index) < ($0.weight, $1.index) }.map(\.call)
  }

  /// Frameworks on top of Express that handle errors themselves.
  private func isAnothersBusiness(_ manifest: String, _ project: Project) -> Bool {
    guard let manifest = project.manifest(governing: manifest) else { return false }
    return [
      "@nestjs/core", "@nestjs/common", "@feathersjs/express", "@feathersjs/feathers", "loopback", "@loopback/rest",
      "sails", "next", "keystone", "routing-controllers", "@tsed/common", "tsoa", "json-server",
    ].contains { manifest.dependency(named: $0) != nil }
  }

  /// `module.exports = express()` in a file that nobody is seen to import, nor listens: it hangs on an application of the same
  /// package, which may handle the errors (`require("routes/users")` along NODE_PATH).
  private func isMountedUnseen(_ file: FileIndex, _ program: Program) -> Bool {
    guard !program[file].exports.isEmpty else { return false }
    let isImported = program.files.indices.contains { index in
      program.files[index].imports.indices.contains { number in
        program.target(of: ImportID(number), in: FileIndex(index)) == file && index != file.index
      }
    }
    let listens = program[file].calls.indices.contains { number in
      program.calleeName(CallReference(file: file, call: CallID(number))) == "listen"
    }
    return !isImported && !listens
  }

  /// `app.set("env", "production")`: Express tells clients no more than the name of the status then, whatever NODE_ENV is.
  private func isToldProduction(_ program: Program, in isInside: (FileIndex) -> Bool) -> Bool {
    program.externalCalls(to: "express().set").contains { external in
      isInside(external.call.file)
        && program.text(ofArgument: 0, of: external.call) == "env"
        && program.text(ofArgument: 1, of: external.call) == "production"
    }
  }

  /// A program that sets `process.env.NODE_ENV` itself has thought of it, and Cloud Functions set it to production.
  private func knowsEnvironment(_ program: Program, in isInside: (FileIndex) -> Bool) -> Bool {
    program.files.indices.contains { isInside(FileIndex($0)) && setsEnvironment(FileIndex($0), program) }
      || program.externalCalls.contains { external in
        external.path.hasPrefix("firebase-functions") && external.path.hasSuffix("onRequest")
          && isInside(external.call.file)
      }
  }

  /// `process.env.NODE_ENV = development ? "development" : "production"`
  private func setsEnvironment(_ file: FileIndex, _ program: Program) -> Bool {
    let model = program[file]
    return model.writes.contains { write in
      guard program.text(write.name) == "NODE_ENV",
        program.externalPaths(of: write.base, in: file).contains("#process.env")
      else { return false }
      let value = model[write.value]
      let values = value.kind == .choice ? Array(model.values(ListID(value.a))) : [write.value]
      return values.contains { program.constant($0, in: file) == .string("production") }
    }
  }

  /// Something by a name that speaks of errors is registered, though it could not be followed.
  private func soundsHandled(_ program: Program, in isInside: (FileIndex) -> Bool) -> Bool {
    for index in program.files.indices where isInside(FileIndex(index)) {
      let file = program.files[index]
      for site in file.calls {
        let callee = file[site.callee]
        if callee.kind == .member, ["use", "configure"].contains(program.text(.init(callee.b))) {
          if file.values(site.arguments).contains(where: {
            speaksOfErrors(program.words(for: $0, in: FileIndex(index)))
          }) {
            return true
          }
        } else if site.function == .moduleBody || callee.kind == .imported {
          let words = program.words(for: site.callee, in: FileIndex(index))
          if words.holds("errorhandler") || words.holds("errormiddleware") || words.holds("error-handler") {
            return true
          }
        }
      }
    }
    return false
  }

  private func speaksOfErrors(_ words: String) -> Bool {
    words.words.contains { word in
      word.hasPrefix("err") || word.holds("error") || word == "boom" || word.hasPrefix("exception")
    }
  }

  // MARK: Too few parameters

  /// The paths of the files in which such functions stand.
  private func reportArity(
    _ handlers: [RequestHandler], _ program: Program, _ reporter: inout Reporter
  ) -> Set<String> {
    var files: Set<String> = []
    var seen: Set<FunctionReference> = []
    for handler in handlers where handler.kind == .middleware || handler.kind == Self.errorHandler {
      let record = program[handler.function.file][handler.function.function]
      let length = record.parameters.firstIndex { $0.isRest || $0.initial != .unknown } ?? record.parameters.count
      guard length == 3, record.parameters.count <= 4, !record.parameters.contains(where: \.isRest),
        program.isServiceCode(handler.function.file), program.takesResponseThird(handler.function),
        seen.insert(handler.function).inserted
      else { continue }
      let path = program[handler.function.file].path
      files.insert(path)
      let names = record.parameters.prefix(3).map { program.text($0.name) }.joined(separator: ", ")
      let how =
        record.parameters.count == 3
        ? "takes (\(names)), three parameters" : "counts as three parameters because of its default values"
      reporter.report(
        at: record.nameSpan, in: path,
        "\(program.isNamed(handler.function) ? program.name(of: handler.function) : "this error handler")"
          + " \(how): Express calls it on requests, not on errors",
        severity: .error,
        evidence: [
          EvidenceStep(
            path: program[handler.site.file].path, span: handler.site.span, message: "it is registered here")
        ], enclosing: program.qualifiedName(of: handler.function))
    }
    return files
  }

  // MARK: Too early

  private func reportOrder(_ handlers: [RequestHandler], _ program: Program, _ reporter: inout Reporter) {
    var seen: Set<RequestHandler.Site> = []
    for handler in handlers where handler.kind == Self.errorHandler && seen.insert(handler.site).inserted {
      let file = handler.site.file
      guard !handsOn(handler.function, program) else { continue }
      guard let (site, object) = program.memberCall(around: handler.site.span, in: file) else { continue }
      let here = FunctionReference(file: file, function: site.function)
      let all = program.registrations(on: object, in: here)
      guard let index = all.firstIndex(where: { $0.span == site.span }), !site.flags.contains(.inLoop),
        all[index].member == "use", all[index].path == nil
      else { continue }
      let later = all[(index + 1)...].filter { isRoute($0, file, program) }
      let isFollowed = handlers.contains {
        $0.kind == Self.errorHandler && $0.site.file == file && $0.site.span.start > (later.last?.span.start ?? 0)
      }
      guard let first = later.first, !isFollowed else { continue }
      let hasEarlier = all[..<index].contains { isRoute($0, file, program) }
      let name = "\(first.member == "use" ? "" : first.member.uppercased() + " ")\(first.path ?? "")"
      let others = later.count == 1 ? "" : " and \(later.count - 1) more"
      reporter.report(
        at: site.calleeSpan, in: program[file].path,
        "this error handler is registered before \(name)\(others): their errors pass it by",
        severity: hasEarlier ? .warning : .error,
        evidence: [EvidenceStep(path: program[file].path, span: first.span, message: "registered after it")],
        enclosing: program.qualifiedName(of: here))
    }
  }

  /// It hands on what it does not know, and so stands for the failures of what is before it: of the parser of bodies.
  private func handsOn(_ function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let span = file[function.function].span
    let forwards = file.calls.contains { call in
      guard span.contains(call.span) else { return false }
      // `next()` hands on nothing.
      return file.model.origin(of: call.callee) == ValueOrigin(root: .parameter(function.function, 3))
        && !file.values(call.arguments).isEmpty
    }
    // `if (res.headersSent) return next(error)` is said by handlers that answer all else.
    return forwards
      && !file.values.contains { value in
        value.kind == .member && span.contains(value.span) && program.text(Atom(value.b)) == "headersSent"
      }
  }

  /// A route or a router under a path of its own; what catches all the rest stands last for good reasons.
  private func isRoute(_ registration: Registration, _ file: FileIndex, _ program: Program) -> Bool {
    guard let path = registration.path, registration.arguments.count >= 2, !path.holds("*"), path != "/" else {
      return false
    }
    if Registration.verbs.contains(registration.member) { return true }
    guard registration.member == "use", let last = registration.arguments.last else { return false }
    let model = program[file]
    switch model.model.origin(of: last).root {
    case .module(let id), .imported(let id, _): return program.target(of: id, in: file) != nil
    case .value(let root):
      guard model[root].kind == .call else { return false }
      return program.externalPaths(of: last, in: file).contains("express#Router()")
    case .global, .function, .class, .parameter, .this: return false
    }
  }
}
