import DataFormats
import SourceText

/// What Node brings along and packages were once needed for. Only what covers the common use entirely, or says what it does not.
///
/// Source: the histories in Node's API documentation (nodejs.org/api) and the language proposals that reached stage 4,
/// 2026-11; `Tests/tools/check_runtime_replacements.py` holds the versions against a copy of that documentation.
struct RuntimeReplacement: Sendable {
  let name: String
  let instead: String
  /// First version of Node that has it without a flag.
  let since: Version
  /// Only where nothing but these is used of the package; nil for whatever is used.
  let members: Set<String>?
  /// What is not covered, in brackets behind the replacement.
  let except: String?
  /// Options whose use says that the replacement does not cover it.
  let unlessOptions: Set<String>
  /// Only beside a package of at least this version.
  let beside: (name: String, since: Version)?

  static let byName: [String: RuntimeReplacement] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  private static func rows(
    _ names: String, _ instead: String, _ major: Int, _ minor: Int = 0, members: Set<String>? = nil,
    except: String? = nil,
    unless: Set<String> = [], beside: (name: String, since: Version)? = nil
  ) -> [RuntimeReplacement] {
    names.parts(between: " ").map {
      RuntimeReplacement(
        name: String($0), instead: instead, since: Version(major, minor), members: members, except: except,
        unlessOptions: unless, beside: beside)
    }
  }

  private static let fetchOptions: Set<String> = [
    "agent", "timeout", "compress", "size", "highWaterMark", "insecureHTTPParser",
  ]

  static let all: [RuntimeReplacement] = [
    rows(
      "node-fetch cross-fetch isomorphic-fetch isomorphic-unfetch unfetch whatwg-fetch", "fetch", 18,
      unless: fetchOptions),
    rows("formdata-node formdata-polyfill", "FormData", 18),
    rows("abort-controller abortcontroller-polyfill node-abort-controller", "AbortController", 15, 4),
    rows("whatwg-url url-polyfill", "URL", 10),
    rows("uuid", "crypto.randomUUID", 14, 17, members: ["v4"]),
    rows("uuidv4 uuid4", "crypto.randomUUID", 14, 17),
    rows("md5 sha1 sha256 js-sha256 js-sha512 js-sha1 js-md5", "crypto.createHash", 10),
    rows(
      "buffer-equal-constant-time scmp secure-compare tsscmp", "crypto.timingSafeEqual", 10,
      except: "lengths have to be equal"),
    rows("randombytes random-bytes csprng", "crypto.randomBytes", 10),
    rows("btoa atob abab base-64", "btoa and atob", 16),
    rows("base64url", "Buffer's encoding base64url", 15, 7),
    rows("js-base64 base64-js", "Buffer's encoding base64", 10),
    rows("text-encoding fast-text-encoding", "TextEncoder and TextDecoder", 11),
    rows("mkdirp make-dir", "fs.mkdir with recursive", 10, 12),
    rows("rimraf", "fs.rm with recursive and force", 14, 14, except: "no patterns"),
    rows("ncp cpr copy-dir recursive-copy", "fs.cp", 16, 7),
    rows(
      "fs-extra", "fs.mkdir, fs.rm and fs.cp", 16, 7,
      members: [
        "ensureDir", "ensureDirSync", "mkdirp", "mkdirpSync", "mkdirs", "mkdirsSync", "remove", "removeSync", "copy",
        "copySync",
        "existsSync", "readFile", "readFileSync", "writeFile", "writeFileSync", "unlink", "unlinkSync", "readdir",
        "readdirSync", "stat",
        "statSync", "createReadStream", "createWriteStream", "mkdir", "mkdirSync", "rename", "access",
      ]),
    rows("pify es6-promisify thenify util.promisify util-promisify", "util.promisify", 10),
    rows("fs-promise mz", "fs/promises", 10),
    rows("path-is-absolute path-parse", "path", 10),
    rows("os-tmpdir os-homedir user-home", "os.tmpdir and os.homedir", 10),
    rows("pump end-of-stream stream-to-promise", "stream/promises", 15),
    rows("through2 through from2", "stream.Transform", 10),
    rows("get-stream concat-stream", "stream/consumers", 16, 7),
    rows("delay sleep-promise promise-delay p-sleep", "timers/promises", 16),
    rows(
      "promise.allsettled promise.any promise.prototype.finally es6-promise native-promise-only promise-polyfill",
      "Promise", 15),
    rows("strip-ansi", "util.stripVTControlCharacters", 16, 11),
    rows("deep-equal lodash.isequal", "util.isDeepStrictEqual", 10, except: "compares strictly"),
    rows("clone-deep rfdc lodash.clonedeep just-clone", "structuredClone", 17, except: "no functions, no prototypes"),
    rows(
      "dotenv", "process.loadEnvFile or --env-file", 20, 12, members: ["config", "()", "default"],
      except: "no expansion",
      unless: ["override", "encoding", "debug"]),
    rows("source-map-support", "--enable-source-maps", 12, 12),
    rows("cls-hooked continuation-local-storage", "AsyncLocalStorage", 16, 4),
    rows("v8-compile-cache", "module.enableCompileCache", 22, 8),
    rows("resolve-from import-cwd import-from", "createRequire", 12, 2),
    rows("is-builtin-module is-core-module builtin-modules", "module.isBuiltin", 18, 6),
    rows("nodemon node-dev supervisor", "node --watch", 22, except: "no delay, no other programs"),
    rows(
      "body-parser", "express.json and express.urlencoded", 10, members: ["json", "urlencoded", "raw", "text"],
      beside: ("express", Version(4, 17))),
    rows(
      "express-async-errors express-async-handler", "Express 5, which waits for handlers itself", 18,
      beside: ("express", Version(5))),
    rows("object-assign xtend extend-shallow object.assign", "Object.assign", 10),
    rows("object.entries object.values object.fromentries object-keys", "Object.entries and its siblings", 12),
    rows("array-flatten array.prototype.flat array.prototype.flatmap lodash.flatten", "Array.prototype.flat", 11),
    rows("array-includes array.prototype.includes", "Array.prototype.includes", 10),
    rows("array-uniq array-unique uniq lodash.uniq", "a Set", 10),
    rows("left-pad pad-left string.prototype.padstart right-pad", "padStart and padEnd", 10),
    rows("isarray is-array lodash.isarray", "Array.isArray", 10),
    rows("is-nan is-finite is-integer", "Number's own tests", 10),
    rows("has hasown has-own-prop", "Object.hasOwn", 16, 9),
    rows("globalthis", "globalThis", 12),
    rows("lodash.get object-get", "optional chaining", 14),
    rows("lodash.groupby", "Object.groupBy", 21),
    rows("escape-string-regexp lodash.escaperegexp", "RegExp.escape", 24),
    rows("queue-microtask", "queueMicrotask", 11),
    rows("setimmediate", "setImmediate", 10),
  ].flatMap { $0 }
}
