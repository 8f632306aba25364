import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Names that nothing declares: whoever speaks one throws a ReferenceError. What several files speak, or what is written
/// somewhere, may well be a global that somebody provides.
struct UndeclaredNames: Sendable {
  /// By name, the one file that speaks it; nil where there are several.
  private let speakers: [Atom: FileIndex?]

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    var speakers: [Atom: FileIndex?] = [:]
    for index in program.files.indices {
      let file = FileIndex(index)
      for value in program.files[index].values where value.kind == .global {
        let name = Atom(value.a)
        guard let known = speakers[name] else {
          speakers[name] = .some(file)
          continue
        }
        if known != file { speakers[name] = .some(nil) }
      }
    }
    for file in program.files {
      for write in file.writes { speakers[write.name] = nil }
      for record in file.bindings where record.function == .moduleBody { speakers[record.name] = nil }
    }
    for name in Self.provided { speakers[program.atoms.lookUp(name)] = nil }
    self.speakers = speakers
  }

  /// Whether the arguments of a call speak such a name: the call is never made.
  func areSpoken(before call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    guard !file.exports.isEmpty || !file.imports.isEmpty else { return false }
    return file.values(file[call.call].arguments).contains { isSpoken($0, call.file, program, 0) }
  }

  private func isSpoken(_ value: ValueID, _ file: FileIndex, _ program: Program, _ depth: Int) -> Bool {
    guard depth < 5 else { return false }
    let model = program[file]
    switch model[value].kind {
    case .global: return speakers[Atom(model[value].a)] == .some(.some(file))
    case .concatenation, .array:
      return model.values(ListID(model[value].a)).contains { isSpoken($0, file, program, depth + 1) }
    case .object: return model.properties(of: model[value]).contains { isSpoken($0.value, file, program, depth + 1) }
    case .member: return isSpoken(ValueID(model[value].a), file, program, depth + 1)
    default: return false
    }
  }

  /// What Node.js, browsers, workers and runners of tests provide, and what tools put in its place.
  private static let provided = [
    "undefined", "NaN", "Infinity", "globalThis", "global", "window", "self", "document", "navigator", "location",
    "process", "console", "module", "exports", "require", "__dirname", "__filename", "arguments", "eval",
    "Object", "Function", "Array", "String", "Number", "Boolean", "Symbol", "BigInt", "Date", "RegExp", "Math", "JSON",
    "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Promise", "Proxy", "Reflect", "Intl", "Atomics", "Iterator",
    "Error", "TypeError", "RangeError", "SyntaxError", "EvalError", "URIError", "ReferenceError", "AggregateError",
    "ArrayBuffer", "SharedArrayBuffer", "DataView", "Uint8Array", "Int8Array", "Uint16Array", "Int16Array",
    "Uint32Array", "Int32Array", "Float32Array", "Float64Array", "Uint8ClampedArray", "BigInt64Array",
    "BigUint64Array", "parseInt", "parseFloat", "isNaN", "isFinite", "encodeURI", "encodeURIComponent", "decodeURI",
    "decodeURIComponent", "escape", "unescape", "setTimeout", "setInterval", "setImmediate", "clearTimeout",
    "clearInterval", "clearImmediate", "queueMicrotask", "structuredClone", "fetch", "Request", "Response", "Headers",
    "FormData", "Blob", "File", "FileReader", "URL", "URLSearchParams", "AbortController", "AbortSignal", "Buffer",
    "TextEncoder", "TextDecoder", "ReadableStream", "WritableStream", "TransformStream", "WebSocket", "EventSource",
    "Event", "EventTarget", "CustomEvent", "MessageChannel", "BroadcastChannel", "performance", "crypto", "atob",
    "btoa", "alert", "confirm", "prompt", "localStorage", "sessionStorage", "caches", "WebAssembly", "Deno", "Bun",
    "describe", "it", "test", "expect", "before", "after", "beforeEach", "afterEach", "beforeAll", "afterAll", "jest",
    "vi", "sinon", "cy", "sails", "_", "async", "$", "jQuery", "angular", "chrome", "browser", "db", "print", "use",
  ]
}
