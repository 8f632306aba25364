import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText
import Synchronization

/// A call that is given a function to call later, from the event loop, where nobody stands above it on the stack.
struct CallbackCall {
  enum Kind: Equatable {
    /// `(error, result) => …`
    case errorFirst
    /// The same, called before the call returns.
    case errorFirstAtOnce
    /// A listener; the event, where it is constant.
    case event(String)
    case timer
    /// Called once with a result or nothing: `server.listen(port, callback)`.
    case plain
    /// The rest of a request, once middleware that is called by hand has done its part: `cors(req, res, () => …)`.
    case rest
    /// Error-first by the names of its parameters alone.
    case presumed
  }

  var call: CallReference
  var kind: Kind
  /// Position of the callback among the arguments.
  var position: Int
  var callback: ValueID

  var isErrorFirst: Bool { kind == .errorFirst || kind == .errorFirstAtOnce || kind == .presumed }
}

/// Which functions from outside take callbacks. Sources: Node.js 24 documentation, READMEs of the packages, 2026-11.
enum CallbackCalls {
  private static let files: Set<String> = [
    "readFile", "writeFile", "appendFile", "unlink", "mkdir", "readdir", "stat", "lstat", "access", "rename",
    "copyFile",
    "rm", "rmdir", "open", "close", "read", "write", "truncate", "chmod", "chown", "link", "symlink", "readlink",
    "realpath", "utimes", "mkdtemp", "fsync", "copy", "remove", "ensureDir", "outputFile", "readJson", "writeJson",
    "readJSON", "writeJSON", "move", "emptyDir",
  ]
  private static let queries: Set<String> = [
    "query", "execute", "getConnection", "connect", "beginTransaction", "commit", "rollback", "ping", "end",
    "changeUser",
  ]
  private static let documents: Set<String> = [
    "connect", "save", "create", "find", "findOne", "findById", "findOneAndUpdate", "findByIdAndUpdate",
    "findOneAndDelete", "findByIdAndDelete", "findOneAndRemove", "findByIdAndRemove", "update", "updateOne",
    "updateMany", "remove", "deleteOne", "deleteMany", "count", "countDocuments", "exec", "insertMany", "insertOne",
    "insert", "populate", "aggregate", "distinct", "toArray", "replaceOne", "bulkWrite", "findOneAndReplace",
    "createIndex", "drop", "rename", "execPopulate", "estimatedDocumentCount",
  ]
  private static let objects: Set<String> = [
    "putObject", "getObject", "deleteObject", "deleteObjects", "deleteMultipleObject", "copyObject", "headObject",
    "listObjects", "listObjectsV2", "upload", "uploadFile", "sliceUploadFile", "sendEmail", "sendMessage",
    "receiveMessage", "deleteMessage", "publish", "invoke", "scan", "getItem", "putItem", "updateItem", "deleteItem",
  ]
  private static let verbs: Set<String> = ["get", "post", "put", "patch", "delete", "del", "head", "request"]

  /// By package: names of functions whose last argument is called with an error first; empty for the package itself.
  private static let errorFirst: [String: Set<String>] = [
    "node:fs": files, "fs-extra": files, "graceful-fs": files,
    "node:crypto": ["randomBytes", "pbkdf2", "scrypt", "generateKeyPair", "randomInt", "randomFill", "hkdf"],
    "node:dns": ["lookup", "resolve", "resolve4", "resolve6", "resolveMx", "resolveTxt", "resolveSrv", "reverse"],
    "node:zlib": [
      "gzip", "gunzip", "deflate", "inflate", "brotliCompress", "brotliDecompress", "unzip", "deflateRaw", "inflateRaw",
    ],
    "node:child_process": ["exec", "execFile"], "node:stream": ["pipeline", "finished"],
    "mysql": queries, "mysql2": queries, "pg": ["query", "connect", "end"],
    "sqlite3": ["run", "all", "get", "each", "exec"], "mongodb": documents, "mongoose": documents,
    "redis": [
      "get", "set", "del", "incr", "decr", "hget", "hgetall", "hset", "hmset", "expire", "setex", "exists", "keys",
      "lrange", "lpush", "rpush", "sadd", "smembers", "zadd", "zrange", "ttl", "mget", "mset",
    ],
    "nodemailer": ["sendMail", "verify"], "bcrypt": ["hash", "compare", "genSalt"],
    "bcryptjs": ["hash", "compare", "genSalt"], "bcrypt-nodejs": ["hash", "compare", "genSalt"],
    "request": verbs.union(["request"]), "superagent": ["end"], "needle": verbs, "formidable": ["parse"],
    "multer": ["()"],
    "express": [
      "login", "logIn", "logout", "logOut", "render", "sendFile", "download", "destroy", "regenerate", "save",
    ],
    "sharp": ["toFile", "toBuffer", "metadata", "stats"], "rimraf": ["rimraf"], "mkdirp": ["mkdirp"], "glob": ["glob"],
    "soap": ["createClient"], "ncp": ["ncp"], "aws-sdk": objects, "cos-nodejs-sdk-v5": objects,
    "async": [
      "series", "parallel", "waterfall", "each", "eachSeries", "eachLimit", "map", "mapSeries", "mapLimit", "forEachOf",
      "auto",
    ],
  ]
  /// How many arguments a function of `async` takes together with the callback: `eachSeries(items, each)` gives a promise
  /// and waits for that of `each`. Source: caolan.github.io/async, v3.
  private static func argumentsOfAsync(_ name: String) -> Int {
    if name.hasSuffix("Limit") { return 4 }
    return ["series", "parallel", "waterfall", "auto"].contains(name) ? 2 : 3
  }
  /// The versions from which on clients look at no callback. Sources: node-redis 4, docs/v3-to-v4.md; the driver's 5.0.0
  /// and Mongoose's 7.0.0, their change logs.
  private static let promisesSince: [String: Int] = ["redis": 4, "mongodb": 5, "mongoose": 7]

  private static func givesPromisesOnly(_ package: String, _ call: CallReference, _ program: Program) -> Bool {
    guard let first = promisesSince[package], let version = program.version(of: package, for: call.file),
      version.major >= first
    else { return false }
    return package != "redis" || !program.atoms.lookUp("legacyMode").exists
  }

  private static let atOnce: [String: Set<String>] = ["jsonwebtoken": ["sign", "verify"]]
  /// Version 2 of Cloudinary's interface; those before it call back with the result alone.
  private static let uploads: Set<String> = ["upload", "upload_stream", "upload_large", "destroy"]
  private static let timers: Set<String> = [
    "#setTimeout", "#setInterval", "#setImmediate", "#process.nextTick", "#queueMicrotask", "node:process#nextTick",
    "node:timers#setTimeout", "node:timers#setInterval", "node:timers#setImmediate",
  ]
  private static let listening: Set<String> = [
    "on", "once", "addListener", "prependListener", "prependOnceListener",
  ]

  /// The package of an external path and the last name in it: `mysql` and `query` of `mysql#createConnection().query`.
  static func parts(of path: String) -> (package: String, name: String) {
    let package = path.prefix { $0 != "#" && $0 != "(" }
    if path.utf8.last == UInt8(ascii: ")"), path.hasSuffix("()") { return (String(package), "()") }
    let isMark = { (byte: UInt8) in byte == UInt8(ascii: ".") || byte == UInt8(ascii: "#") }
    let name = path.utf8.lastIndex(where: isMark).map { path[path.utf8.index(after: $0)...] } ?? package
    return (String(package), path.holds("#") || path.holds("(") ? String(name) : String(package))
  }

  /// The calls of a file that are given a callback, in the order of the file's calls.
  static func all(in file: FileIndex, _ program: Program) -> [CallbackCall] {
    program.derived.fact { Known() }.calls(in: file, program)
  }

  /// Several rules ask for each file.
  private final class Known: Sendable {
    private let calls = Mutex<[FileIndex: [CallbackCall]]>([:])

    func calls(in file: FileIndex, _ program: Program) -> [CallbackCall] {
      if let known = calls.withLock({ $0[file] }) { return known }
      let found = program[file].calls.indices.compactMap { number in
        CallbackCalls.callback(of: CallReference(file: file, call: CallID(number)), program)
      }
      calls.withLock { $0[file] = found }
      return found
    }
  }

  /// What a call does with the callback that it is given; nil for calls that are given none, or that call it before
  /// they return, as `map` does.
  private static func callback(of call: CallReference, _ program: Program) -> CallbackCall? {
    let file = program[call.file]
    let site = file[call.call]
    let arguments = file.values(site.arguments)
    if let listener = listenerOfServer(call, program) { return listener }
    guard let last = arguments.last, site.flags.isDisjoint(with: [.new, .spreadArguments, .decorator]),
      program.targets(of: call).isEmpty
    else { return nil }
    let name = program.calleeName(call) ?? ""
    if listening.contains(name), arguments.count == 2, file[site.callee].kind == .member {
      guard mayBeFunction(file[last].kind), file[arguments[0]].kind == .string, isEmitter(site, call, program) else {
        return nil
      }
      return CallbackCall(
        call: call, kind: .event(program.text(Atom(file[arguments[0]].a))), position: 1, callback: last)
    }
    let paths = program.externalPaths(of: site.callee, in: call.file)
    if paths.contains(where: timers.contains), let first = arguments.first, mayBeFunction(file[first].kind) {
      return CallbackCall(call: call, kind: .timer, position: 0, callback: first)
    }
    guard mayBeFunction(file[last].kind) else { return nil }
    func found(_ kind: CallbackCall.Kind) -> CallbackCall {
      CallbackCall(call: call, kind: kind, position: arguments.count - 1, callback: last)
    }
    for path in paths {
      let (package, name) = parts(of: path)
      // What Node's modules make, streams and servers, has callbacks of other kinds.
      let isMade = package.hasPrefix("node:") && path.holds("(")
      if package == "async", arguments.count < argumentsOfAsync(name) { return nil }
      if !isMade, errorFirst[package]?.contains(name) ?? false {
        return givesPromisesOnly(package, call, program) ? nil : found(.errorFirst)
      }
      if package == "cloudinary", path.holds("v2.uploader."), uploads.contains(name) { return found(.errorFirst) }
      if atOnce[package]?.contains(name) ?? false { return found(.errorFirstAtOnce) }
      if package == "rxjs", name == "subscribe" { return found(.plain) }
      if package == "cors", name == "()", arguments.count == 3 { return found(.rest) }
      if package == "fastify", name == "addContentTypeParser", takesWholeBody(arguments, file, program) {
        return found(endOfBody)
      }
      if name == "listen" || (["node:http", "node:https"].contains(package) && verbs.contains(name)) {
        return found(.plain)
      }
    }
    return paths.isEmpty && hasErrorFirst(last, call.file, program) ? found(.presumed) : nil
  }

  /// What a parser of Fastify is called at, outside of any try.
  static let endOfBody = CallbackCall.Kind.event("the end of a body")

  /// `{ parseAs: "string" }`: Fastify gathers the body and calls the parser when its stream ends. Source: fastify 5,
  /// lib/content-type-parser.js.
  private static func takesWholeBody(_ arguments: ValueList, _ file: ProgramFile, _ program: Program) -> Bool {
    guard arguments.count == 3, file[arguments[1]].kind == .object else { return false }
    return file.properties(of: file[arguments[1]]).contains { program.text($0.name) == "parseAs" }
  }

  /// Packages whose things wait for the listeners of their events. Source: bookshelfjs.org (Events), READMEs of the
  /// others, 2026.
  private static let awaiting: Set<String> = ["bookshelf", "emittery", "async-eventemitter", "awaitable-event-emitter"]

  /// `this` may be a thing of a package that nobody knows; whatever else has `on` is an emitter of Node's kind.
  private static func isEmitter(_ site: CallSite, _ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let paths = program.externalPaths(of: site.callee, in: call.file)
    if paths.isEmpty { return file[ValueID(file[site.callee].a)].kind != .this }
    return !paths.contains { awaiting.contains(parts(of: $0).package) }
  }

  private static let servers: Set<String> = [
    "node:http#createServer", "node:https#createServer", "node:http2#createServer", "node:http2#createSecureServer",
    "node:http#Server", "node:https#Server",
  ]

  /// `http.createServer(listener)` stands for `server.on("request", listener)`.
  private static func listenerOfServer(_ call: CallReference, _ program: Program) -> CallbackCall? {
    let file = program[call.file]
    let arguments = file.values(file[call.call].arguments)
    guard arguments.count < 3, let last = arguments.last, mayBeFunction(file[last].kind),
      !file[call.call].flags.contains(.spreadArguments),
      program.externalPaths(of: file[call.call].callee, in: call.file).contains(where: servers.contains)
    else { return nil }
    return CallbackCall(call: call, kind: .event("request"), position: arguments.count - 1, callback: last)
  }

  private static func mayBeFunction(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .binding, .imported, .member, .parameter: true
    default: false
    }
  }

  /// `(err, rows) => …`, written where it is handed over.
  private static func hasErrorFirst(_ value: ValueID, _ file: FileIndex, _ program: Program) -> Bool {
    guard program[file][value].kind == .function else { return false }
    let parameters = program[file][FunctionID(program[file][value].a)].parameters
    guard parameters.count > 1, let first = parameters.first, first.name.exists else { return false }
    return ["err", "error", "er"].contains(program.text(first.name))
  }
}
