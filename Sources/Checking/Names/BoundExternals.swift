import JavaScript
import SourceText

/// The external names of all patterns in the atoms of one worker, and what each specifier and global is worth to them.
///
/// The atoms are made once, before the worker parses its first file, so that they are small numbers and tables over them
/// stay short. All tables are flat: looking something up copies nothing.
struct BoundExternals {
  struct Alternative: BitwiseCopyable {
    /// Index of the module; negative for globals.
    var module: Int
    /// Where the names begin in `names`, or the index of a glob.
    var start: Int
    /// Number of names; negative where the glob decides.
    var count: Int
  }

  /// What a specifier says, worked out when a file first names it.
  struct Specifier: BitwiseCopyable {
    var isBuiltIn = false
    /// `fs/promises` is the member `promises` of `fs`; `.none` elsewhere.
    var member = Atom.none
    /// `node:process` is the global `process`; `.none` elsewhere.
    var globalObject = Atom.none
    var hasGlobalExports = false
  }

  private var alternatives: [Alternative] = []
  /// By external: where its alternatives begin; one more at the end.
  private var firsts: [Int] = [0]
  /// `.none` is any name.
  private var names: [Atom] = []
  private var globs: [Glob] = []
  private var modules: [ExternalPattern.Module] = []

  private(set) var specifiers: [Specifier] = []
  /// By specifier: exports that are globals, and externals that may be meant by what is taken of the module.
  private(set) var globalExports: [[Atom]] = []
  private(set) var externalsOfSpecifier: [[Int]] = []
  /// By specifier and module: whether it is that module.
  private var isModule: [Bool] = []
  /// By atom: index into `specifiers` plus one, 0 for those not seen.
  private var specifierIndices: [UInt32] = []

  /// By atom: externals that may be meant by the global; those past the end are known by `anyGlobal` alone.
  private var globals: [[Int]] = []
  /// Externals that globals of any name may mean.
  private var anyGlobal: [Int] = []
  /// By external: the globals it may be a name of; nil for any.
  private(set) var globalRoots: [[Atom]?] = []
  /// By external: the last step of every name it stands for, or `.none` where they differ.
  private(set) var lastNames: [Atom] = []
  /// By external: whether it stands for globals alone.
  private(set) var isGlobalOnly: [Bool] = []
  let globalScopes: [Atom]
  /// The step of a call.
  let call: Atom

  init(_ patterns: [ExternalPattern], atoms: inout AtomTable) {
    for word in NodeModules.vocabulary { _ = atoms.intern(word) }
    call = atoms.intern(ExternalName.call)
    globalScopes = NodeModules.globalScopes.sorted().map { atoms.intern($0) }
    var moduleIndices: [ExternalPattern.Module: Int] = [:]
    for pattern in patterns {
      for alternative in pattern.alternatives {
        var module = -1
        if alternative.module != .global {
          module = moduleIndices[alternative.module] ?? modules.count
          if module == modules.count { modules.append(alternative.module) }
          moduleIndices[alternative.module] = module
        }
        switch alternative.path {
        case .names(let path):
          alternatives.append(Alternative(module: module, start: names.count, count: path.count))
          names += path.map { name in name.map { atoms.intern($0) } ?? .none }
        case .like(let glob):
          alternatives.append(Alternative(module: module, start: globs.count, count: -1))
          globs.append(glob)
        }
      }
      firsts.append(alternatives.count)
    }
    for external in patterns.indices { describe(external) }
    listGlobals()
  }

  private func alternatives(of external: Int) -> ArraySlice<Alternative> {
    alternatives[firsts[external]..<firsts[external + 1]]
  }

  private mutating func describe(_ external: Int) {
    let own = alternatives(of: external)
    isGlobalOnly.append(own.allSatisfy { $0.module < 0 })
    let last = Set(own.map { $0.count > 0 ? names[$0.start + $0.count - 1] : .none })
    lastNames.append(last.count == 1 ? last.first ?? .none : .none)
    let roots = own.filter { $0.module < 0 }.map { $0.count > 0 ? names[$0.start] : .none }
    globalRoots.append(roots.allSatisfy(\.exists) ? roots : nil)
  }

  private mutating func listGlobals() {
    anyGlobal = globalRoots.indices.filter { globalRoots[$0] == nil }
    for (external, roots) in globalRoots.enumerated() {
      for root in roots ?? [] {
        growGlobals(to: root)
        if !globals[Int(root.raw)].contains(external) { globals[Int(root.raw)].append(external) }
      }
    }
    for scope in globalScopes {
      growGlobals(to: scope)
      globals[Int(scope.raw)] = globalRoots.indices.filter { globalRoots[$0]?.isEmpty != true }
    }
  }

  private mutating func growGlobals(to atom: Atom) {
    while globals.count <= Int(atom.raw) { globals.append(anyGlobal) }
  }

  /// Externals that may be meant by a global or a member of it.
  func externals(ofGlobal name: Atom) -> [Int] {
    Int(name.raw) < globals.count ? globals[Int(name.raw)] : anyGlobal
  }

  // MARK: Specifiers

  /// Index of what is known about a specifier. Cheap but for the first time.
  mutating func specifier(_ atom: Atom, _ atoms: AtomTable) -> Int {
    let index = Int(atom.raw)
    if index < specifierIndices.count, specifierIndices[index] > 0 { return Int(specifierIndices[index]) - 1 }
    if specifierIndices.count <= index {
      specifierIndices += repeatElement(0, count: index + 64 - specifierIndices.count)
    }
    add(atoms.text(atom), atoms)
    specifierIndices[index] = UInt32(specifiers.count)
    return specifiers.count - 1
  }

  private mutating func add(_ text: String, _ atoms: AtomTable) {
    var known = Specifier(isBuiltIn: NodeModules.isBuiltIn(text))
    var name = NodeModules.withoutPrefix(text)
    if let part = NodeModules.parts[name] {
      name = part.module
      known.member = atoms.lookUp(part.member)
    }
    let isModule = modules.map { module in
      switch module {
      case .global: false
      case .named(let expected): expected == name
      case .like(let glob): ExternalPattern.matches(glob, module: name)
      }
    }
    if NodeModules.globalObjects.contains(name) { known.globalObject = atoms.lookUp(name) }
    let exports = (NodeModules.globalExports[name] ?? []).map { atoms.lookUp($0) }
    known.hasGlobalExports = !exports.isEmpty
    var meant = globalRoots.indices.filter { external in
      alternatives(of: external).contains { $0.module >= 0 && isModule[$0.module] }
    }
    for global in exports + (known.globalObject.exists ? [known.globalObject] : []) {
      meant += externals(ofGlobal: global).filter { !meant.contains($0) }
    }
    specifiers.append(known)
    globalExports.append(exports)
    externalsOfSpecifier.append(meant)
    self.isModule += isModule
  }

  // MARK: Matching

  /// Whether an external means a name.
  ///
  /// - Parameters:
  ///   - specifier: index of the module's; nil for globals.
  ///   - path: from the outside in.
  func matches(_ external: Int, specifier: Int?, path: Stack<Atom>, _ atoms: AtomTable) -> Bool {
    for index in firsts[external]..<firsts[external + 1] {
      let alternative = alternatives[index]
      if let specifier {
        guard alternative.module >= 0, isModule[specifier * modules.count + alternative.module] else { continue }
      } else {
        guard alternative.module < 0 else { continue }
      }
      if matches(alternative, path, atoms) { return true }
    }
    return false
  }

  private func matches(_ alternative: Alternative, _ path: Stack<Atom>, _ atoms: AtomTable) -> Bool {
    if alternative.count >= 0 {
      guard alternative.count == path.count else { return false }
      for index in 0..<alternative.count {
        let expected = names[alternative.start + index]
        if expected.exists, expected != path[index] { return false }
      }
      return true
    }
    let glob = globs[alternative.start]
    if path.count == 0 { return glob.matches("default") }
    if path.count == 1 { return glob.matches(atoms.bytes(path[0])) }
    return glob.matches(ExternalName.text(of: (0..<path.count).map { atoms.text(path[$0]) }))
  }
}
