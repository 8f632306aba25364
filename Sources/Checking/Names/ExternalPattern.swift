import SourceText

/// A set of external names: what a name in a pattern stands for, or what `resolves to "module#export"` says.
package struct ExternalPattern: Hashable, Sendable {
  /// As it was written: `node:{fs,zlib}#*Sync`.
  package let text: String
  let alternatives: [Alternative]

  struct Alternative: Hashable, Sendable {
    var module: Module
    var path: Path
  }

  enum Module: Hashable, Sendable {
    case global
    /// In the spelling of `ExternalName`.
    case named(String)
    /// Held against the spelling of `ExternalName`, and against that with `node:` where Node has both.
    case like(Glob)
  }

  enum Path: Hashable, Sendable {
    /// One name each; nil is any name.
    case names([String?])
    /// Held against the names joined by dots, `default` for none.
    case like(Glob)
  }

  /// Braces may stand for this many names at most.
  private static let alternativeLimit = 512

  /// One name: an import of a fence and the members it takes of it. A nil in the path is any name.
  init(module: String?, path: [String?]) {
    let known = ExternalName(module: module, path: path.prefix { $0 != nil }.compactMap { $0 })
    let names = known.path.map(Optional.some) + path.drop { $0 != nil }
    alternatives = [Alternative(module: known.module.map { .named($0) } ?? .global, path: .names(names))]
    text = "\(module ?? "")#\(ExternalName.text(of: path.map { $0 ?? "*" }))"
  }

  /// Reads `module#export`, `module().member` and `#global`, with globs in either part. Nil where it names no export, or
  /// too many.
  package init?(_ text: String) {
    guard let parts = ExternalName.parts(of: text), !parts.path.isEmpty else { return nil }
    let modules = Self.expandingBraces(String(parts.module))
    let paths = Self.expandingBraces(String(parts.path))
    guard !modules.isEmpty, !paths.isEmpty, modules.count * paths.count <= Self.alternativeLimit else { return nil }
    self.text = text
    alternatives = modules.flatMap { module in paths.flatMap { Self.alternatives(module, $0) } }
  }

  private static func alternatives(_ module: String, _ path: String) -> [Alternative] {
    let names = ExternalName.steps(of: path[...])
    guard !isGlob(module) else {
      let path = isGlob(path) ? Path.like(Glob(path)) : .names(ExternalName(module: "_", path: names).path)
      return [Alternative(module: .like(Glob(module)), path: path)]
    }
    guard isGlob(path) else {
      let name = ExternalName(module: module.isEmpty ? nil : module, path: names)
      return [Alternative(module: name.module.map { .named($0) } ?? .global, path: .names(name.path))]
    }
    return module.isEmpty ? [Alternative(module: .global, path: .like(Glob(path)))] : members(of: module, path)
  }

  /// `timers#set*`: the module's exports, and those of them that are known by a global name.
  private static func members(of module: String, _ path: String) -> [Alternative] {
    let name = ExternalName(module: module, path: [])
    let prefix = name.path.isEmpty ? "" : name.path.joined(separator: ".") + "."
    let glob = Glob(prefix + path)
    var result = [Alternative(module: name.module.map { .named($0) } ?? .global, path: .like(glob))]
    for export in name.module.flatMap({ NodeModules.globalExports[$0] }) ?? [] where glob.matches(export) {
      result.append(Alternative(module: .global, path: .names([export])))
    }
    return result
  }

  package func matches(_ name: ExternalName) -> Bool {
    alternatives.contains { Self.matches($0.module, name.module) && Self.matches($0.path, name) }
  }

  private static func matches(_ module: Module, _ name: String?) -> Bool {
    switch module {
    case .global: name == nil
    case .named(let expected): name == expected
    case .like(let glob): name.map { matches(glob, module: $0) } ?? false
    }
  }

  /// A glob that was written for one spelling of Node's modules means the other too.
  static func matches(_ glob: Glob, module: String) -> Bool {
    glob.matches(module) || NodeModules.unprefixed.contains(module) && glob.matches("node:" + module)
  }

  private static func matches(_ path: Path, _ name: ExternalName) -> Bool {
    switch path {
    case .names(let names):
      names.count == name.path.count && zip(names, name.path).allSatisfy { $0 == nil || $0 == $1 }
    case .like(let glob): glob.matches(name.pathText)
    }
  }

  private static func isGlob(_ text: String) -> Bool { text.contains { "*?[\\".contains($0) } }
}

extension ExternalPattern {
  /// `a{b,c}d` as `abd` and `acd`; braces may nest. What is left open stands for itself. Empty past the limit.
  static func expandingBraces(_ text: String) -> [String] {
    var finished: [String] = []
    var open = [text]
    while let text = open.popLast() {
      guard finished.count + open.count < alternativeLimit else { return [] }
      if let parts = firstBraces(of: text) {
        open += parts.inner.map { parts.before + $0 + parts.after }.reversed()
      } else {
        finished.append(text)
      }
    }
    return finished
  }

  private static func firstBraces(of text: String) -> (before: String, inner: [String], after: String)? {
    guard let start = text.firstIndex(of: "{") else { return nil }
    var depth = 0
    var inner: [String] = []
    var begin = text.index(after: start)
    for index in text[start...].indices {
      switch text[index] {
      case "{": depth += 1
      case "}":
        depth -= 1
        guard depth == 0 else { continue }
        inner.append(String(text[begin..<index]))
        return (String(text[..<start]), inner, String(text[text.index(after: index)...]))
      case ",":
        guard depth == 1 else { continue }
        inner.append(String(text[begin..<index]))
        begin = text.index(after: index)
      default: continue
      }
    }
    return nil
  }
}
