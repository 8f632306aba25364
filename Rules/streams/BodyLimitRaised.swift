import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports parsers of request bodies that are told to accept large ones. The promise is on the page beside this file.
///
/// Sources: the documentation of Express 5, body-parser 2, koa-body 6, @koa/bodyparser 6, Fastify 5, hapi 21, NestJS 11
/// and Next.js 16; 2026-11.
struct BodyLimitRaised: SurveyCheck {
  struct Note: Sendable {
    var parser: String
    /// Nil where it stands as it is.
    var limit: CallOptions.Setting?
    /// For single routes, as against all of them.
    var isScoped: Bool
    var place: Span
    var function: FunctionID
  }

  let interests = FileInterests(kinds: [.callExpression, .newExpression, .variableDeclarator])

  private static let modules: Set<String> = [
    "express", "body-parser", "koa-body", "koa-bodyparser", "@koa/bodyparser", "fastify", "@hapi/hapi", "hapi",
    "@nestjs/core", "@nestjs/platform-express", "@nestjs/platform-fastify", "co-body",
  ]
  private static let expressParsers = ["json", "urlencoded", "text", "raw"]
  /// By the name of the maker: how the message calls it, and its settings.
  private static let parsers: [String: (spoken: String, settings: [String])] = {
    var table: [String: (String, [String])] = [
      "body-parser": ("bodyParser", ["limit"]),
      "koa-body": ("koa-body", koa), "koa-body#koaBody": ("koa-body", koa), "koa-bodyparser": ("koa-bodyparser", koa),
      "@koa/bodyparser": ("@koa/bodyparser", koa), "@koa/bodyparser#bodyParser": ("@koa/bodyparser", koa),
      "fastify": ("fastify", ["bodyLimit"]), "fastify#fastify": ("fastify", ["bodyLimit"]),
      "@nestjs/platform-fastify#FastifyAdapter": ("FastifyAdapter", ["bodyLimit"]),
    ]
    for name in expressParsers {
      table["express#" + name] = ("express.\(name)", ["limit"])
      table["body-parser#" + name] = ("bodyParser.\(name)", ["limit"])
    }
    return table
  }()
  private static let hapi: Set<String> = ["@hapi/hapi", "hapi"]
  private static let koa = ["jsonLimit", "formLimit", "textLimit", "xmlLimit"]
  private static let verbs: Set<String> = ["get", "post", "put", "patch", "delete", "all", "route", "options", "head"]
  private static let payloadSettings = ["options.payload.maxBytes", "config.payload.maxBytes"]

  // MARK: In the file

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    var notes = nextSettings(file, nodes)
    guard file.importsAny(of: Self.modules) else { return notes }
    for call in nodes[.callExpression] + nodes[.newExpression] {
      if let note = parser(call, file) ?? method(call, file) { notes.append(note) }
    }
    return notes
  }

  private func parser(_ call: NodeID, _ file: FileContext) -> Note? {
    guard let name = file.packageMember(file.tree.child(call, 0)), let known = Self.parsers[name] else { return nil }
    let isAsItIs = known.settings == ["limit"] && isForAll(call, file)
    guard let argument = file.tree.list(call, 2).first else {
      return isAsItIs ? note(call, known.spoken, nil, isScoped: false, file) : nil
    }
    guard let options = CallOptions(argument, in: file) else { return nil }
    if isAsItIs, options.isWhole, !options.has("limit"), !options.has("type") {
      return note(call, known.spoken, nil, isScoped: false, file)
    }
    for setting in known.settings {
      guard let limit = options[setting] else { continue }
      return note(call, known.spoken, limit, isScoped: isScoped(call, file), file)
    }
    return nil
  }

  /// `app.useBodyParser("json", { limit })` of NestJS; `payload.maxBytes` of routes of hapi.
  private func method(_ call: NodeID, _ file: FileContext) -> Note? {
    let callee = file.tree.child(call, 0)
    let arguments = file.tree.list(call, 2)
    guard file.tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee) else { return nil }
    if name == "useBodyParser", arguments.count > 1, let options = CallOptions(arguments[1], in: file),
      let limit = options["limit"]
    {
      return note(call, "useBodyParser", limit, isScoped: false, file)
    }
    if name == "server" || name == "Server" || name == "connection", file.importsAny(of: Self.hapi),
      let argument = arguments.first, let options = CallOptions(argument, in: file),
      let limit = options["routes.payload.maxBytes"]
    {
      return note(call, "payload.maxBytes", limit, isScoped: false, file)
    }
    guard name == "route", let argument = arguments.first, let options = CallOptions(argument, in: file) else {
      return nil
    }
    for setting in Self.payloadSettings {
      if let limit = options[setting] { return note(call, "payload.maxBytes", limit, isScoped: true, file) }
    }
    return nil
  }

  /// `export const config = { api: { bodyParser: { sizeLimit } } }` of an API route of Next.js.
  private func nextSettings(_ file: FileContext, _ nodes: FileNodes) -> [Note] {
    nodes[.variableDeclarator].compactMap { declarator in
      let name = file.tree.child(declarator, 0)
      guard file.tree.kind(name) == .identifier, file.name(file.tree.atom(name, 0)) == "config",
        file.tree.kind(file.tree.parent(file.tree.parent(declarator))) == .exportNamedDeclaration,
        let options = CallOptions(file.tree.child(declarator, 1), in: file),
        let limit = options["api.bodyParser.sizeLimit"]
      else { return nil }
      return note(declarator, "this API route", limit, isScoped: true, file)
    }
  }

  private func note(
    _ node: NodeID, _ parser: String, _ limit: CallOptions.Setting?, isScoped: Bool, _ file: FileContext
  ) -> Note {
    Note(
      parser: parser, limit: limit, isScoped: isScoped, place: file.firstLine(of: file.tree.span(node)),
      function: file.analyzer.function(around: node))
  }

  /// Whether the parser is given to single routes, or to those under a path.
  private func isScoped(_ call: NodeID, _ file: FileContext) -> Bool {
    if let binding = file.nameHolding(call) {
      let uses = file.analyzer.scopeReferences(to: binding)
      return !uses.isEmpty && uses.allSatisfy { isScopedArgument($0, file) }
    }
    return isScopedArgument(call, file)
  }

  private func isScopedArgument(_ argument: NodeID, _ file: FileContext) -> Bool {
    var registration = file.tree.parent(argument)
    if file.tree.kind(registration) == .arrayExpression { registration = file.tree.parent(registration) }
    guard file.tree.kind(registration) == .callExpression,
      let name = file.lastName(of: file.tree.child(registration, 0))
    else { return false }
    if Self.verbs.contains(name) { return true }
    guard name == "use", let path = file.tree.list(registration, 2).first, path != argument else { return false }
    let paths = file.behindName(path)
    let all = file.tree.kind(paths) == .arrayExpression ? Array(file.tree.list(paths, 0)) : [path]
    return !all.isEmpty
      && all.allSatisfy { path in
        guard case .string(let text) = file.analyzer.constant(of: path) else { return false }
        return text != "/" && text != "*"
      }
  }

  /// `app.use(express.json())`
  private func isForAll(_ call: NodeID, _ file: FileContext) -> Bool {
    let registration = file.tree.parent(call)
    return file.tree.kind(registration) == .callExpression
      && file.lastName(of: file.tree.child(registration, 0)) == "use"
      && file.tree.list(registration, 2).first == call
  }

  // MARK: In the program

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    for file in surveyed where program.isService(file.file) {
      var said: [(bytes: Double, isScoped: Bool)] = []
      for note in file.notes {
        guard let bytes = note.limit.flatMap({ program.bytes($0, in: file.file) }),
          !isReadBefore(note, file.notes),
          let severity = severity(bytes, isScoped: note.isScoped),
          // The parsers of one file usually go together: once is enough.
          !said.contains(where: { $0.bytes == bytes && $0.isScoped == note.isScoped })
        else { continue }
        said.append((bytes, note.isScoped))
        let others = file.notes.filter {
          $0.isScoped == note.isScoped && $0.parser != note.parser
            && $0.limit.flatMap({ program.bytes($0, in: file.file) }) == bytes && !isReadBefore($0, file.notes)
        }
        let names = ([note.parser] + Set(others.map(\.parser)).sorted()).joined(separator: " and ")
        let reach = note.isScoped ? "" : " on every route"
        let size = bytes.isFinite ? "up to \(ByteSize.words(bytes))" : "any size"
        let function = FunctionReference(file: file.file, function: note.function)
        reporter.report(
          at: note.place, in: program[file.file].path,
          "\(names) \(names.holds(" and ") ? "accept" : "accepts") bodies of \(size)\(reach)", severity: severity,
          enclosing: program.qualifiedName(of: function))
      }
    }
  }

  private func isReadBefore(_ note: Note, _ notes: [Note]) -> Bool { notes.contains { readsBefore($0, note) } }

  /// A parser of the same kind with its own small limit stands before it, for all routes: what that refuses gets no
  /// further, and what it has read is not read again.
  private func readsBefore(_ other: Note, _ note: Note) -> Bool {
    other.limit == nil && other.place.start < note.place.start && other.function == note.function
      && (kind(other.parser) == kind(note.parser) || other.parser == "bodyParser")
  }

  private func kind(_ parser: String) -> Substring { parser.parts(between: ".").last ?? "" }

  private func severity(_ bytes: Double, isScoped: Bool) -> Severity? {
    switch bytes / ByteSize.mebibyte {
    case ..<1: nil
    case ..<10: isScoped ? nil : .note
    case ..<100: isScoped ? .note : .warning
    default: isScoped ? .warning : .error
    }
  }
}
