import JavaScript
import ProgramGraph
import Semantics

// What arguments and things around a call say of it: the tables know names alone.
extension BlockingCalls {
  /// Whether nothing is waited for, whatever the name: `imageSize(buffer)` reads a few bytes of what is there already, and
  /// only of a path it reads a file; lowdb waits where its adapter does; shelljs waits unless it is given a callback or told
  /// not to.
  static func waitsForNothing(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    if isChainOfLowdb(external.path) { return !keepsInFile(program) }
    if external.path == "shelljs#exec" { return callsBack(external.call, program) }
    if external.path.hasPrefix("node-forge#"), external.path.hasSuffix("generateKeyPair") {
      return takesCallback(external.call, program)
    }
    if external.path == "adm-zip().toBuffer" || external.path.hasPrefix("canvas#") {
      return takesCallback(external.call, program)
    }
    if external.path.hasPrefix("tar#") { return !isTold("sync", external.call, program) }
    guard external.path.hasPrefix("image-size") else { return false }
    let file = program[external.call.file]
    guard let first = file.values(file[external.call.call].arguments).first else { return false }
    return !isPath(first, in: external.call.file, program, depth: 0)
  }

  /// A text, or a parameter that all known callers give one.
  private static func isPath(_ id: ValueID, in index: FileIndex, _ program: Program, depth: Int) -> Bool {
    let file = program[index]
    let value = file.behindNames(id)
    switch value.kind {
    case .string, .concatenation: return true
    case .member: return program.text(Atom(value.b)) == "path"
    case .call:
      return program.externalPaths(of: file[CallID(value.a)].callee, in: index).contains { $0.hasPrefix("node:path#") }
    case .parameter:
      guard depth < 4 else { return false }
      let calls = program.callersByTarget.callers(
        of: FunctionReference(file: index, function: FunctionID(value.a)))
      return !calls.isEmpty
        && calls.allSatisfy { call in
          let arguments = program[call.file].values(program[call.file][call.call].arguments)
          let place = Int(value.b)
          return arguments.indices.contains(place)
            && isPath(arguments[place], in: call.file, program, depth: depth + 1)
        }
    default: return false
    }
  }
}

extension BlockingCalls {
  private static let kernelFolders = ["/proc/", "/sys/", "/dev/"]

  /// Whether what is read is no file on a disk but something that the kernel makes up: `readdirSync("/sys/class/thermal")`.
  static func isOfKernel(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path.hasPrefix("node:fs#") else { return false }
    let file = program[external.call.file]
    guard var first = file.values(file[external.call.call].arguments).first else { return false }
    let value = file.behindNames(first)
    if value.kind == .concatenation, let part = file.values(ListID(value.a)).first { first = part }
    if value.kind == .call, case let join = file[CallID(value.a)], let part = file.values(join.arguments).first,
      program.externalPaths(of: join.callee, in: external.call.file).contains(where: { $0.hasPrefix("node:path#") })
    {
      first = part
    }
    guard case .string(let path)? = program.constant(first, in: external.call.file) else { return false }
    guard kernelFolders.contains(where: { (path + "/").hasPrefix($0) }) else { return false }
    // A device may be waited for; that it is there, and what else is, the kernel knows.
    return !path.hasPrefix("/dev")
      || ["readdirSync", "existsSync", "statSync"].contains { external.path.hasSuffix($0) }
  }

  /// `exec(command, callback)`, `exec(command, { async: true })`
  private static func callsBack(_ call: CallReference, _ program: Program) -> Bool {
    takesCallback(call, program) || isTold("async", call, program)
  }

  private static func takesCallback(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    return file.values(file[call.call].arguments).contains { file.behindNames($0).kind == .function }
  }

  /// `create({ sync: true }, files)`
  private static func isTold(_ name: String, _ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    return file.values(file[call.call].arguments).contains { argument in
      let value = file.behindNames(argument)
      guard value.kind == .object else { return false }
      return file.properties(of: value).contains { property in
        program.text(property.name) == name
          && file.model.constant(property.value, atoms: program.atoms) == .boolean(true)
      }
    }
  }

  /// The first version of lowdb is told by its adapter whether it waits; all files of a program use the same.
  private static func keepsInFile(_ program: Program) -> Bool {
    var isSynchronous = false
    for file in program.files {
      for module in file.imports {
        let name = program.text(module.specifier)
        if name.hasSuffix("adapters/FileAsync") { return false }
        if name.hasSuffix("adapters/FileSync") { isSynchronous = true }
      }
    }
    return isSynchronous
  }

  /// `db.get("posts").push(post).write()` of lowdb's first version, whose chain ends with a write of the whole file.
  static func isChainOfLowdb(_ path: String) -> Bool {
    path.hasPrefix("lowdb().") && (path.hasSuffix(".write") || path == "lowdb().read")
  }
}
