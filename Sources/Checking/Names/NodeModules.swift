/// What a name that a file imports must be told about Node's own modules, so that one thing has one name.
///
/// Source: the documentation of Node 24 (module list, `node:` imports, globals), read in 2025.
enum NodeModules {
  /// Modules that `node:` may or may not stand before.
  static let unprefixed: Set<String> = [
    "assert", "assert/strict", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto",
    "dgram", "diagnostics_channel", "dns", "dns/promises", "domain", "events", "fs", "fs/promises", "http", "http2",
    "https", "inspector", "inspector/promises", "module", "net", "os", "path", "path/posix", "path/win32",
    "perf_hooks", "process", "punycode", "querystring", "readline", "readline/promises", "repl", "stream",
    "stream/consumers", "stream/promises", "stream/web", "string_decoder", "sys", "timers", "timers/promises", "tls",
    "trace_events", "tty", "url", "util", "util/types", "v8", "vm", "wasi", "worker_threads", "zlib",
  ]

  /// Modules that are the same object as a member of another one.
  static let parts: [String: (module: String, member: String)] = [
    "assert/strict": ("assert", "strict"), "dns/promises": ("dns", "promises"), "fs/promises": ("fs", "promises"),
    "path/posix": ("path", "posix"), "path/win32": ("path", "win32"), "readline/promises": ("readline", "promises"),
    "stream/promises": ("stream", "promises"), "timers/promises": ("timers", "promises"),
    "util/types": ("util", "types"),
  ]

  /// Modules that are a global object.
  static let globalObjects: Set<String> = ["console", "process"]

  /// Exports that are globals too.
  static let globalExports: [String: [String]] = [
    "buffer": ["Blob", "Buffer", "File", "atob", "btoa"],
    "perf_hooks": ["performance"],
    "timers": [
      "clearImmediate", "clearInterval", "clearTimeout", "setImmediate", "setInterval", "setTimeout",
    ],
    "url": ["URL", "URLSearchParams"],
    "util": ["TextDecoder", "TextEncoder"],
  ]

  /// Names of the object that holds the globals, and the one it goes by here.
  static let globalScope = "globalThis"
  static let globalScopes: Set<String> = ["global", "globalThis", "self", "window"]

  /// Every name in the tables that a path may hold.
  static var vocabulary: [String] {
    [globalScope] + parts.values.map(\.member).sorted() + globalObjects.sorted()
      + globalExports.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// The specifier without a `node:` that says nothing.
  static func withoutPrefix(_ specifier: String) -> String {
    guard specifier.hasPrefix("node:") else { return specifier }
    let name = String(specifier.dropFirst(5))
    return unprefixed.contains(name) ? name : specifier
  }

  /// Whether Node answers for this specifier, whatever the project holds.
  static func isBuiltIn(_ specifier: String) -> Bool {
    specifier.hasPrefix("node:") || unprefixed.contains(specifier)
  }
}
