import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports what the client sends where it names a file. The promise is on the page beside this file.
struct PathTraversal: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var injection = Injection(program: program, sink: .path, effect: "takes a path with % in it")
    var seen: Set<CallReference> = []
    for external in program.externalCalls(where: { Self.modules.contains(ExternalEnds($0).package) }) {
      let ends = ExternalEnds(external.path)
      guard let count = Self.members[Self.base(of: ends.member)], seen.insert(external.call).inserted else { continue }
      for value in program.plainArguments(of: external.call).prefix(count) {
        guard mayBePath(value, external.call.file, program) else { continue }
        report(external.call, value, isWrite: Self.writes.contains(Self.base(of: ends.member)), &injection, &reporter)
      }
    }
    reportResponses(&injection, program, &reporter)
    reportUploads(&injection, program, &reporter)
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
    for name in one.parts(between: " ") { table[String(name)] = 1 }
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
    _ call: CallReference, _ value: ValueID, isWrite: Bool, atMost most: Severity = .error,
    _ injection: inout Injection, _ reporter: inout Reporter
  ) {
    let names = PathNames(injection.program, call)
    guard let (value, flow) = names.open(value) else { return }
    // Parsers of uploads cut folders off the name: what is left overwrites at most what lies beside it.
    let doubts = PathDoubts(injection.program, flow, value, call)
    if flow.part == .files, !isWrite || doubts.isInNewFolder || names.isUnique || names.isOfStorage(flow) { return }
    // What jobs are about was written by the service itself, mostly.
    if flow.part == .message, injection.program.requestPath(to: injection.program.function(around: call)) == nil {
      return
    }
    let severity: Severity
    switch doubts.count {
    case 0: severity = .error
    case 1: severity = .warning
    default: severity = .note
    }
    injection.report(
      InjectionPlace(
        call: call, value: value, severity: min(severity, most), effect: flow.part == .files ? Self.overwriting : nil,
        flow: flow),
      &reporter)
  }

  /// Folders were cut off the name when the upload was read.
  private static let overwriting = "writes under the name that an upload brings (%) over what lies there"

  // MARK: Answers

  /// `res.sendFile(path)` and `res.download(path)` without a `root`, and `file.mv(path)` of express-fileupload.
  private func reportResponses(_ injection: inout Injection, _ program: Program, _ reporter: inout Reporter) {
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      let file = program[index]
      for id in file.calls.indices.map({ CallID($0) }) {
        let callee = file[file[id].callee]
        guard callee.kind == .member, case let name = program.text(Atom(callee.b)),
          ["sendFile", "download", "sendfile", "mv"].contains(name)
        else { continue }
        let call = CallReference(file: index, call: id)
        if name == "mv" {
          if let path = program.plainArguments(of: call).first, program.flows.thing(receiverOf: call) == "upload" {
            report(call, path, isWrite: true, &injection, &reporter)
          }
          continue
        }
        let arguments = program.plainArguments(of: call)
        guard let first = arguments.first, !hasRoot(arguments.dropFirst(), index, program),
          program.flows.thing(receiverOf: call) == "express.response"
        else { continue }
        let isKept = name != "download" && isOnlyJoined(first, call, program)
        report(call, first, isWrite: false, atMost: isKept ? .note : .error, &injection, &reporter)
      }
    }
  }

  /// `folder + request.params.name`: `sendFile` refuses a path with `..` in it, and nothing took these out before. What
  /// `path.join` made has none. Source: send 0.19, index.js.
  private func isOnlyJoined(_ path: ValueID, _ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let whole = file.behindNames(path)
    guard whole.kind == .concatenation else { return false }
    let parts = Array(file.values(ListID(whole.a)))
    let own = parts.filter {
      program.flows.flow(to: $0, in: call.file, at: file[call.call].span, for: .path) != nil
    }
    return own.first != parts.first
      && own.allSatisfy { part in
        [.member, .element, .parameter].contains(file.behindNames(part).kind)
      }
  }

  // MARK: Uploads

  /// `diskStorage({ filename: (req, file, done) => done(null, req.body.name) })`: multer joins it with the folder.
  private func reportUploads(_ injection: inout Injection, _ program: Program, _ reporter: inout Reporter) {
    for external in program.externalCalls(where: { $0.hasSuffix("multer#diskStorage") }) {
      let index = external.call.file
      let file = program[index]
      guard let options = program.plainArguments(of: external.call).first else { continue }
      for name in ["filename", "destination"] {
        guard let value = method(name, of: options, file, program), file[value].kind == .function else { continue }
        let function = FunctionID(file[value].a)
        for id in file.calls.indices.map({ CallID($0) }) where file[function].span.contains(file[id].span) {
          let call = CallReference(file: index, call: id)
          guard isParameter(file[id].callee, 2, of: function, file), case let given = program.plainArguments(of: call),
            given.count > 1, case let flow = program.flows.flow(toArgument: 1, of: call, for: .path),
            // What the sender calls the file has lost its folders.
            flow.map({ $0.part != .files }) ?? false
          else { continue }
          report(call, given[1], isWrite: true, &injection, &reporter)
        }
      }
    }
  }

  private func method(_ name: String, of options: ValueID, _ file: ProgramFile, _ program: Program) -> ValueID? {
    let object = file.behindNames(options)
    guard object.kind == .object else { return nil }
    return file.properties(of: object).first { property in
      (property.kind == .value || property.kind == .method) && program.text(property.name) == name
    }?.value
  }

  private func isParameter(_ callee: ValueID, _ position: Int, of function: FunctionID, _ file: ProgramFile) -> Bool {
    guard file[callee].kind == .binding else { return false }
    return file.values(file[BindingID(file[callee].a)].values).contains { value in
      file[value].kind == .parameter && file[value].a == function.raw && Int(file[value].b) == position
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
