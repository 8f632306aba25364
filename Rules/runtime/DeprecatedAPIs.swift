import SourceText

/// Parts of Node.js that are deprecated, with what took their place.
///
/// Source: nodejs.org/api/deprecations.html and the changelogs of the releases, 2026-07. A line of removal stands only where
/// the release notes name it.
enum DeprecatedAPIs {
  struct API: Sendable {
    /// `url#parse`, `#Buffer` for globals, `sys` for a whole module.
    let path: String
    let form: Form
    /// What to write instead, as half a sentence: "use new URL()".
    let instead: String
    /// The release line that no longer has it.
    let removed: Int?
    /// A matter of taste more than of time: a note.
    let isMild: Bool
  }

  enum Form: Sendable {
    /// However it is used.
    case any
    case call
    /// `new X()`, or `X()` where X is a class.
    case construction
    /// A call with an option `recursive`.
    case recursive
    /// A call with two arguments or more.
    case twoArguments
  }

  static let all: [API] = [
    api("#Buffer", .construction, "use Buffer.from() or Buffer.alloc()"),
    api("buffer#Buffer", .construction, "use Buffer.from() or Buffer.alloc()"),
    api("buffer#SlowBuffer", .any, "use Buffer.allocUnsafeSlow()", removed: 25),
    api("url#parse", .call, "use new URL()"),
    api("url#resolve", .call, "use new URL(path, base)", isMild: true),
    api("punycode", .any, "take the package of that name with a slash behind it, or url.domainToASCII()"),
    api("querystring", .any, "use URLSearchParams", isMild: true),
    api("sys", .any, "import util"),
    api("constants", .any, "take the constants of fs, os or crypto", isMild: true),
    api("cluster#isMaster", .any, "use cluster.isPrimary"),
    api("cluster#setupMaster", .any, "use cluster.setupPrimary()"),
    api("#process.binding", .call, "there is no public way to what it gives"),
    api("#process.assert", .call, "import assert", removed: 23),
    api("#process.mainModule", .any, "use require.main"),
    api("#process._tickCallback", .any, "there is nothing in its place"),
    api("#process.EventEmitter", .any, "import events", removed: 7),
    api("#require.extensions", .any, "compile before, or use module.registerHooks()"),
    api("#module.parent", .any, "compare require.main with module"),
    api("#module.parent.filename", .any, "have the caller hand over its __filename"),
    api("#module.parent.exports", .any, "require the module by its path"),
    api("#module.parent.require", .any, "use require() with a path, or require.main.require()"),
    api("crypto#createCipher", .call, "use crypto.createCipheriv() with a random IV", removed: 22),
    api("crypto#createDecipher", .call, "use crypto.createDecipheriv()", removed: 22),
    api("crypto#DEFAULT_ENCODING", .any, "name the encoding at each call", removed: 20),
    api("crypto#createCredentials", .any, "use tls.createSecureContext()", removed: 11),
    api("crypto#Credentials", .any, "use tls.SecureContext", removed: 11),
    api("crypto#fips", .any, "use crypto.getFips() and crypto.setFips()", isMild: true),
    api("crypto#pseudoRandomBytes", .any, "use crypto.randomBytes()"),
    api("crypto#prng", .any, "use crypto.randomBytes()"),
    api("crypto#rng", .any, "use crypto.randomBytes()"),
    api("crypto#Hash", .construction, "use crypto.createHash()"),
    api("crypto#Hmac", .construction, "use crypto.createHmac()"),
    api("fs#exists", .call, "use fs.access(), or open the file and handle the error"),
    api("fs#lchmod", .call, "there is nothing in its place"),
    api("fs#lchmodSync", .call, "there is nothing in its place"),
    api("fs#rmdir", .recursive, "use fs.rm()"),
    api("fs#rmdirSync", .recursive, "use fs.rmSync()"),
    api("fs#promises.rmdir", .recursive, "use fs.promises.rm()"),
    api("fs#F_OK", .any, "use fs.constants.F_OK"),
    api("fs#R_OK", .any, "use fs.constants.R_OK"),
    api("fs#W_OK", .any, "use fs.constants.W_OK"),
    api("fs#X_OK", .any, "use fs.constants.X_OK"),
    api("fs#SyncWriteStream", .any, "use fs.createWriteStream()", removed: 11),
    api("fs#Stats", .construction, "use fs.stat()"),
    api("util#isArray", .any, "use Array.isArray()", removed: 23),
    api("util#isBoolean", .any, "use typeof", removed: 23),
    api("util#isBuffer", .any, "use Buffer.isBuffer()", removed: 23),
    api("util#isDate", .any, "use util.types.isDate()", removed: 23),
    api("util#isError", .any, "use instanceof Error", removed: 23),
    api("util#isFunction", .any, "use typeof", removed: 23),
    api("util#isNull", .any, "compare with null", removed: 23),
    api("util#isNullOrUndefined", .any, "compare with null", removed: 23),
    api("util#isNumber", .any, "use typeof", removed: 23),
    api("util#isObject", .any, "use typeof", removed: 23),
    api("util#isPrimitive", .any, "use typeof", removed: 23),
    api("util#isRegExp", .any, "use util.types.isRegExp()", removed: 23),
    api("util#isString", .any, "use typeof", removed: 23),
    api("util#isSymbol", .any, "use typeof", removed: 23),
    api("util#isUndefined", .any, "compare with undefined", removed: 23),
    api("util#log", .call, "use a logger, or console.log()", removed: 23),
    api("util#print", .call, "use console.log()", removed: 12),
    api("util#puts", .call, "use console.log()", removed: 12),
    api("util#debug", .call, "use console.error()", removed: 12),
    api("util#error", .call, "use console.error()", removed: 12),
    api("util#_extend", .any, "use Object.assign()"),
    api("util#inherits", .call, "use class and extends", isMild: true),
    api("tls#createSecurePair", .any, "use tls.TLSSocket"),
    api("tls#SecurePair", .any, "use tls.TLSSocket"),
    api("tls#convertNPNProtocols", .any, "use ALPN", removed: 10),
    api("tls#parseCertString", .any, "use querystring.parse(), or crypto.X509Certificate", removed: 18),
    api("assert#fail", .twoArguments, "use assert.fail(message), or the assertion that is meant"),
    api("assert#CallTracker", .any, "use the mocks of node:test"),
    api("timers#enroll", .any, "use setTimeout()"),
    api("timers#unenroll", .any, "use clearTimeout()"),
    api("async_hooks#currentId", .any, "use executionAsyncId()", removed: 9),
    api("async_hooks#triggerId", .any, "use triggerAsyncId()", removed: 9),
    api("async_hooks#createHook", .call, "use AsyncLocalStorage", isMild: true),
    api("events#listenerCount", .call, "use emitter.listenerCount()", isMild: true),
    api("os#getNetworkInterfaces", .any, "use os.networkInterfaces()", removed: 12),
    api("os#tmpDir", .any, "use os.tmpdir()", removed: 14),
    api("path#_makeLong", .any, "use path.toNamespacedPath()"),
    api("tty#setRawMode", .any, "use process.stdin.setRawMode()", removed: 10),
    api("http#createClient", .any, "use http.request()", removed: 9),
  ]

  static let byPath: [String: API] = Dictionary(all.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })

  /// The line that brought what takes the place of a thing, where that is younger than its end.
  static let replacedSince: [String: Int] = ["cluster#isMaster": 16, "cluster#setupMaster": 16]

  /// The line from which on everybody has what takes the place of a thing: where only older ones are let in, nothing else
  /// can be written.
  static let replaceableSince: [String: Int] = [
    "url#parse": 10, "url#resolve": 10, "#Buffer": 5, "buffer#Buffer": 5, "fs#exists": 4,
  ]

  /// Modules that are deprecated as a whole.
  static let modules: Set<String> = Set(all.map(\.path).filter { !$0.holds("#") })

  /// The last names of all paths, and the modules: what a file mentions that is worth a look.
  static let names: Set<String> = Set(
    all.filter { !$0.path.hasPrefix("#module.parent.") }.map { api in
      let name = api.path.parts(between: "#").last ?? ""
      return String(name.parts(between: ".").last ?? name)
    })

  private static func api(
    _ path: String, _ form: Form, _ instead: String, removed: Int? = nil, isMild: Bool = false
  ) -> API {
    API(path: path, form: form, instead: instead, removed: removed, isMild: isMild)
  }
}
