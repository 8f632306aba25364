import JavaScript
import SourceText

/// The external names of all patterns in the atoms of one worker, and what each specifier and global is worth to them.
///
/// The atoms are made once, before the worker parses its first file, so that they are small numbers and tables over them
/// stay short.
struct BoundExternals {
  struct Alternative {
    /// Index of the module; negative for globals.
    var module: Int
    /// Where the names begin in `names`; nil where the glob decides.
    var names: Range<Int>?
    var glob: Glob?
  }

  /// What a specifier says, worked out when a file first names it.
  struct Specifier {
    var isBuiltIn = false
    /// Whether the module is known by this index in `modules`.
    var modules: [Bool] = []
    /// `fs/promises` is the member `promises` of `fs`; `.none` elsewhere.
    var member = Atom.none
    /// `node:process` is the global `process`; `.none` elsewhere.
    var globalObject = Atom.none
    /// Exports that are globals.
    var globalExports: [Atom] = []
    /// Externals that may be meant by what is taken of the module.
    var externals: [Int] = []
  }

  private(set) var alternatives: [[Alternative]] = []
  /// `.none` is any name.
  private(set) var names: [Atom] = []
  private var modules: [ExternalPattern.Module] = []
  private(set) var specifiers: [Specifier] = [Specifier()]
  /// By atom: index into `specifiers` of those seen, 0 for the others.
  private var specifierIndices: [UInt32] = []
  /// By atom: externals that may be meant by the global.
  private var globals: [[Int]] = []
  /// Externals that globals of any name may mean.
  private var anyGlobal: [Int] = []
  private(set) var allGlobals: [Int] = []
  let globalScopes: [Atom]
  /// The step of a call.
  let call: Atom

  init(_ patterns: [ExternalPattern], atoms: inout AtomTable) {
    for word in NodeModules.vocabulary { _ = atoms.intern(word) }
    call = atoms.intern(ExternalName.call)
    globalScopes = NodeModules.globalScopes.sorted().map { atoms.intern($0) }
    var moduleIndices: [ExternalPattern.Module: Int] = [:]
    for pattern in patterns {
      var bound: [Alternative] = []
      for alternative in pattern.alternatives {
        var result = Alternative(module: -1)
        if alternative.module != .global {
          result.module = moduleIndices[alternative.module] ?? modules.count
          if result.module == modules.count { modules.append(alternative.module) }
          moduleIndices[alternative.module] = result.module
        }
        switch alternative.path {
        case .names(let path):
          let start = names.count
          names += path.map { name in name.map { atoms.intern($0) } ?? .none }
          result.names = start..<names.count
        case .like(let glob): result.glob = glob
        }
        bound.append(result)
      }
      alternatives.append(bound)
    }
    listGlobals()
  }

  private mutating func listGlobals() {
    for (external, bound) in alternatives.enumerated() {
      let inGlobal = bound.filter { $0.module < 0 }
      guard !inGlobal.isEmpty else { continue }
      allGlobals.append(external)
      for alternative in inGlobal {
        guard let range = alternative.names, let first = names[range].first, first.exists else {
          if anyGlobal.last != external { anyGlobal.append(external) }
          continue
        }
        while globals.count <= Int(first.raw) { globals.append([]) }
        if globals[Int(first.raw)].last != external { globals[Int(first.raw)].append(external) }
      }
    }
  }

  /// Externals that may be meant by a global or a member of it.
  func externals(ofGlobal name: Atom) -> [Int] {
    if globalScopes.contains(name) { return allGlobals }
    guard Int(name.raw) < globals.count, !globals[Int(name.raw)].isEmpty else { return anyGlobal }
    return anyGlobal.isEmpty ? globals[Int(name.raw)] : globals[Int(name.raw)] + anyGlobal
  }

  /// Index of what is known about a specifier. Cheap but for the first time.
  mutating func specifier(_ atom: Atom, _ atoms: AtomTable) -> Int {
    if Int(atom.raw) < specifierIndices.count, specifierIndices[Int(atom.raw)] > 0 {
      return Int(specifierIndices[Int(atom.raw)])
    }
    let known = describe(atoms.text(atom), atoms)
    if specifierIndices.count <= Int(atom.raw) {
      specifierIndices += repeatElement(0, count: Int(atom.raw) + 64 - specifierIndices.count)
    }
    specifiers.append(known)
    specifierIndices[Int(atom.raw)] = UInt32(specifiers.count - 1)
    return specifiers.count - 1
  }

  private func describe(_ text: String, _ atoms: AtomTable) -> Specifier {
    var result = Specifier(isBuiltIn: NodeModules.isBuiltIn(text))
    var name = NodeModules.withoutPrefix(text)
    if let part = NodeModules.parts[name] {
      name = part.module
      result.member = atoms.lookUp(part.member)
    }
    result.modules = modules.map { module in
      switch module {
      case .global: false
      case .named(let expected): expected == name
      case .like(let glob): ExternalPattern.matches(glob, module: name)
      }
    }
    if NodeModules.globalObjects.contains(name) { result.globalObject = atoms.lookUp(name) }
    result.globalExports = (NodeModules.globalExports[name] ?? []).map { atoms.lookUp($0) }
    result.externals = alternatives.indices.filter { index in
      alternatives[index].contains { $0.module >= 0 && result.modules[$0.module] }
    }
    if result.globalObject.exists { result.externals += externals(ofGlobal: result.globalObject) }
    for export in result.globalExports {
      result.externals += externals(ofGlobal: export).filter { !result.externals.contains($0) }
    }
    return result
  }

  /// Whether an external means a name.
  ///
  /// - Parameters:
  ///   - specifier: index of the module's; nil for globals.
  ///   - path: from the outside in.
  func matches(_ external: Int, specifier: Int?, path: [Atom], _ atoms: AtomTable) -> Bool {
    for alternative in alternatives[external] {
      if let specifier {
        guard alternative.module >= 0, specifiers[specifier].modules[alternative.module] else { continue }
      } else {
        guard alternative.module < 0 else { continue }
      }
      if matches(alternative, path, atoms) { return true }
    }
    return false
  }

  private func matches(_ alternative: Alternative, _ path: [Atom], _ atoms: AtomTable) -> Bool {
    if let range = alternative.names {
      guard range.count == path.count else { return false }
      for (index, name) in path.enumerated() {
        let expected = names[range.lowerBound + index]
        if expected.exists, expected != name { return false }
      }
      return true
    }
    guard let glob = alternative.glob else { return false }
    guard let first = path.first else { return glob.matches("default") }
    if path.count == 1 { return glob.matches(atoms.bytes(first)) }
    return glob.matches(ExternalName.text(of: path.map { atoms.text($0) }))
  }
}
