import JavaScript

/// The names that this target asks for and that have no fixed atom: interned once an arena.
struct Vocabulary {
  let exit: Atom
  let abort: Atom
  let kill: Atom
  let has: Atom
  let delete: Atom
  let esModule: Atom
  let importDefault: Atom
  let importStar: Atom
  let exportStar: Atom
  let exportAll: Atom
  let interopDefault: Atom
  let interopWildcard: Atom
  let interopDefaultLegacy: Atom
  let interopNamespace: Atom
  let toESM: Atom
  let value: Atom
  let production: Atom
  let prod: Atom
  let development: Atom
  let dev: Atom
  let test: Atom
  let testing: Atom
  let local: Atom
  let toLowerCase: Atom
  let trim: Atom
  let includes: Atom
  let readyState: Atom
  let transformIndexHtml: Atom
  let ssrLoadModule: Atom
  let bigDev: Atom
  let bigProd: Atom
  let mode: Atom
  let dunderDev: Atom
  let dunderDevelopment: Atom
  /// What modules call their answer to "is this development?", and to "is this production?".
  let developmentFlags: [Atom]
  let productionFlags: [Atom]
  let moduleName: Atom
  let nodeModuleName: Atom
  let useServer: Atom
  let promise: Atom
  let extend: Atom

  init(_ atoms: inout AtomTable) {
    exit = atoms.intern("exit")
    promise = atoms.intern("Promise")
    extend = atoms.intern("extend")
    useServer = atoms.intern("use server")
    abort = atoms.intern("abort")
    kill = atoms.intern("kill")
    has = atoms.intern("has")
    delete = atoms.intern("delete")
    esModule = atoms.intern("__esModule")
    importDefault = atoms.intern("__importDefault")
    importStar = atoms.intern("__importStar")
    exportStar = atoms.intern("__exportStar")
    exportAll = atoms.intern("__export")
    interopDefault = atoms.intern("_interopRequireDefault")
    interopWildcard = atoms.intern("_interopRequireWildcard")
    interopDefaultLegacy = atoms.intern("_interopDefaultLegacy")
    interopNamespace = atoms.intern("_interopNamespace")
    toESM = atoms.intern("__toESM")
    value = atoms.intern("value")
    production = atoms.intern("production")
    prod = atoms.intern("prod")
    development = atoms.intern("development")
    dev = atoms.intern("dev")
    test = atoms.intern("test")
    testing = atoms.intern("testing")
    local = atoms.intern("local")
    toLowerCase = atoms.intern("toLowerCase")
    trim = atoms.intern("trim")
    includes = atoms.intern("includes")
    readyState = atoms.intern("readyState")
    transformIndexHtml = atoms.intern("transformIndexHtml")
    ssrLoadModule = atoms.intern("ssrLoadModule")
    bigDev = atoms.intern("DEV")
    bigProd = atoms.intern("PROD")
    mode = atoms.intern("MODE")
    dunderDev = atoms.intern("__DEV__")
    dunderDevelopment = atoms.intern("__DEVELOPMENT__")
    developmentFlags = ["isDev", "isDevelopment", "IS_DEV", "IS_DEVELOPMENT", "isDevMode"].map { atoms.intern($0) }
    productionFlags = ["isProd", "isProduction", "IS_PROD", "IS_PRODUCTION", "__prod__", "__PROD__", "IN_PROD"]
      .map { atoms.intern($0) }
    moduleName = atoms.intern("module")
    nodeModuleName = atoms.intern("node:module")
  }

  /// Helpers that compilers wrap around `require(…)`: the result stands for the module itself.
  func isInteropHelper(_ name: Atom) -> Bool {
    name == importDefault || name == importStar || name == interopDefault || name == interopWildcard
      || name == interopDefaultLegacy || name == interopNamespace || name == toESM
  }
}
