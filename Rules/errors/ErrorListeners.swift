import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Who listens for `error` events in a program, by what is known of the objects listened to.
struct ErrorListeners {
  private let program: Program
  /// External paths of objects with a listener: `redis#createClient()`; in all files, and by file.
  private var paths: Set<String> = []
  private var pathsInFile: [FileIndex: Set<String>] = [:]
  /// Where such objects come from in their file.
  private var origins: [FileIndex: Set<ValueOrigin>] = [:]
  /// Names of the fields that are listened to in a file, whatever their types say: `this.connection.on("error", …)`.
  private var fields: [FileIndex: Set<Atom>] = [:]
  /// The process has a last resort for what nobody listens to.
  private(set) var hasLastResort = false

  private static let listening: Set<String> = ["on", "once", "addListener", "prependListener", "addEventListener"]

  /// Whether a path ends in a member that registers listeners.
  private static func isListening(_ path: String) -> Bool {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return listening.contains(String(path[path.utf8.index(after: dot)...]))
  }

  init(_ program: Program) {
    self.program = program
    for external in program.externalCalls(where: Self.isListening) {
      guard let dot = external.path.utf8.lastIndex(of: UInt8(ascii: ".")) else { continue }
      let event = program.text(ofArgument: 0, of: external.call)
      let object = String(external.path[..<dot])
      if object == "#process" || object == "node:process", event == "uncaughtException" { hasLastResort = true }
      guard event == nil || event == "error" else { continue }
      paths.insert(object)
      pathsInFile[external.call.file, default: []].insert(object)
    }
    for index in program.files.indices {
      let file = FileIndex(index)
      for (number, site) in program.files[index].calls.enumerated() {
        let callee = program.files[index][site.callee]
        guard callee.kind == .member, Self.listening.contains(program.text(Atom(callee.b))) else { continue }
        let event = program.text(ofArgument: 0, of: CallReference(file: file, call: CallID(number)))
        guard event == nil || event == "error" else { continue }
        let object = ValueID(callee.a)
        origins[file, default: []].insert(program.files[index].model.origin(of: object))
        if program.files[index][object].kind == .member {
          fields[file, default: []].insert(Atom(program.files[index][object].b))
        }
      }
    }
  }

  /// Whether anybody anywhere listens to what such a call makes.
  func listen(toResultsOf path: String) -> Bool {
    paths.contains(path + "()") || paths.contains { $0.hasPrefix(path + "().") && $0.hasSuffix("()") }
  }

  /// Whether somebody listens to what this call makes, or it goes where nobody can follow it.
  func listen(toResultOf call: CallReference, path: String) -> Bool {
    let file = program[call.file]
    let result = ValueOrigin(root: .value(file[call.call].result))
    if origins[call.file]?.contains(result) ?? false { return true }
    // Held in a field or a table, and listened to from there.
    if pathsInFile[call.file]?.contains(path + "()") ?? false, !isPlainlyHeld(result, in: call.file) { return true }
    return leaves(result, in: call.file) || isChained(result, in: call.file)
  }

  /// Whether the result of a call is handed to a package that listens to it.
  func handsOn(resultOf call: CallReference) -> Bool {
    let file = program[call.file]
    let result = ValueOrigin(root: .value(file[call.call].result))
    return file.calls.contains { site in
      file.values(site.arguments).contains { holds($0, result, in: file, depth: 0) }
        && program.externalPaths(of: site.callee, in: call.file).contains { path in
          Self.listeningPackages.contains(path) || isHeardThrough(path)
        }
    }
  }

  /// `new RedisStore({ client })`, in whichever module: before version 4 the store of sessions listens to its client.
  /// Source: connect-redis 1 to 4, lib/connect-redis.js.
  func isHeardByStore(resultsOf path: String) -> Bool {
    program.externalCalls.contains { external in
      let file = external.call.file
      guard external.path == "connect-redis()" || external.path == "connect-redis#default()",
        let version = program.version(of: "connect-redis", for: file), version.major < 4
      else { return false }
      return program.plainArguments(of: external.call).contains { options in
        program.property(["client"], of: options, in: file).map {
          program.externalPaths(of: $0, in: file).contains(path + "()")
        } ?? false
      }
    }
  }

  /// `emitter.redis.on("error", …)`, where the emitter of a package was given the client.
  private func isHeardThrough(_ path: String) -> Bool {
    program.externalCalls.contains { external in
      (external.path == path + "().redis.on" || external.path == path + "().client.on")
        && program.text(ofArgument: 0, of: external.call) == "error"
    }
  }

  /// What takes a pool or client and listens for its errors. Source: the packages' own code, 2026-11.
  private static let listeningPackages: Set<String> = [
    "@prisma/adapter-pg#PrismaPg", "@prisma/adapter-neon#PrismaNeon", "pg-boss", "pg-boss#PgBoss",
  ]

  /// Whether the result of a call is put into a field that somebody in its file listens to.
  func listenToField(holdingResultOf call: CallReference) -> Bool {
    guard let fields = fields[call.file] else { return false }
    let file = program[call.file]
    let result = ValueOrigin(root: .value(file[call.call].result))
    return file.model.writes.contains { write in
      fields.contains(write.name) && holds(write.value, result, in: file, depth: 0)
    }
  }

  /// Whether somebody listens to what a function is given.
  func listen(toParameter index: Int, of function: FunctionReference) -> Bool {
    let origin = ValueOrigin(root: .parameter(function.function, index))
    return (origins[function.file]?.contains(origin) ?? false) || leaves(origin, in: function.file)
  }

  private func isPlainlyHeld(_ origin: ValueOrigin, in file: FileIndex) -> Bool {
    program[file].bindings.contains { binding in
      let values = program[file].values(binding.values)
      return values.count == 1 && values.first.map { program[file].model.origin(of: $0) } == origin
    }
  }

  /// Handed on, given back, stored or exported: others may listen.
  private func leaves(_ origin: ValueOrigin, in file: FileIndex) -> Bool {
    let model = program[file]
    func isIt(_ value: ValueID) -> Bool { holds(value, origin, in: model, depth: 0) }
    if model.calls.contains(where: { site in model.values(site.arguments).contains(where: isIt) }) { return true }
    if model.functions.contains(where: { model.values($0.returns).contains(where: isIt) }) { return true }
    if model.writes.contains(where: { isIt($0.value) }) { return true }
    return model.exports.contains { record in
      switch record.kind {
      case .local(let value), .assignment(let value): return isIt(value)
      case .reexport, .namespace, .star: return false
      }
    }
  }

  /// The value, or a table or list with the value in it.
  private func holds(_ value: ValueID, _ origin: ValueOrigin, in file: ProgramFile, depth: Int) -> Bool {
    let record = file[value]
    switch record.kind {
    case .object where depth < 3:
      return file.properties(of: record).contains { holds($0.value, origin, in: file, depth: depth + 1) }
    case .array where depth < 3, .choice where depth < 3:
      return file.values(ListID(record.a)).contains { holds($0, origin, in: file, depth: depth + 1) }
    case .spread, .awaited: return depth < 3 && holds(ValueID(record.a), origin, in: file, depth: depth + 1)
    default: return file.model.origin(of: value) == origin
    }
  }

  /// `get(url).setTimeout(5000).on("error", …)`: somewhere behind the call.
  private func isChained(_ origin: ValueOrigin, in file: FileIndex) -> Bool {
    let model = program[file]
    var objects: Set<ValueOrigin> = [origin]
    // A chain is as long as somebody wrote it; its calls stand in order of their ends.
    for site in model.calls {
      let callee = model[site.callee]
      guard callee.kind == .member, objects.contains(model.model.origin(of: ValueID(callee.a))) else { continue }
      let name = program.text(Atom(callee.b))
      if name == "pipe" || Self.listening.contains(name),
        origins[file]?.contains(.init(root: .value(site.result))) ?? false
      {
        return true
      }
      if ["setTimeout", "setEncoding", "setNoDelay", "setKeepAlive", "end", "on", "once", "unref"].contains(name) {
        objects.insert(ValueOrigin(root: .value(site.result)))
      }
    }
    return objects.contains { $0 != origin && (origins[file]?.contains($0) ?? false) }
  }
}
