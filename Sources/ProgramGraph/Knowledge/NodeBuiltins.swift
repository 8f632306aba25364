/// Node's core modules. Source: `module.builtinModules` of Node 24 (2026).
package enum NodeBuiltins {
  static let names: Set<String> = [
    "assert", "assert/strict", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto",
    "dgram", "diagnostics_channel", "dns", "dns/promises", "domain", "events", "fs", "fs/promises", "http", "http2",
    "https", "inspector", "inspector/promises", "module", "net", "os", "path", "path/posix", "path/win32",
    "perf_hooks", "process", "punycode", "querystring", "readline", "readline/promises", "repl", "stream",
    "stream/consumers", "stream/promises", "stream/web", "string_decoder", "sys", "timers", "timers/promises", "tls",
    "trace_events", "tty", "url", "util", "util/types", "v8", "vm", "wasi", "worker_threads", "zlib",
  ]

  /// Modules that exist only with the `node:` prefix.
  static let prefixedOnly: Set<String> = ["node:sea", "node:sqlite", "node:test", "node:test/reporters"]

  /// Global classes whose instances are worth following by their declared type. Source: Node's documentation of globals.
  static let globalClasses: Set<String> = [
    "#AbortController", "#AbortSignal", "#Blob", "#Buffer", "#BroadcastChannel", "#Date", "#Error", "#EventTarget",
    "#File",
    "#FormData", "#Headers", "#Map", "#MessagePort", "#ReadableStream", "#RegExp", "#Request", "#Response", "#Set",
    "#TextDecoder", "#TextEncoder", "#TransformStream", "#URL", "#URLSearchParams", "#WeakMap", "#WeakSet",
    "#WebSocket",
    "#WritableStream",
  ]

  package static func isBuiltin(_ specifier: String) -> Bool {
    names.contains(specifier) || specifier.hasPrefix("node:")
  }

  /// The one spelling used for a module: core modules with `node:`, others as they are.
  static func canonical(_ specifier: String) -> String {
    names.contains(specifier) ? "node:" + specifier : specifier
  }
}
