import DataFormats
import SourceText

/// Parts of Node.js and of the language with the version of Node.js that first has them without a flag.
///
/// Source: the "added in" notes of nodejs.org/api and the feature tables of node.green, 2026-07. Where several lines got a
/// thing, `backports` names the first version of each older line.
enum RuntimeAdditions {
  struct Addition: Sendable {
    /// `#fetch` for globals, `fs#cp`, `node:test` for modules.
    let path: String
    let since: Version
    let backports: [Version]
    /// Browsers have it too, and packages put it in place where it is missing.
    let isBrowsers: Bool

    /// Whether a version has it.
    func isIn(_ version: Version) -> Bool {
      version >= since || backports.contains { $0.major == version.major && version >= $0 }
    }
  }

  static let all: [Addition] = [
    // Globals that browsers have as well.
    add("#fetch", 18, isBrowsers: true), add("#Headers", 18, isBrowsers: true), add("#Request", 18, isBrowsers: true),
    add("#Response", 18, isBrowsers: true), add("#FormData", 18, isBrowsers: true),
    add("#structuredClone", 17, isBrowsers: true), add("#WebSocket", 22, isBrowsers: true),
    add("#CustomEvent", 19, isBrowsers: true), add("#Blob", 18, isBrowsers: true), add("#File", 20, isBrowsers: true),
    add("#BroadcastChannel", 18, isBrowsers: true), add("#CompressionStream", 18, isBrowsers: true),
    add("#ReadableStream", 18, isBrowsers: true), add("#AbortController", 15, isBrowsers: true),
    add("#EventTarget", 15, isBrowsers: true), add("#navigator", 21, isBrowsers: true),
    add("#AbortSignal.timeout", 17, 3, [Version(16, 14)], isBrowsers: true),
    add("#AbortSignal.any", 20, 3, [Version(18, 17)], isBrowsers: true),
    add("#URL.canParse", 19, 9, [Version(18, 17)], isBrowsers: true), add("#URL.parse", 22, 1, isBrowsers: true),
    add("#performance.now", 16, isBrowsers: true), add("#crypto.subtle", 19, isBrowsers: true),
    add("#crypto.randomUUID", 19, isBrowsers: true), add("#crypto.getRandomValues", 19, isBrowsers: true),
    // The language.
    add("#Object.groupBy", 21), add("#Map.groupBy", 21), add("#Object.hasOwn", 16, 9), add("#Object.fromEntries", 12),
    add("#Array.fromAsync", 22), add("#Promise.any", 15), add("#Promise.allSettled", 12, 9),
    add("#Promise.withResolvers", 22), add("#Promise.try", 23), add("#AggregateError", 15), add("#WeakRef", 14, 6),
    add("#FinalizationRegistry", 14, 6), add("#Iterator.from", 22), add("#RegExp.escape", 24),
    add("#Error.isError", 24),
    add("#Intl.Segmenter", 16), add("#Intl.DurationFormat", 23), add("#Atomics.waitAsync", 16),
    // Modules and what they export.
    add("timers/promises", 15), add("stream/promises", 15), add("readline/promises", 17), add("fs/promises", 14),
    add("dns/promises", 15), add("util/types", 15, 3), add("stream/web", 16, 5), add("stream/consumers", 16, 7),
    add("node:test", 18, 0, [Version(16, 17)]), add("node:sqlite", 22, 13), add("node:sea", 20, 12),
    add("diagnostics_channel", 15, 1, [Version(14, 17)]),
    add("fs#cp", 16, 7), add("fs#cpSync", 16, 7), add("fs#promises.cp", 16, 7), add("fs#rm", 14, 14),
    add("fs#rmSync", 14, 14), add("fs#promises.rm", 14, 14), add("fs#glob", 22), add("fs#globSync", 22),
    add("fs#promises.glob", 22), add("fs#openAsBlob", 19, 8), add("fs#promises.constants", 18, 4),
    add("util#parseArgs", 18, 3, [Version(16, 17)]), add("util#styleText", 20, 12),
    add("util#stripVTControlCharacters", 16, 11),
    add("util#getCallSites", 22, 9), add("util#toUSVString", 16, 8), add("util#parseEnv", 20, 12),
    add("util#aborted", 19, 7, [Version(18, 16)]), add("crypto#randomUUID", 15, 6, [Version(14, 17)]),
    add("crypto#randomInt", 14, 10), add("crypto#hkdf", 15), add("crypto#hkdfSync", 15),
    add("crypto#generateKeySync", 15),
    add("crypto#X509Certificate", 15, 6), add("crypto#hash", 21, 7, [Version(20, 12)]), add("crypto#webcrypto", 15),
    add("crypto#argon2", 24, 7), add("events#addAbortListener", 20, 5, [Version(18, 18)]),
    add("events#setMaxListeners", 15, 4), add("os#availableParallelism", 19, 4, [Version(18, 14)]),
    add("path#matchesGlob", 22, 5), add("url#domainToUnicode", 7, 4), add("url#urlToHttpOptions", 15, 7),
    add("module#enableCompileCache", 22, 1), add("module#register", 20, 6, [Version(18, 19)]),
    add("module#stripTypeScriptTypes", 22, 13), add("buffer#isUtf8", 19, 4, [Version(18, 14)]),
    add("buffer#File", 19, 2),
    add("stream#compose", 16, 9), add("stream#addAbortSignal", 15, 4), add("async_hooks#AsyncLocalStorage", 13, 10),
    add("worker_threads#BroadcastChannel", 15, 4), add("net#BlockList", 15), add("http#validateHeaderName", 14, 3),
    add("child_process#spawnSync", 0, 12), add("timers#promises", 15), add("zlib#createZstdCompress", 23, 8),
    add("#process.loadEnvFile", 21, 7, [Version(20, 12)]), add("#process.getBuiltinModule", 22, 3, [Version(20, 16)]),
    add("#process.availableMemory", 22, isBrowsers: false), add("#process.constrainedMemory", 19, 6, [Version(18, 15)]),
  ]

  static let byPath: [String: Addition] = Dictionary(all.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })

  /// Modules by the name they are imported with, and without `node:` where that is allowed.
  static let modules: Set<String> = Set(all.map(\.path).filter { !$0.holds("#") })

  static let names: Set<String> = Set(
    all.map { addition in
      let name = addition.path.parts(between: "#").last ?? ""
      return String(name.parts(between: ".").last ?? name)
    })

  private static func add(
    _ path: String, _ major: Int, _ minor: Int = 0, _ backports: [Version] = [], isBrowsers: Bool = false
  ) -> Addition {
    Addition(path: path, since: Version(major, minor), backports: backports, isBrowsers: isBrowsers)
  }
}
