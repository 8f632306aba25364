import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports uploads that are written to the disk and read back for the same request. The promise is on the page beside
/// this file.
struct UploadDiskThenRead: ProgramCheck {
  /// The members under which the path of an uploaded file is known. Sources: the READMEs of multer 2, express-fileupload
  /// 1, formidable 3 and @fastify/multipart 9, 2026-11.
  private static let pathNames: Set<String> = ["path", "tempFilePath", "filepath"]
  private static let requests: Set<String> = ["express.request", "express5.request", "koa.context", "koa.request"]
  private static let fileSystems: Set<String> = ["node:fs", "node:fs/promises", "fs-extra", "graceful-fs"]
  private static let wholeReaders: Set<String> = ["readFile", "readFileSync", "promises.readFile"]
  /// By external path: how people call it.
  private static let parsers: [String: String] = [
    "xlsx#readFile": "XLSX.readFile", "csvtojson().fromFile": "csvtojson().fromFile", "node-xlsx#parse": "xlsx.parse",
    "exceljs#Workbook().xlsx.readFile": "workbook.xlsx.readFile", "convert-excel-to-json": "convert-excel-to-json",
    "read-excel-file/node": "read-excel-file",
  ]
  /// What sends the file on, or reads it as an image: a note, since it takes the file bit by bit.
  private static let senders: [String: String] = [
    "cloudinary#v2.uploader.upload": "cloudinary.uploader.upload",
    "cloudinary#uploader.upload": "cloudinary.uploader.upload",
    "cloudinary.uploader.upload": "cloudinary.uploader.upload",
    "cloudinary#default.v2.uploader.upload": "cloudinary.uploader.upload", "sharp": "sharp", "sharp#default": "sharp",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var seen: Set<CallReference> = []
    let removers = removers(program)
    for external in program.externalCalls(where: { reader($0) != nil }) where program.isService(external.call.file) {
      guard let reader = reader(external.path) else { continue }
      let model = program[external.call.file]
      let site = model[external.call.call]
      let arguments = model.values(site.arguments)
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard let argument = arguments.first, site.flags.isDisjoint(with: [.spreadArguments, .developmentOnly]),
        let way = program.certainPath(to: function)
      else { continue }
      guard let source = upload(argument, function, program, depth: 0),
        seen.insert(external.call).inserted
      else { continue }
      let place = site.calleeSpan
      let path = model.path
      reporter.report(
        at: place, in: path,
        "\(reader.name) reads back from the disk what \(way.handler.route) has just written there",
        severity: reader.isStream
          || !(reader.isParser || removers.contains(function) || removers.contains(source.function))
          ? .note : nil,
        evidence: way.evidence(in: program) + [
          EvidenceStep(path: program[source.file].path, span: source.span, message: "the uploaded file lies here"),
          EvidenceStep(path: path, span: place, message: "it is read back here"),
        ],
        enclosing: program.qualifiedName(of: function))
    }
  }

  private func reader(_ path: String) -> (name: String, isStream: Bool, isParser: Bool)? {
    if let name = Self.parsers[path] { return (name, false, true) }
    if let name = Self.senders[path] { return (name, true, false) }
    guard let mark = path.firstIndex(of: "#") else { return nil }
    let member = String(path[path.index(after: mark)...])
    guard Self.fileSystems.contains(String(path[..<mark])) else { return nil }
    if Self.wholeReaders.contains(member) {
      return (member.parts(between: ".").last.map(String.init) ?? member, false, false)
    }
    return member == "createReadStream" ? (member, true, false) : nil
  }

  private static let removals: Set<String> = [
    "unlink", "unlinkSync", "promises.unlink", "remove", "removeSync", "rm", "rmSync", "promises.rm",
  ]

  private static func removes(_ path: String) -> Bool {
    guard let mark = path.firstIndex(of: "#") else { return false }
    return fileSystems.contains(String(path[..<mark])) && removals.contains(String(path[path.index(after: mark)...]))
  }

  /// Functions that remove files: what they read they do not keep.
  private func removers(_ program: Program) -> Set<FunctionReference> {
    var found: Set<FunctionReference> = []
    for external in program.externalCalls(where: Self.removes) {
      // Callbacks and the functions around them alike.
      var function = program[external.call.file][external.call.call].function
      while function != .moduleBody {
        found.insert(FunctionReference(file: external.call.file, function: function))
        function = program[external.call.file][function].parent
      }
    }
    return found
  }

  // MARK: Where the path comes from

  private struct Source {
    var file: FileIndex
    var span: Span
    var function: FunctionReference
  }

  /// The member that names an uploaded file, behind names, `path.join` and parameters.
  private func upload(
    _ value: ValueID, _ function: FunctionReference, _ program: Program, depth: Int
  ) -> Source? {
    let file = function.file
    guard depth < 12 else { return nil }
    let model = program[file]
    let record = model[value]
    func next(_ value: ValueID) -> Source? { upload(value, function, program, depth: depth + 1) }
    switch record.kind {
    case .member:
      let name = program.text(Atom(record.b))
      guard Self.pathNames.contains(name), isUploadedFile(ValueID(record.a), file, program) else { return nil }
      return Source(file: file, span: record.span, function: function)
    case .binding:
      let binding = model[BindingID(record.a)]
      let values = model.values(binding.values)
      guard values.count == 1 else { return nil }
      return next(values[0])
    case .awaited: return next(ValueID(record.a))
    case .concatenation, .choice:
      return model.values(ListID(record.a)).prefix(8).lazy.compactMap { next($0) }.first
    case .call:
      let site = model[CallID(record.a)]
      guard program.externalPaths(of: site.callee, in: file).contains(where: { $0.hasPrefix("node:path#") }) else {
        return nil
      }
      return model.values(site.arguments).prefix(8).lazy.compactMap { next($0) }.first
    case .parameter:
      let entered = FunctionReference(file: file, function: FunctionID(record.a))
      for call in program.callersByTarget.callers(of: entered).prefix(8) {
        let other = program[call.file]
        let arguments = other.values(other[call.call].arguments)
        guard Int(record.b) < arguments.count else { continue }
        let caller = FunctionReference(file: call.file, function: other[call.call].function)
        if let found = upload(arguments[Int(record.b)], caller, program, depth: depth + 3) { return found }
      }
      return nil
    default: return nil
    }
  }

  /// `req.file`, `req.files[0]`, `req.files.report`, `files.report` after `const { files } = req`.
  private func isUploadedFile(_ value: ValueID, _ file: FileIndex, _ program: Program, depth: Int = 0) -> Bool {
    if program.flows.thing(value, in: file) == "upload" { return true }
    guard depth < 8 else { return false }
    let model = program[file]
    let record = model[value]
    switch record.kind {
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.count == 1 && isUploadedFile(values[0], file, program, depth: depth + 1)
    case .member:
      let name = program.text(Atom(record.b))
      if name == "file" || name == "files", let thing = program.flows.thing(ValueID(record.a), in: file) {
        return Self.requests.contains(thing)
      }
      return isUploadedFile(ValueID(record.a), file, program, depth: depth + 1)
    case .element, .elementOf, .awaited: return isUploadedFile(ValueID(record.a), file, program, depth: depth + 1)
    default: return false
    }
  }
}
