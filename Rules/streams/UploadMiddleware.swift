import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Finds receivers of uploads in a file. Sources: the READMEs of multer 1 and 2, express-fileupload 1, busboy 1,
/// formidable 3 and multiparty 4, the documentation of NestJS 11; 2026-11.
struct UploadSurvey {
  static let modules: Set<String> = [
    "multer", "@koa/multer", "koa-multer", "fastify-multer", "express-fileupload", "busboy", "multiparty", "formidable",
    "@nestjs/platform-express", "express", "koa-static", "serve-static",
  ]
  static let interests = FileInterests(kinds: [.callExpression, .newExpression])

  private static let multers: Set<String> = ["multer", "@koa/multer", "koa-multer", "fastify-multer"]
  private static let interceptors: [String: Int] = [
    "FileInterceptor": 1, "FilesInterceptor": 1, "FileFieldsInterceptor": 1, "AnyFilesInterceptor": 0,
  ]
  private static let statics: Set<String> = ["express#static", "koa-static", "serve-static"]
  private static let takers: Set<String> = ["single", "array", "fields", "any"]

  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext) { self.file = file }

  static func notes(_ file: FileContext, _ nodes: FileNodes) -> [UploadNote] {
    guard file.importsAny(of: modules) else { return [] }
    let survey = UploadSurvey(file)
    return (nodes[.callExpression] + nodes[.newExpression]).compactMap { survey.note($0) }
  }

  private func note(_ call: NodeID) -> UploadNote? {
    let callee = tree.child(call, 0)
    guard let name = file.packageMember(callee) else { return nil }
    let arguments = tree.list(call, 2)
    if Self.statics.contains(name) {
      guard let folder = arguments.first else { return nil }
      return constantPath(folder).map { UploadNote(subject: .servedFolder($0)) }
    }
    if Self.multers.contains(name) { return multer(call, name: name, options: arguments.first) }
    let last = name.parts(between: "#").last.map(String.init) ?? name
    if name.hasPrefix("@nestjs/platform-express#") {
      if name.hasSuffix("MulterModule.register") || name.hasSuffix("MulterModule.registerAsync") {
        return UploadNote(subject: .sharedSettings)
      }
      guard let index = Self.interceptors[last] else { return nil }
      let options = arguments.dropFirst(index).first { tree.kind(file.behindName($0)) != .numericLiteral }
      return multer(call, name: last, options: options, isShared: true)
    }
    switch name {
    case "express-fileupload": return expressFileUpload(call, arguments.first)
    case "busboy", "busboy#Busboy":
      return isGivenWholeBody(call) ? nil : parser(call, "busboy", arguments.first, "limits.fileSize", .stream)
    case "multiparty#Form" where handsOnParts(call): return nil
    case "multiparty#Form": return parser(call, "multiparty", arguments.first, "maxFilesSize", .disk)
    default: return nil
    }
  }

  /// `busboy.end(req.rawBody)`: the platform has read the body before, and up to its own limit.
  private func isGivenWholeBody(_ call: NodeID) -> Bool {
    guard let parser = file.nameHolding(call) else { return false }
    return file.analyzer.scopeReferences(to: parser).compactMap { file.memberCall(on: $0) }.contains { call, name in
      name == "end" && tree.list(call, 2).first.map { file.lastName(of: $0) == "rawBody" } ?? false
    }
  }

  /// `form.on("part", …)` and no files: what is handed on as it comes is counted by whoever takes it.
  private func handsOnParts(_ call: NodeID) -> Bool {
    guard let form = file.nameHolding(call) else { return false }
    let calls = file.analyzer.scopeReferences(to: form).compactMap { file.memberCall(on: $0) }
    func hears(_ event: StaticString) -> Bool {
      calls.contains { call, name in
        ["on", "once", "addListener"].contains(name)
          && tree.list(call, 2).first.map { file.isString($0, event) } ?? false
      }
    }
    let takesFiles = calls.contains { $0.name == "parse" && tree.list($0.call, 2).count > 1 }
    return hears("part") && !hears("file") && !takesFiles
  }

  // MARK: multer

  private func multer(_ call: NodeID, name: String, options: NodeID?, isShared: Bool = false) -> UploadNote? {
    guard isShared || takesFiles(call) else { return nil }
    var receiver = receiver(call, isShared ? name : "multer", "limits.fileSize")
    receiver.mayShareSettings = isShared
    guard let options else {
      receiver.destination = .memory
      return UploadNote(subject: .receiver(receiver))
    }
    guard let settings = CallOptions(options, in: file) else { return nil }
    receiver.limit = limit(settings, "limits.fileSize")
    if case .none = receiver.limit, isWritten("limits", to: options) { receiver.limit = .unknown }
    receiver.isFiltered = settings.has("fileFilter") || !settings.isWhole
    if let folder = settings["dest"] {
      receiver.destination = .disk
      receiver.namesAreRandom = true
      if case .text(let text) = folder { receiver.folder = Self.normalised(text) }
    } else if let storage = settings["storage"] {
      store(storage, options, in: &receiver)
    } else if settings.isWhole, !settings.has("storage") {
      receiver.destination = .memory
    }
    return UploadNote(subject: .receiver(receiver))
  }

  private func store(_ storage: CallOptions.Setting, _ options: NodeID, in receiver: inout UploadReceiver) {
    switch storage {
    case .made(let maker) where maker.hasSuffix("#memoryStorage"): receiver.destination = .memory
    case .made(let maker) where maker.hasSuffix("#diskStorage"):
      receiver.destination = .disk
      guard let call = property("storage", of: options), let settings = tree.list(call, 2).first else { break }
      (receiver.folder, receiver.keepsName) = disk(settings)
      // Where files go may depend on what they are.
      let mentionsKind = tree.preorder(from: settings).contains { node in
        tree.kind(node) == .identifier && file.name(tree.atom(node, 0)) == "mimetype"
      }
      receiver.isFiltered = receiver.isFiltered || mentionsKind
    case .value(let value): receiver.storage = value
    case .made, .number, .text, .flag: break
    }
  }

  /// Whether somebody takes files with it: not if only `none()` is ever called.
  private func takesFiles(_ call: NodeID) -> Bool {
    if let next = file.memberCall(on: call) { return Self.takers.contains(next.name) }
    // Version 0 is middleware itself, and writes to the folder for temporary files.
    let outer = tree.parent(call)
    if tree.kind(outer) == .callExpression, tree.child(outer, 0) != call,
      file.lastName(of: tree.child(outer, 0)) == "use"
    {
      return false
    }
    if isUnusedField(call) { return false }
    guard let binding = file.nameHolding(call) else { return true }
    let uses = file.analyzer.scopeReferences(to: binding)
    guard !uses.isEmpty else { return isExported(call) }
    return uses.contains { use in
      let outer = tree.parent(use)
      // `upload(req, res, done)`, which is no function.
      if tree.kind(outer) == .callExpression, tree.child(outer, 0) == use { return false }
      return file.memberCall(on: use).map { Self.takers.contains($0.name) } ?? true
    }
  }

  /// `upload = multer({ dest })` of a class that speaks of no `this.upload`.
  private func isUnusedField(_ call: NodeID) -> Bool {
    let parent = tree.parent(call)
    guard tree.kind(parent) == .propertyDefinition, let name = file.lastName(of: tree.child(parent, 1)) else {
      return false
    }
    return !file.analyzer.model.values.contains { $0.kind == .member && file.name(Atom($0.b)) == name }
  }

  private func isExported(_ call: NodeID) -> Bool {
    tree.ancestors(of: call).contains { node in
      tree.kind(node) == .exportNamedDeclaration
        || tree.kind(node) == .assignmentExpression && tree.kind(tree.child(node, 0)) == .memberExpression
    }
  }

  /// Where `multer.diskStorage({ destination, filename })` puts files, and whether it keeps the sender's name.
  private func disk(_ options: NodeID) -> (folder: String?, keepsName: Bool) {
    var folder: String?
    if let destination = property("destination", of: options) {
      if let function = file.functionNode(destination) {
        folder = handedOn(by: function)
      } else {
        folder = constantPath(destination)
      }
    }
    guard let filename = property("filename", of: options) else { return (folder, false) }
    let keeps = tree.preorder(from: file.functionNode(filename) ?? filename).contains { node in
      tree.kind(node) == .identifier && file.name(tree.atom(node, 0)) == "originalname"
    }
    return (folder, keeps)
  }

  /// `"uploads"` of `(req, file, cb) => cb(null, "uploads")`
  private func handedOn(by function: NodeID) -> String? {
    guard let callback = file.parameter(2, of: function) else { return nil }
    for use in file.analyzer.scopeReferences(to: callback) {
      let call = tree.parent(use)
      guard tree.kind(call) == .callExpression, tree.child(call, 0) == use, tree.list(call, 2).count > 1 else {
        continue
      }
      return constantPath(tree.list(call, 2)[1])
    }
    return nil
  }

  // MARK: Others

  private func expressFileUpload(_ call: NodeID, _ options: NodeID?) -> UploadNote? {
    var receiver = receiver(call, "express-fileupload", "limits.fileSize")
    receiver.keepsName = true
    guard let options else {
      receiver.destination = .memory
      return UploadNote(subject: .receiver(receiver))
    }
    guard let settings = CallOptions(options, in: file), settings.isWhole else { return nil }
    receiver.limit = limit(settings, "limits.fileSize")
    switch settings["useTempFiles"] {
    case .flag(true): receiver.destination = .disk
    case .flag(false), nil: receiver.destination = .memory
    default: receiver.destination = .unknown
    }
    return UploadNote(subject: .receiver(receiver))
  }

  private func parser(
    _ call: NodeID, _ name: String, _ options: NodeID?, _ setting: String, _ destination: UploadReceiver.Destination
  ) -> UploadNote? {
    var receiver = receiver(call, name, setting)
    receiver.destination = destination
    if let options {
      guard let settings = CallOptions(options, in: file), settings.isWhole else { return nil }
      receiver.limit = limit(settings, setting)
    }
    return UploadNote(subject: .receiver(receiver))
  }

  // MARK: Parts

  private func receiver(_ call: NodeID, _ name: String, _ limitName: String) -> UploadReceiver {
    UploadReceiver(
      name: name, place: file.firstLine(of: tree.span(call)), function: file.analyzer.function(around: call),
      destination: .unknown, storage: nil, limit: .none, limitName: limitName, isFiltered: mentionsKind, folder: nil,
      keepsName: true)
  }

  /// The file looks at what kind of file it was sent, somewhere.
  private var mentionsKind: Bool {
    file.analyzer.model.values.contains { value in
      value.kind == .member && file.name(Atom(value.b)) == "mimetype"
    }
  }

  private func limit(_ settings: CallOptions, _ name: String) -> UploadReceiver.Limit {
    if let setting = settings[name] {
      if case .number(let number) = setting { return .bytes(number) }
      return .said(setting)
    }
    let group = name.parts(between: ".").first.map(String.init) ?? name
    // `limits` from elsewhere, or settings that something unknown is spread into.
    return settings[group] != nil || !settings.isWhole ? .unknown : .none
  }

  /// `options.limits = { … }`, under some condition or other.
  private func isWritten(_ name: String, to object: NodeID) -> Bool {
    guard tree.kind(object) == .identifier, file.analyzer.binding(of: object) != nil else { return false }
    let value = file.analyzer.value(of: object)
    return file.analyzer.model.writes.contains { write in
      if write.base == value { return file.name(write.name) == name }
      // `options.limits.fileSize = …`
      let base = file.analyzer.model[write.base]
      return base.kind == .member && ValueID(base.a) == value && file.name(Atom(base.b)) == name
    }
  }

  private func property(_ name: String, of object: NodeID) -> NodeID? {
    let node = file.behindName(object)
    guard tree.kind(node) == .objectExpression else { return nil }
    for property in tree.list(node, 0) where tree.kind(property) == .property {
      let key = tree.child(property, 0)
      let text = tree.kind(key) == .stringLiteral ? tree.stringValue(key) : file.lastName(of: key)
      if text == name { return file.behindName(tree.child(property, 1)) }
    }
    return nil
  }

  /// The constant end of a path: `public/uploads` of `path.join(__dirname, "public", "uploads")`.
  private func constantPath(_ expression: NodeID) -> String? {
    let node = file.behindName(expression)
    switch tree.kind(node) {
    case .identifier:
      return file.name(tree.atom(node, 0)) == "__dirname" ? "" : nil
    case .callExpression:
      guard let name = file.packageMember(tree.child(node, 0)), name == "path#join" || name == "path#resolve" else {
        return nil
      }
      let parts = tree.list(node, 2).map { constantPath($0) }
      let end = parts.lastIndex { $0 == nil }.map { $0 + 1 } ?? 0
      return parts.isEmpty || end == parts.count
        ? nil : Self.normalised(parts[end...].compactMap { $0 }.joined(separator: "/"))
    case .templateLiteral:
      guard let last = tree.list(node, 0).last else { return nil }
      return Self.normalised(String(decoding: tree.rawText(last), as: UTF8.self))
    default:
      guard case .string(let text) = file.analyzer.constant(of: node) else { return nil }
      return Self.normalised(text)
    }
  }

  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.parts(between: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// Receivers of uploads in all files of a service.
struct UploadReceivers {
  struct Found {
    var file: FileIndex
    var receiver: UploadReceiver
    /// As far as the program knows; nil where it does not.
    var limit: Double?
  }

  private(set) var found: [Found] = []
  private(set) var servedFolders: Set<String> = []

  init(_ surveyed: [SurveyedFile<UploadNote>], _ program: Program) {
    let service = surveyed.filter { program.isService($0.file) }
    var sharesSettings = false
    for note in service.flatMap(\.notes) {
      switch note.subject {
      case .servedFolder(let folder): servedFolders.insert(folder)
      case .sharedSettings: sharesSettings = true
      case .receiver: continue
      }
    }
    for file in service {
      for note in file.notes {
        guard case .receiver(var receiver) = note.subject, !(receiver.mayShareSettings && sharesSettings) else {
          continue
        }
        if let storage = receiver.storage { receiver.destination = destination(storage, file.file, program) }
        guard let limit = limit(receiver.limit, file.file, program) else { continue }
        found.append(Found(file: file.file, receiver: receiver, limit: limit))
      }
    }
  }

  private func destination(_ storage: ValueID, _ file: FileIndex, _ program: Program) -> UploadReceiver.Destination {
    let paths = program.externalPaths(of: storage, in: file)
    guard paths.count == 1, let path = paths.first else { return .unknown }
    if path.hasSuffix("#memoryStorage()") { return .memory }
    return path.hasSuffix("#diskStorage()") ? .disk : .unknown
  }

  /// The largest file that is accepted; infinite without a limit, nil where nobody knows.
  private func limit(_ limit: UploadReceiver.Limit, _ file: FileIndex, _ program: Program) -> Double? {
    switch limit {
    case .none: .infinity
    case .bytes(let bytes): bytes
    case .said(let setting): program.bytes(setting, in: file)
    case .unknown: nil
    }
  }

  /// Whether files put into a folder can be fetched by everybody.
  func isServed(_ folder: String) -> Bool {
    servedFolders.contains { folder == $0 || folder.hasPrefix($0 + "/") && !$0.isEmpty }
  }
}
