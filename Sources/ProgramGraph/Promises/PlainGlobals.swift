/// What JavaScript itself gives that is no promise, though people await it: `await setTimeout(…)`, `await new Date()`.
/// Source: ECMAScript 2026; Node.js 24 documentation, Globals; multer 2, index.js.
enum PlainGlobals {
  private static let roots: Set<String> = [
    "#setTimeout", "#setInterval", "#setImmediate", "#clearTimeout", "#clearInterval", "#clearImmediate",
    "#queueMicrotask", "#Date", "#Map", "#Set", "#WeakMap", "#WeakSet", "#Error", "#TypeError", "#RangeError",
    "#RegExp", "#Math", "#Object", "#JSON", "#Number", "#String", "#Boolean", "#Array", "#Symbol", "#BigInt",
    "#parseInt", "#parseFloat", "#isNaN", "#isFinite", "#structuredClone", "#encodeURIComponent", "#encodeURI",
    "#decodeURIComponent", "#decodeURI", "#console", "#Buffer", "#URL", "#URLSearchParams", "#FormData", "#Headers",
    "#AbortController", "#TextEncoder", "#TextDecoder", "node:timers#setTimeout", "node:timers#setInterval",
    "node:timers#setImmediate", "node:path", "multer", "multer#diskStorage", "multer#memoryStorage",
  ]

  /// Methods of strings and dates that nothing else has.
  static let methodsOfText: Set<String> = [
    "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "charAt", "charCodeAt", "padStart", "padEnd",
    "startsWith", "endsWith", "localeCompare", "toFixed", "getTime", "getFullYear", "getMonth", "toISOString",
    "toLocaleString", "toLocaleDateString", "toLocaleTimeString",
  ]

  /// Whether calling what is at a path, a global or a function of one, gives no promise. What may throw at once is told
  /// elsewhere.
  static func give(_ path: String) -> Bool {
    if FailingCalls.includes(path) || path == "#Array.fromAsync" { return false }
    if roots.contains(path) { return true }
    guard let dot = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }), dot > path.startIndex else {
      return false
    }
    let base = String(path[..<dot])
    return roots.contains(base) || base == "multer()" || base == "#Date()" || base == "#Map()" || base == "#Set()"
  }
}
