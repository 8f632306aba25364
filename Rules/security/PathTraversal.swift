import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Reports what the client sends where it names a file. The promise is on the page beside this file.
struct PathTraversal: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var injection = Injection(program: program, sink: .path, effect: "takes a path with % in it")
    var seen: Set<CallReference> = []
    for external in program.externalCalls {
      let ends = ExternalEnds(external.path)
      guard Self.modules.contains(ends.package), let count = Self.members[Self.base(of: ends.member)],
        seen.insert(external.call).inserted
      else { continue }
      for value in program.plainArguments(of: external.call).prefix(count) {
        guard mayBePath(value, external.call.file, program) else { continue }
        report(external.call, value, isWrite: Self.writes.contains(Self.base(of: ends.member)), &injection, &reporter)
      }
    }
    reportResponses(&injection, program, &reporter)
  }

  private static let modules: Set<String> = [
    "node:fs", "node:fs/promises", "fs-extra", "graceful-fs", "mz/fs", "adm-zip", "rimraf",
  ]

  /// Without its `Sync`, how many arguments are paths. Source: Node.js 24 documentation, File system.
  private static let members: [String: Int] = {
    var table: [String: Int] = [:]
    let one =
      "readFile writeFile appendFile createReadStream createWriteStream unlink rm rmdir readdir open opendir truncate "
      + "chmod chown readlink remove outputFile outputJson readJson writeJson emptyDir readJSON writeJSON extractAllTo "
      + "rimraf"
    for name in one.split(separator: " ") { table[String(name)] = 1 }
    for name in ["copyFile", "rename", "link", "symlink", "cp", "copy", "move"] { table[name] = 2 }
    return table
  }()

  private static let writes: Set<String> = [
    "writeFile", "appendFile", "createWriteStream", "outputFile", "outputJson", "writeJson", "writeJSON", "copyFile",
    "rename", "cp", "copy", "move",
  ]

  private static func base(of member: String) -> String {
    member.hasSuffix("Sync") ? String(member.dropLast(4)) : member
  }

  /// Descriptors, buffers and addresses are no paths.
  private func mayBePath(_ value: ValueID, _ file: FileIndex, _ program: Program) -> Bool {
    switch program[file][value].kind {
    case .literal, .string, .object, .array, .function: false
    default: true
    }
  }

  private func report(
    _ call: CallReference, _ value: ValueID, isWrite: Bool, _ injection: inout Injection, _ reporter: inout Reporter
  ) {
    guard
      let flow = injection.program.flows.flow(
        to: value, in: call.file, at: injection.program[call.file][call.call].span, for: .path)
    else { return }
    // Parsers of uploads cut folders off the name: what is left overwrites at most what lies beside it.
    if flow.part == .files, !isWrite { return }
    // Sockets are open to those who signed in, mostly; and a fixed ending leaves few files to choose from.
    // A whole path that a function far away is given is what somebody asked for, an administrator mostly.
    let isLesser =
      flow.part == .files || flow.part == .message || hasEnding(value, call.file, injection.program)
      || (flow.callLevels > 0 && !isJoined(flow, value, call.file, injection.program))
    let severity: Severity = isLesser ? .warning : .error
    injection.report(InjectionPlace(call: call, value: value, severity: severity), &reporter)
  }

  /// Something of the server's own stands before it, here or on the way: the path was meant to stay below that.
  private func isJoined(_ flow: RequestFlow, _ id: ValueID, _ index: FileIndex, _ program: Program) -> Bool {
    if joins(id, index, program) { return true }
    return flow.steps.contains { step in
      program[step.file].bindings.contains { binding in
        binding.span == step.span
          && program[step.file].values(binding.values).contains { joins($0, step.file, program) }
      }
    }
  }

  private func joins(_ id: ValueID, _ index: FileIndex, _ program: Program) -> Bool {
    let file = program[index]
    var current = id
    for _ in 0..<4 {
      let value = file[current]
      switch value.kind {
      case .concatenation: return true
      case .binding:
        let values = file.values(file[BindingID(value.a)].values)
        guard values.count == 1 else { return false }
        current = values[0]
      case .awaited: current = ValueID(value.a)
      case .call:
        let site = file[CallID(value.a)]
        return file.values(site.arguments).count > 1
      default: return false
      }
    }
    return false
  }

  /// The path ends in a constant with an extension: `${name}.json`.
  private func hasEnding(_ id: ValueID, _ index: FileIndex, _ program: Program) -> Bool {
    let file = program[index]
    var current = id
    for _ in 0..<6 {
      let value = file[current]
      switch value.kind {
      case .binding:
        let values = file.values(file[BindingID(value.a)].values)
        guard values.count == 1 else { return false }
        current = values[0]
      case .call, .concatenation, .awaited:
        let parts =
          value.kind == .call
          ? file.values(file[CallID(value.a)].arguments) : value.kind == .awaited ? nil : file.values(ListID(value.a))
        guard let last = parts?.last else { return false }
        current = last
      case .string:
        return program.text(Atom(value.a)).dropFirst().contains(".") || program.text(Atom(value.a)).hasPrefix(".")
      default: return false
      }
    }
    return false
  }

  // MARK: Answers

  /// `res.sendFile(path)` and `res.download(path)` without a `root`.
  private func reportResponses(_ injection: inout Injection, _ program: Program, _ reporter: inout Reporter) {
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      let file = program[index]
      for id in file.calls.indices.map({ CallID($0) }) {
        let callee = file[file[id].callee]
        guard callee.kind == .member, ["sendFile", "download", "sendfile"].contains(program.text(Atom(callee.b))) else {
          continue
        }
        let call = CallReference(file: index, call: id)
        let arguments = program.plainArguments(of: call)
        guard let first = arguments.first, !hasRoot(arguments.dropFirst(), index, program),
          program.flows.thing(receiverOf: call) == "express.response"
        else { continue }
        report(call, first, isWrite: false, &injection, &reporter)
      }
    }
  }

  /// Options with a `root` keep the path below it; options that nobody can read may.
  private func hasRoot(_ arguments: ArraySlice<ValueID>, _ file: FileIndex, _ program: Program) -> Bool {
    arguments.contains { argument in
      if program.property(["root"], of: argument, in: file) != nil { return true }
      switch program[file][argument].kind {
      case .function, .string, .object, .concatenation, .literal: return false
      default: return true
      }
    }
  }
}
