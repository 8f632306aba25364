/// What an expression means outside the project: an export of a package or of Node, or a global.
///
/// A thing with several names has one here: `node:fs` and `fs`, `fs/promises` and `fs` → `promises`, `node:process` and
/// the global `process`, `globalThis.fetch` and `fetch`; and a default export is its module, as Node's and most packages'
/// are.
package struct ExternalName: Hashable, Sendable, CustomStringConvertible {
  /// The specifier; nil for globals.
  package private(set) var module: String?
  /// Steps from the outside in: `["promises", "readFile"]`; `()` is the result of a call or `new`, so that a method of an
  /// application made by `express()` is `["()", "use"]`. Empty for a module or its default export.
  package private(set) var path: [String]

  package init(module: String?, path: [String]) {
    self.module = module
    self.path = path
    if module == nil {
      stripGlobalScopes()
    } else {
      nameModuleOnce()
    }
  }

  /// Reads `module#export.member`, `module().member`, or `#name.member` for globals.
  package init?(_ text: String) {
    guard let (module, path) = Self.parts(of: text) else { return nil }
    self.init(module: module.isEmpty ? nil : String(module), path: Self.steps(of: path))
  }

  /// The module, empty for globals, and what is taken of it. Nil where the text names no export.
  static func parts(of text: String) -> (module: Substring, path: Substring)? {
    if let hash = text.utf8.lastIndex(of: UInt8(ascii: "#")) {
      return (text[..<hash], text[text.utf8.index(after: hash)...])
    }
    // The result of calling a module itself: `express().use`.
    let bytes = text.utf8
    let call = bytes.indices.first { bytes[$0...].starts(with: Self.call.utf8) }
    return call.map { (text[..<$0], text[$0...]) }
  }

  /// `Router().get` as `Router`, `()`, `get`.
  static func steps(of path: Substring) -> [String] {
    var steps: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: ".")) {
      var name = part
      while name.suffix(2).elementsEqual(call.utf8) { name = name.dropLast(2) }
      if !name.isEmpty { steps.append(String(Substring(name))) }
      for _ in 0..<(part.count - name.count) / 2 { steps.append(call) }
    }
    return steps
  }

  /// The step of a call.
  static let call = "()"

  /// As `init` reads it.
  package var description: String {
    path.first == Self.call ? "\(module ?? "")\(pathText)" : "\(module ?? "")#\(pathText)"
  }

  /// `promises.readFile`, `Router().get`; `default` for a module or its default export.
  var pathText: String { Self.text(of: path) }

  static func text(of path: [String]) -> String {
    guard !path.isEmpty else { return "default" }
    var text = ""
    for step in path { text += step == call || text.isEmpty ? step : "." + step }
    return text
  }

  private mutating func stripGlobalScopes() {
    while path.count > 1, let first = path.first, NodeModules.globalScopes.contains(first) { path.removeFirst() }
    if path.count == 1, NodeModules.globalScopes.contains(path[0]) { path = [NodeModules.globalScope] }
    if path.starts(with: ["module", "exports"]) { path.removeFirst() }
  }

  private mutating func nameModuleOnce() {
    var name = NodeModules.withoutPrefix(module ?? "")
    while path.first == "default" { path.removeFirst() }
    if let part = NodeModules.parts[name] {
      name = part.module
      path.insert(part.member, at: 0)
    }
    if NodeModules.globalObjects.contains(name) {
      module = nil
      path.insert(name, at: 0)
    } else if let first = path.first, NodeModules.globalExports[name]?.contains(first) == true {
      module = nil
    } else {
      module = name
    }
  }
}
