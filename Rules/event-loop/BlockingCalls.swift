import JavaScript
import ProgramGraph
import Semantics

/// Functions that do not return before their work is done, by the external path of the callee.
///
/// Sources: Node.js 24 documentation (fs, child_process, crypto, zlib, worker_threads); the packages' own documentation
/// for third-party entries; gathered 2026-11. A name that ends in `Sync` is no evidence: only what is listed here blocks.
enum BlockingCalls {
  /// What kind of waiting it is; decides the severity.
  enum Class: Sendable {
    /// Reads or writes file contents, or changes the file system.
    case inputOutput
    /// Asks for metadata: short, but still a system call that waits for the disk.
    case metadata
    /// Changes what a file is called or may be used for: one entry of a folder, whatever the file holds.
    case names
    /// Derives a key or hashes a password: slow by design.
    case keyDerivation
    /// Waits for another process.
    case process
    /// Waits for the network.
    case network
    /// Waits for nothing but time or another thread.
    case wait
    case compression
    /// Computes for as long as its input is large.
    case computation
    /// Reads a document that is there already: short, unless somebody else decides how large it is.
    case document
    /// Compiles a template, which may read its file as well, or takes long.
    case template
    /// Compiles a template whose text is there already: short, but done anew each time.
    case templateText
    /// Makes the salt of a hash: a few bytes by chance.
    case salt
    /// Reads a whole table of a database that works in the process.
    case table
    /// Reads and compiles a module that the client names.
    case module
    /// Computes on the event loop, but lets other work in between.
    case slices
    /// Computes on the event loop for as long as a document is large, though it gives a promise.
    case promised
  }

  struct Entry: Sendable {
    var kind: Class
    /// What to write instead, in code terms; completes "use …".
    var instead: String
  }

  /// What a call waits for, where its arguments decide; else as for its path.
  static func entry(for external: Program.ExternalCall, _ program: Program) -> Entry? {
    if SynchronousStatements.readsWholeTable(external, program) {
      return Entry(kind: .table, instead: "a page of the table (LIMIT), or a worker thread")
    }
    if loading.contains(external.path), program.flows.flow(toArgument: 0, of: external.call, for: .any) != nil {
      return Entry(kind: .module, instead: "a table of modules that were loaded while starting")
    }
    guard var entry = entry(for: external.path) else { return nil }
    if entry.kind == .inputOutput, removesOneName(external, program) { entry.kind = .names }
    if entry.kind == .template, keepsTemplate(external, program) { return nil }
    return entry
  }

  /// Whether a call of this path may wait, whatever its arguments are: without it `entry(for:_:)` gives nothing.
  static func mayWait(_ path: String) -> Bool {
    entry(for: path) != nil || loading.contains(path) || SynchronousStatements.reads(path)
  }

  private static let loading: Set<String> = ["#require", "#module.require"]

  /// `renderFile("a.pug", { cache: true })` compiles its file once; so does a cache of production alone.
  private static func keepsTemplate(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let file = program[external.call.file]
    return file.values(file[external.call.call].arguments).dropFirst().contains { argument in
      file[argument].kind == .object
        && file.properties(of: file[argument]).contains { property in
          property.kind == .value && program.text(property.name) == "cache" && property.value != .literal(.false)
        }
    }
  }

  /// `rmSync(file)`, which is `unlinkSync` unless it goes through folders.
  static func removesOneName(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path.hasSuffix("#rmSync") else { return false }
    let file = program[external.call.file]
    let arguments = file.values(file[external.call.call].arguments)
    guard arguments.count > 1 else { return true }
    guard file[arguments[1]].kind == .object else { return false }
    return !file.properties(of: file[arguments[1]]).contains { property in
      property.kind != .value || program.text(property.name) == "recursive" && property.value != .literal(.false)
    }
  }

  static func entry(for path: String) -> Entry? {
    table[path] ?? (isChainOfLowdb(path) ? Entry(kind: .inputOutput, instead: databases) : nil)
  }

  private static let table: [String: Entry] = {
    var table: [String: Entry] = [:]
    for (modules, members, kind, instead) in groups {
      for module in modules {
        for member in members {
          let isThing = module.hasSuffix(")") || module.hasSuffix("]") || module.hasPrefix("#")
          let path = member.isEmpty ? module : isThing ? module + "." + member : module + "#" + member
          table[path] = Entry(kind: kind, instead: instead.replacing(member))
        }
      }
    }
    return table
  }()

  private static let fileSystems = ["node:fs", "fs-extra", "graceful-fs", "mz/fs", "original-fs"]
  private static let hashers = ["bcrypt", "bcryptjs", "@node-rs/bcrypt"]
  private static let templates = "a template that was compiled once, outside of the handler"
  private static let threaded = "bcrypt or @node-rs/bcrypt, which work in the thread pool"
  private static let databases = "a database with a driver that waits for nobody"
  private static let queue = "a worker thread, or a queue with a process of its own"
  private static let globbers = ["glob", "globby", "fast-glob", "tinyglobby"]

  /// `%` in the advice stands for the member without its `Sync`.
  private static let groups: [([String], [String], Class, String)] = [
    (
      fileSystems,
      [
        "readFileSync", "writeFileSync", "appendFileSync", "copyFileSync", "cpSync", "readdirSync", "rmSync",
        "truncateSync", "opendirSync",
      ], .inputOutput, "await % from node:fs/promises"
    ),
    (
      fileSystems,
      [
        "rmdirSync", "unlinkSync", "renameSync", "symlinkSync", "linkSync", "readlinkSync", "chmodSync", "lchmodSync",
        "chownSync", "lchownSync", "utimesSync", "lutimesSync",
      ], .names, "await % from node:fs/promises"
    ),
    (
      fileSystems,
      [
        "openSync", "readSync", "readvSync", "writeSync", "writevSync", "fsyncSync", "fdatasyncSync", "ftruncateSync",
      ], .inputOutput, "a FileHandle from node:fs/promises open"
    ),
    (
      fileSystems, ["closeSync", "fchmodSync", "fchownSync", "futimesSync"], .names,
      "a FileHandle from node:fs/promises open"
    ),
    (["node:fs"], ["globSync"], .inputOutput, "await glob from node:fs/promises"),
    (
      fileSystems,
      ["existsSync", "accessSync"], .metadata,
      "await access from node:fs/promises, or do the operation and handle ENOENT"
    ),
    (
      fileSystems,
      [
        "statSync", "lstatSync", "fstatSync", "statfsSync", "realpathSync", "realpathSync.native", "mkdirSync",
        "mkdtempSync", "mkdtempDisposableSync",
      ],
      .metadata,
      "await % from node:fs/promises"
    ),
    (
      ["fs-extra"],
      [
        "outputFileSync", "readJsonSync", "readJSONSync", "writeJsonSync", "writeJSONSync", "outputJsonSync",
        "outputJSONSync", "copySync", "moveSync", "removeSync", "emptyDirSync", "emptydirSync", "createFileSync",
        "ensureFileSync", "ensureLinkSync", "ensureSymlinkSync",
      ], .inputOutput, "await %, the promise form of fs-extra"
    ),
    (
      ["fs-extra"], ["ensureDirSync", "mkdirsSync", "mkdirpSync", "pathExistsSync"], .metadata,
      "await %, the promise form of fs-extra"
    ),
    (
      ["node:child_process"],
      ["execSync", "execFileSync", "spawnSync"], .process, "% with a promise (util.promisify, or its 'close' event)"
    ),
    (["cross-spawn"], ["sync", "spawn.sync"], .process, "the asynchronous cross-spawn"),
    (["node-cmd"], ["runSync"], .process, "run, which calls back"),
    (["execa"], ["execaSync", "sync", "execaCommandSync", "commandSync"], .process, "await execa"),
    (
      ["node:crypto"],
      [
        "pbkdf2Sync", "scryptSync", "argon2Sync", "generateKeyPairSync", "generatePrimeSync",
        "checkPrimeSync",
      ],
      .keyDerivation, "%, which runs in the thread pool (util.promisify gives its promise form)"
    ),
    (hashers, ["hashSync", "compareSync", "verifySync"], .keyDerivation, "await %"),
    (hashers, ["genSaltSync"], .salt, "await hash with the number of rounds, which makes the salt as well"),
    // It has callbacks and no promises, takes no number of rounds, and computes on the event loop in any case.
    (["bcrypt-nodejs"], ["hashSync", "compareSync"], .keyDerivation, threaded),
    (["bcrypt-nodejs"], ["genSaltSync"], .salt, threaded),
    (["@node-rs/argon2"], ["hashSync", "verifySync"], .keyDerivation, "await %"),
    (["bcryptjs", "bcrypt-nodejs"], ["hash", "compare"], .slices, threaded),
    (
      ["scryptsy", "scrypt-js"], ["", "syncScrypt"], .keyDerivation,
      "scrypt of node:crypto, which runs in the thread pool"
    ),
    (["pbkdf2"], ["pbkdf2Sync"], .keyDerivation, "pbkdf2 of node:crypto, which runs in the thread pool"),
    (["crypto-js"], ["PBKDF2"], .keyDerivation, "pbkdf2 of node:crypto, which runs in the thread pool"),
    (
      ["libsodium-wrappers", "libsodium-wrappers-sumo", "sodium-native"],
      ["crypto_pwhash", "crypto_pwhash_str", "crypto_pwhash_str_verify"], .keyDerivation,
      "the asynchronous form, or scrypt of node:crypto"
    ),
    (
      ["node:zlib"],
      [
        "gzipSync", "gunzipSync", "deflateSync", "inflateSync", "deflateRawSync", "inflateRawSync", "unzipSync",
        "brotliCompressSync", "brotliDecompressSync", "zstdCompressSync", "zstdDecompressSync",
      ], .compression, "% with a callback or a transform stream, which work in the thread pool"
    ),
    (["sync-request", "sync-fetch", "sync-rpc", "http-sync", "urllib-sync"], [""], .network, "await fetch"),
    (["sync-mysql()"], ["query", "queueQuery"], .network, "an asynchronous driver such as mysql2/promise"),
    (
      ["pg-native()"], ["querySync", "prepareSync", "executeSync", "connectSync"], .network,
      "the asynchronous methods, or pg"
    ),
    (["deasync"], ["", "loopWhile", "sleep", "runLoopOnce"], .wait, "await the promise form"),
    (["make-synchronous", "sync-threads"], [""], .wait, "await the promise form"),
    (["synckit"], ["createSyncFn()"], .wait, "await the promise form"),
    (
      ["sleep", "system-sleep", "thread-sleep", "atomic-sleep"], ["", "sleep", "msleep", "usleep"], .wait,
      "await setTimeout from node:timers/promises"
    ),
    (["prompt-sync()"], [""], .wait, "readline/promises outside of the server"),
    (["#Atomics"], ["wait"], .wait, "Atomics.waitAsync"),
    (
      ["readline-sync"],
      ["question", "prompt", "keyIn", "keyInYN", "keyInSelect"], .wait, "readline/promises outside of the server"
    ),
    (
      globbers, ["sync", "globSync", "globbySync", "glob.sync", "glob.iterateSync"], .inputOutput,
      "the asynchronous form of the package"
    ),
    (
      ["mkdirp", "rimraf", "del", "make-dir", "cpy"],
      ["sync", "mkdirpSync", "mkdirp.sync", "rimrafSync", "rimraf.sync"], .inputOutput,
      "the asynchronous form of the package"
    ),
    (
      ["klaw-sync", "recursive-readdir-sync"], [""], .inputOutput, "await readdir with recursive from node:fs/promises"
    ),
    (["walkdir", "readdir-enhanced"], ["sync"], .inputOutput, "await readdir with recursive from node:fs/promises"),
    (["which"], ["sync"], .inputOutput, "await which"),
    (["jsonfile"], ["readFileSync", "writeFileSync"], .inputOutput, "await jsonfile.%"),
    (["load-json-file"], ["sync", "loadJsonFileSync"], .inputOutput, "await loadJsonFile"),
    (["write-json-file"], ["sync", "writeJsonFileSync"], .inputOutput, "await writeJsonFile"),
    (["move-file"], ["sync", "moveFileSync"], .inputOutput, "await rename from node:fs/promises"),
    (["temp"], ["openSync", "mkdirSync", "cleanupSync"], .inputOutput, "await %"),
    (["lockfile"], ["lockSync", "unlockSync", "checkSync"], .inputOutput, "%"),
    (["conf()", "configstore()", "electron-store()"], ["set", "delete", "clear"], .inputOutput, databases),
    (["lowdb#LowSync()", "lowdb/node#JSONFileSyncPreset()"], ["read", "write", "update"], .inputOutput, databases),
    (
      ["node-persist"],
      ["initSync", "setItemSync", "getItemSync", "removeItemSync", "clearSync", "persistSync"], .inputOutput, "await %"
    ),
    (
      ["flat-cache#load()", "flat-cache#create()", "flat-cache#createFromFile()"], ["save"], .inputOutput,
      "writeFile from node:fs/promises"
    ),
    (["write-file-atomic"], ["sync"], .inputOutput, "await writeFileAtomic"),
    (["xlsx"], ["readFile"], .inputOutput, "a worker thread, or a streaming reader such as exceljs"),
    (["xlsx"], ["writeFile"], .inputOutput, "a worker thread, or a streaming writer such as exceljs"),
    (["xlsx"], ["read"], .computation, "a worker thread, or a streaming reader such as exceljs"),
    (["xlsx"], ["write"], .computation, "a worker thread, or a streaming writer such as exceljs"),
    (
      ["xlsx"], ["utils.sheet_to_json", "utils.sheet_to_csv", "utils.sheet_to_html", "utils.sheet_to_formulae"],
      .document, "a worker thread, or a streaming reader such as exceljs"
    ),
    (["node-xlsx"], ["build"], .computation, "a worker thread, or a streaming writer such as exceljs"),
    (["node-xlsx"], ["parse"], .document, "a worker thread, or a streaming reader such as exceljs"),
    (["papaparse"], ["parse"], .document, "Papa.parse of a stream, or a worker thread"),
    (
      ["libxmljs", "libxmljs2"], ["parseXmlString", "parseXml", "parseHtml", "parseHtmlString"], .document,
      "a streaming parser such as sax, or a worker thread"
    ),
    (
      ["node:vm"],
      ["runInContext", "runInNewContext", "runInThisContext", "compileFunction"], .computation,
      "a worker thread with resource limits"
    ),
    (
      ["node:vm#Script()"], ["runInContext", "runInNewContext", "runInThisContext"], .computation,
      "a worker thread with resource limits"
    ),
    (["node:v8"], ["writeHeapSnapshot"], .inputOutput, "getHeapSnapshot, behind an administrator's signal"),
    (
      ["pug", "jade"], ["compile", "compileFile", "render", "renderFile"], .template, templates
    ),
    (["ejs"], ["renderFile"], .template, templates),
    (["ejs"], ["compile", "render"], .templateText, templates),
    (["handlebars", "hbs#handlebars"], ["compile", "precompile"], .templateText, templates),
    (["nunjucks"], ["compile", "renderString"], .templateText, templates),
    (["lodash", "underscore"], ["template"], .templateText, templates),
    (["lodash/template", "lodash.template"], [""], .templateText, templates),
    (
      ["jsdom"], ["JSDOM"], .computation,
      "a parser without a browser around it, such as htmlparser2, or a worker thread"
    ),
    (["typescript"], ["transpileModule", "transpile"], .computation, "a build step, or a worker thread"),
    (["@babel/core"], ["transformSync", "transformFileSync"], .computation, "a build step, or await %Async"),
    (["esbuild"], ["buildSync", "transformSync"], .computation, "a build step, or await %"),
    (["uglify-js"], ["minify"], .computation, "a build step"),
    (["terser"], ["minify_sync"], .computation, "a build step, or await minify"),
    (["pngjs"], ["PNG.sync.read", "PNG.sync.write"], .computation, "the streams of pngjs, or sharp"),
    (["jpeg-js"], ["decode", "encode"], .computation, "sharp, which works in the thread pool"),
    (["sass"], ["compile", "compileString", "renderSync"], .computation, "a build step, or await compileAsync"),
    (
      ["pako"], ["deflate", "inflate", "gzip", "ungzip", "deflateRaw", "inflateRaw"], .compression,
      "node:zlib with a callback or a stream"
    ),
    (
      ["fflate"],
      ["zipSync", "unzipSync", "gzipSync", "gunzipSync", "deflateSync", "inflateSync", "zlibSync", "unzlibSync"],
      .compression, "% of fflate, which works in threads"
    ),
    (["image-size"], ["", "imageSize", "sizeOf"], .inputOutput, "imageSizeFromFile of image-size/fromFile"),
    (["protobufjs", "@grpc/proto-loader"], ["loadSync"], .inputOutput, "await load, or load while starting"),
    (["dotenv"], ["config", "configDotenv"], .metadata, "the variables read once, while starting"),
    (
      ["shelljs"],
      ["exec", "cat", "cp", "rm", "ls", "mv", "mkdir", "sed", "grep", "find", "test", "which"], .process,
      "execFile of node:child_process with a promise, or node:fs/promises"
    ),
    (
      ["git-rev-sync"], ["short", "long", "branch", "tag", "date", "message", "count"], .inputOutput,
      "the value read once, while starting"
    ),
    (["read-pkg"], ["sync", "readPackageSync"], .inputOutput, "await readPackage"),
    (["read-pkg-up", "read-package-up"], ["sync", "readPackageUpSync"], .inputOutput, "await readPackageUp"),
    (["find-up"], ["sync", "findUpSync"], .inputOutput, "await findUp"),
    (["pkg-up"], ["sync", "pkgUpSync"], .inputOutput, "await pkgUp"),
    (["locate-path"], ["sync", "locatePathSync"], .inputOutput, "await locatePath"),
    (
      ["cosmiconfig#cosmiconfigSync()", "lilconfig#lilconfigSync()"], ["search", "load"], .inputOutput,
      "the configuration read once, while starting"
    ),
    (["maxmind"], ["openSync"], .inputOutput, "await open, once, while starting"),
    (["geoip-lite"], ["reloadDataSync"], .inputOutput, "await reloadData"),
    (["proper-lockfile"], ["lockSync", "unlockSync", "checkSync"], .inputOutput, "await %"),
    (["tmp"], ["fileSync", "dirSync", "tmpNameSync"], .inputOutput, "the promise form, tmp-promise"),
    (["csv-parse/sync"], ["parse"], .computation, "the stream API of csv-parse"),
    (["csv-stringify/sync"], ["stringify"], .computation, "the stream API of csv-stringify"),
    (
      ["adm-zip()"], ["extractAllTo", "extractEntryTo", "writeZip", "toBuffer"], .compression,
      "a streaming unzip, or a worker thread"
    ),
    (["adm-zip()"], ["addLocalFile", "addLocalFolder"], .inputOutput, "archiver, which streams"),
    (["adm-zip"], [""], .document, "a streaming unzip, or a worker thread"),
    (["adm-zip()"], ["getEntries", "readAsText", "readFile"], .document, "a streaming unzip, or a worker thread"),
    (
      ["adm-zip().getEntries().[]", "adm-zip().getEntry()"], ["getData"], .document,
      "a streaming unzip, or a worker thread"
    ),
    (
      ["node-forge"], ["pki.rsa.generateKeyPair", "rsa.generateKeyPair", "pkcs5.pbkdf2"], .keyDerivation,
      "generateKeyPair and pbkdf2 of node:crypto, which run in the thread pool"
    ),
    (
      ["tar"], ["c", "create", "x", "extract", "t", "list", "r", "replace", "u", "update"], .inputOutput,
      "await % without sync: true"
    ),
    (
      ["jimp#read()", "jimp#Jimp.read()", "jimp()", "jimp#Jimp()", "jimp#create()"],
      ["resize", "cover", "contain", "scale", "scaleToFit", "blur", "gaussian", "rotate", "composite", "convolute"],
      .computation, "sharp, which works in the thread pool"
    ),
    (["jsqr"], [""], .computation, "a worker thread"),
    (["blurhash"], ["encode"], .computation, "a worker thread, once for each image"),
    (["canvas#createCanvas()"], ["toBuffer", "toDataURL"], .computation, "% with a callback"),
    (["pdf-parse"], [""], .promised, queue),
    (["pdf-lib#PDFDocument"], ["load"], .promised, queue),
    (["pdf-lib#PDFDocument.load()", "pdf-lib#PDFDocument.create()"], ["save", "saveAsBase64"], .promised, queue),
    (
      ["exceljs#Workbook()"], ["xlsx.load", "xlsx.readFile"], .promised, "the streaming reader of exceljs"
    ),
    (["docxtemplater()"], ["render", "renderAsync"], .promised, queue),
    (["graphql"], ["graphqlSync"], .computation, "await graphql"),
    (["snappy"], ["compressSync", "uncompressSync"], .compression, "await %"),
    (["diskusage"], ["checkSync"], .metadata, "await check"),
    (["node-machine-id"], ["machineIdSync"], .process, "await machineId"),
  ]
}

extension String {
  fileprivate func replacing(_ member: String) -> String {
    let name = member.hasSuffix("Sync") ? String(member.dropLast(4)) : member
    return split(separator: "%", omittingEmptySubsequences: false).joined(separator: name)
  }
}
