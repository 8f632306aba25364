import SourceText

/// Names of functions whose failure is commonly nobody's business. They only ever lower what is said.
///
/// Sources: the documentation of Node 24 (fs, net, child_process, streams, events), of the Web platform, and the practice
/// of the public projects that the rules were tried on, 2026.
enum RoutineCalls {
  /// Giving things back: afterwards there is nothing left to do.
  static let cleanUp: Set<String> = [
    "unlink", "unlinkSync", "rm", "rmSync", "rmdir", "rmdirSync", "rimraf", "remove", "removeSync", "close",
    "closeSync",
    "closeAll", "disconnect", "destroy", "end", "quit", "kill", "abort", "cancel", "release", "unlock", "unpipe",
    "dispose", "cleanup", "cleanUp", "teardown", "tearDown", "terminate", "stop", "shutdown", "rollback",
    "rollbackTransaction", "abortTransaction", "endSession", "unref", "unwatch", "unsubscribe", "removeListener",
    "removeAllListeners", "removeEventListener", "off", "clear", "clearCache", "clearTimeout", "clearInterval",
    "invalidate", "evict", "flushall", "deleteMessage", "return", "unbind", "detach",
  ]

  /// Those that end a use of a connection.
  static let givesBack: Set<String> = ["close", "end", "quit", "disconnect", "release", "endSession", "$disconnect"]

  /// What only tidies a chat: it fails where the message is old, and then there is nothing left to tidy. Sources: the
  /// references of Telegram's Bot API and of discord.js, 2026.
  private static let courtesies: Set<String> = [
    "answerCbQuery", "answerCallbackQuery", "sendChatAction", "deferUpdate", "deleteReply",
  ]

  /// Telling somebody about it.
  static let telemetry: Set<String> = [
    "track", "capture", "captureException", "increment", "decrement", "observe", "identify", "gauge", "histogram",
    "timing", "recordException", "addBreadcrumb", "emitMetric", "pushAdd", "pushMetrics", "sendMetrics",
  ]

  /// Asking whether something works: the failure is the answer.
  static let questions: Set<String> = [
    "require", "import", "resolve", "resolveSync", "parse", "parseInt", "stringify", "URL", "URLSearchParams", "RegExp",
    "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "atob", "btoa", "decode", "verify", "BigInt",
    "structuredClone", "access", "accessSync", "stat", "statSync", "lstat", "lstatSync", "exists", "existsSync",
    "realpath", "realpathSync", "readlink", "readlinkSync", "mkdir", "mkdirSync", "utimes", "utimesSync", "getItem",
    "setItem", "removeItem", "jwtDecode", "jwt_decode", "decodeJwt", "setMode", "setRawMode", "setPriority",
    "setUncaughtExceptionCaptureCallback", "which", "ObjectId", "ObjectID", "createFromHexString",
  ]

  /// Computing with what is there: fails for values that nobody thought of, which is what the `try` is for.
  private static let plainMethods: Set<String> = [
    "toString", "toLowerCase",
    "toUpperCase", "trim", "split", "join", "slice", "substring", "substr", "replace", "replaceAll", "match",
    "matchAll",
    "test", "exec", "includes", "indexOf", "lastIndexOf", "startsWith", "endsWith", "keys", "values", "entries", "from",
    "isArray", "concat", "push", "pop", "shift", "map", "filter", "find", "some", "every", "forEach", "has", "get",
    "toISOString", "toJSON", "charAt", "hasOwnProperty", "call", "apply", "basename", "dirname", "extname", "normalize",
    "relative", "fromEntries", "assign", "freeze", "defineProperty", "getPrototypeOf", "setPrototypeOf",
  ]

  private static let plainFunctions: Set<String> = [
    "String", "Number", "Boolean", "Symbol", "Date", "Map", "Set", "Array", "Object", "Uint8Array", "Proxy", "isNaN",
    "parseFloat", "TextDecoder", "TextEncoder",
  ]

  /// Giving something back, or telling somebody.
  static func isLastStep(_ callee: CalleeName) -> Bool {
    guard let name = callee.text else { return false }
    // `deleteWaitingMessage`
    if name.hasPrefix("delete"), name.hasSuffix("Message") { return true }
    if cleanUp.contains(name) || telemetry.contains(name) || courtesies.contains(name)
      || begins(name, with: removing)
    {
      return true
    }
    let lowered = name.lowercased()
    return ["telemetry", "analytics", "lastactive", "lastseen"].contains { lowered.holds($0) }
  }

  /// `recordMove`, `addToHistory`, `auditLogin`: writes down what was done, for whoever asks later.
  static func records(_ name: String) -> Bool {
    let lowered = name.lowercased()
    if lowered.holds("history") || lowered.holds("audit") { return true }
    return begins(name, with: ["record", "track"])
  }

  /// `unlinkDefaultMenu`, `cleanupUploads`: verbs that nothing else is said with.
  private static let removing = ["unlink", "cleanup", "cleanUp", "disconnect", "rollback", "teardown", "tearDown"]

  /// Functions that print something for whoever looks, or clean up.
  static func isForShow(_ name: String) -> Bool {
    begins(name, with: removing + ["show", "print", "display", "dump", "log"])
  }

  private static func begins(_ name: String, with verbs: [String]) -> Bool {
    verbs.contains { verb in
      guard name.hasPrefix(verb), let next = name.dropFirst(verb.count).first else { return name == verb }
      return next.isUppercase || next == "_"
    }
  }

  /// Nobody is surprised when it fails.
  static func isRoutine(_ callee: CalleeName) -> Bool {
    guard let name = callee.text else { return false }
    return isLastStep(callee) || questions.contains(name) || isPlain(callee)
  }

  static func isPlain(_ callee: CalleeName) -> Bool {
    callee.text.map { (callee.isMember ? plainMethods : plainFunctions).contains($0) } ?? false
  }
}
