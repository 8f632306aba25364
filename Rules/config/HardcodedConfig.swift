import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports settings of one deployment that stand in server code. The promise is on the page beside this file.
struct HardcodedConfig: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var told: Set<String> = []
    for external in program.externalCalls {
      let file = program[external.call.file]
      guard isServer(program.role(of: external.call.file).role), let setting = setting(of: external, program),
        project.isAudited(file.path), !ShowcaseFolders.hold(file.path, project),
        !ConfigurationPath(file.path).isDevelopment
      else { continue }
      // Of several servers of a package, and of several connections to one host, the first is enough.
      let package = project.manifest(governing: setting.path)?.path ?? ""
      guard told.insert("\(package) \(setting.isPort ? "port" : setting.message)").inserted else { continue }
      reporter.report(
        at: setting.span, in: setting.path, setting.message,
        enclosing: program.qualifiedName(
          of: FunctionReference(file: external.call.file, function: file[external.call.call].function)))
    }
    for number in program.files.indices { reportFolders(FileIndex(number), program, project, &reporter) }
  }

  private func isServer(_ role: FileRole) -> Bool {
    switch role {
    case .server, .shared, .worker: true
    default: false
    }
  }

  private struct Setting {
    var path: String
    var span: Span
    var message: String
    var isPort = false
  }

  // MARK: Ports and addresses

  private func setting(of external: Program.ExternalCall, _ program: Program) -> Setting? {
    let index = external.call.file
    let file = program[index]
    let call = file[external.call.call]
    guard let first = file.values(call.arguments).first, !call.flags.contains(.developmentOnly) else { return nil }
    if external.path.hasSuffix(".listen") { return port(first, call, file, program) }
    if external.path.hasPrefix("cors#") || external.path == "cors" { return origin(first, file, index, program) }
    guard Self.connectors.contains(where: { external.path.hasPrefix($0) }),
      let literal = program.literal(of: first, in: index), let parts = Addresses.parts(of: literal.text),
      parts.password == nil, parts.host.holds("."), !Addresses.isLocal(parts.host), Addresses.isNetwork(parts.host)
    else { return nil }
    return Setting(
      path: program[literal.file].path, span: literal.span,
      message: "the database \(parts.host) is a literal in the source")
  }

  private static let connectors = [
    "mongoose#connect", "mongoose#createConnection", "mongodb#MongoClient", "redis#createClient", "ioredis", "pg#",
    "sequelize", "amqplib#connect", "knex",
  ]

  /// `app.listen(5000)`, also by way of a constant. Who reads PORT anywhere in the file chose otherwise.
  private func port(_ value: ValueID, _ call: CallSite, _ file: ProgramFile, _ program: Program) -> Setting? {
    guard case .number(let number)? = file.model.constant(value, atoms: program.atoms), number > 0, number < 65536,
      number == number.rounded(), !readsEnvironment(file, program)
    else { return nil }
    return Setting(
      path: file.path, span: call.calleeSpan,
      message: "the port \(Int(number)) is a literal; platforms choose one and say it in PORT",
      isPort: true)
  }

  private func readsEnvironment(_ file: ProgramFile, _ program: Program) -> Bool {
    file.values.contains { value in
      value.kind == .member && ["PORT", "port"].contains(program.text(Atom(value.b)))
    }
  }

  /// `cors({ origin: "https://shop.io" })`
  private func origin(_ value: ValueID, _ file: ProgramFile, _ index: FileIndex, _ program: Program) -> Setting? {
    guard file[value].kind == .object,
      let property = file.properties(of: file[value]).first(where: { program.text($0.name) == "origin" }),
      let literal = program.literal(of: property.value, in: index), let parts = Addresses.parts(of: literal.text),
      Addresses.isRemote(parts.host)
    else { return nil }
    return Setting(
      path: program[literal.file].path, span: literal.span,
      message: "the origin \(parts.host) is a literal in the source")
  }

  // MARK: Folders

  /// `/home/anna/shop/uploads`, `C:\\Users\\Anna\\shop`
  private func reportFolders(
    _ index: FileIndex, _ program: Program, _ project: Project, _ reporter: inout Reporter
  ) {
    let file = program[index]
    guard isServer(program.role(of: index).role), project.isAudited(file.path),
      !ShowcaseFolders.hold(file.path, project)
    else { return }
    for value in file.values where value.kind == .string && !value.span.isEmpty {
      let text = program.text(Atom(value.a))
      guard isOwnFolder(text) else { continue }
      reporter.report(at: value.span, in: file.path, "the folder \(String(text.prefix(60))) is on one machine alone")
    }
  }

  private func isOwnFolder(_ text: String) -> Bool {
    // Asked of every literal: a folder of somebody's has two separators.
    let separators = text.utf8.count { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    guard separators > 1, text.utf8.count < 300, !text.holds("*"), !text.holds(" -") else { return false }
    let normal = text.replacing("\\", with: "/")
    let parts = normal.parts(between: "/").map(String.init)
    let roots: Set<String> = ["home", "Users"]
    if normal.hasPrefix("/"), parts.count >= 3, roots.contains(parts[0]) {
      return !Self.standard.contains(parts[1].lowercased())
    }
    return normal.dropFirst().hasPrefix(":/Users/") && parts.count >= 4
      && !Self.standard.contains(parts[2].lowercased())
  }

  /// Users that images and platforms make.
  private static let standard: Set<String> = [
    "node", "app", "user", "users", "ubuntu", "ec2-user", "runner", "site", "sbx_user1051", "public", "default",
    "username",
    "me", "name", "foo", "bar", "you", "circleci", "vcap", "pptruser",
  ]
}

extension Addresses {
  /// A name with a domain or a number: no container, no example.
  static func isNetwork(_ host: String) -> Bool { isRemote(host) && !isCommon(host) }
}
