import JavaScript
import Semantics

/// Tells which external names the values of a file mean, as far as the file itself can tell.
struct NameResolver {
  enum Outcome {
    case no
    case yes
    /// It comes from a module that may be the project's own: only the program knows.
    case unknown
  }

  /// Where following a value ends.
  enum Root {
    /// A value of this file.
    case local
    case unknown
    case global(Atom)
    case module(ImportID)
    /// One of several: the indices of values.
    case oneOf(ListID)
  }

  private(set) var externals: BoundExternals
  /// Names taken of the root, the outermost last; canonical once `nameOnce` was here.
  private var path = Stack(capacity: 16, filler: Atom.none)
  /// The same, from the outside in.
  private var forward = Stack(capacity: 16, filler: Atom.none)
  private static let stepLimit = 64
  private static let branchLimit = 8
  private var depth = 0

  init(_ externals: BoundExternals) {
    self.externals = externals
  }

  /// Index of what is known about a specifier.
  mutating func specifier(_ atom: Atom, _ atoms: AtomTable) -> Int { externals.specifier(atom, atoms) }

  /// Whether a value means an external name. All it may be must mean it, nothing (`null`, `undefined`) left aside.
  mutating func outcome(
    of value: ValueID, _ external: Int, in analyzer: FileAnalyzer, _ atoms: AtomTable
  ) -> Outcome {
    path.truncate(to: 0)
    depth = 0
    return judge(value, external, analyzer, atoms)
  }

  private mutating func judge(
    _ value: ValueID, _ external: Int, _ analyzer: FileAnalyzer, _ atoms: AtomTable
  ) -> Outcome {
    let count = path.count
    defer { path.truncate(to: count) }
    switch follow(value, analyzer) {
    case .local, .unknown: return .no
    case .global(let name):
      nameGlobalOnce(name)
      return externals.matches(external, specifier: nil, path: forward, atoms) ? .yes : .no
    case .module(let id):
      let specifier = externals.specifier(analyzer.model[id].specifier, atoms)
      let isGlobal = nameModuleOnce(specifier)
      if externals.matches(external, specifier: isGlobal ? nil : specifier, path: forward, atoms) { return .yes }
      // A module of the project hands on what it imports; that it should hand on a global is not worth the doubt.
      let isDoubtful = !externals.specifiers[specifier].isBuiltIn && !externals.isGlobalOnly[external]
      return isDoubtful ? .unknown : .no
    case .oneOf(let list): return judge(list, external, analyzer, atoms)
    }
  }

  private mutating func judge(
    _ list: ListID, _ external: Int, _ analyzer: FileAnalyzer, _ atoms: AtomTable
  ) -> Outcome {
    guard depth < Self.branchLimit else { return .no }
    depth += 1
    defer { depth -= 1 }
    var result: Outcome?
    let count = analyzer.model.items(list).count
    guard count <= Self.branchLimit else { return .no }
    for index in 0..<count {
      let items = analyzer.model.items(list)
      let value = ValueID(items[items.startIndex + index])
      guard !Self.isNothing(value, analyzer) else { continue }
      switch judge(value, external, analyzer, atoms) {
      case .no: return .no
      case .unknown: result = .unknown
      case .yes: result = result ?? .yes
      }
    }
    return result ?? .no
  }

  private static func isNothing(_ value: ValueID, _ analyzer: FileAnalyzer) -> Bool {
    let record = analyzer.model[value]
    guard record.kind == .literal else { return false }
    return record.a == LiteralKind.null.rawValue || record.a == LiteralKind.undefined.rawValue
  }

  /// Whether a name, or what is taken of it, may mean an external name: judged by where its first value comes from.
  mutating func mayMean(
    _ external: Int, _ binding: BindingID, in analyzer: FileAnalyzer, _ atoms: AtomTable
  ) -> Bool {
    let values = analyzer.model[binding].values
    guard let first = analyzer.model.items(values).first else { return false }
    if analyzer.model.items(values).count > 1 { return true }
    path.truncate(to: 0)
    switch follow(ValueID(first), analyzer) {
    case .unknown: return false
    // The properties of a literal object are anything.
    case .local:
      let kind = analyzer.model[ValueID(first)].kind
      return kind == .object || kind == .binding
    case .global(let name): return externals.externals(ofGlobal: name).contains(external)
    case .module(let id):
      let specifier = externals.specifier(analyzer.model[id].specifier, atoms)
      if externals.externalsOfSpecifier[specifier].contains(external) { return true }
      return !externals.specifiers[specifier].isBuiltIn && !externals.isGlobalOnly[external]
    case .oneOf: return true
    }
  }

  /// Externals that a value may mean, judged by its root alone: for dispatch.
  mutating func candidates(_ value: ValueID, in analyzer: FileAnalyzer, _ atoms: AtomTable) -> [Int] {
    path.truncate(to: 0)
    var value = value
    for _ in 0..<Self.branchLimit {
      switch follow(value, analyzer) {
      case .local, .unknown: return []
      case .global(let name): return externals.externals(ofGlobal: name)
      case .module(let id):
        return externals.externalsOfSpecifier[externals.specifier(analyzer.model[id].specifier, atoms)]
      case .oneOf(let list):
        guard let next = analyzer.model.items(list).first(where: { !Self.isNothing(ValueID($0), analyzer) }) else {
          return []
        }
        value = ValueID(next)
      }
    }
    return []
  }

  /// The name a value means, as a value of its own. Allocates: for checks, and for what is said about a match.
  mutating func name(of value: ValueID, in analyzer: FileAnalyzer, _ atoms: AtomTable) -> ExternalName? {
    path.truncate(to: 0)
    let root = follow(value, analyzer)
    let names = (0..<path.count).reversed().map { atoms.text(path[$0]) }
    switch root {
    case .global(let name): return ExternalName(module: nil, path: [atoms.text(name)] + names)
    case .module(let id): return ExternalName(module: atoms.text(analyzer.model[id].specifier), path: names)
    case .local, .unknown, .oneOf: return nil
    }
  }

  // MARK: Following

  /// Follows names, members and aliases to where a value comes from, and notes the members on `path`.
  private mutating func follow(_ start: ValueID, _ analyzer: FileAnalyzer) -> Root {
    var value = start
    let base = path.count
    for _ in 0..<Self.stepLimit {
      let record = analyzer.model[value]
      switch record.kind {
      case .member:
        path.push(Atom(record.b))
        value = ValueID(record.a)
      case .imported:
        path.push(Atom(record.b))
        return .module(ImportID(record.a))
      case .module: return .module(ImportID(record.a))
      case .global: return .global(Atom(record.a))
      case .binding:
        let values = analyzer.model[BindingID(record.a)].values
        let items = analyzer.model.items(values)
        guard let first = items.first else { return .unknown }
        guard items.count == 1 else { return .oneOf(values) }
        value = ValueID(first)
      case .choice: return .oneOf(ListID(record.a))
      case .object:
        guard path.count > base else { return .local }
        let name = path[path.count - 1]
        guard let next = Self.property(name, of: record, analyzer) else { return .unknown }
        path.truncate(to: path.count - 1)
        value = next
      case .call:
        if path.count == base, let next = Self.bound(CallID(record.a), analyzer) {
          value = next
        } else {
          path.push(externals.call)
          value = analyzer.model[CallID(record.a)].callee
        }
      case .awaited:
        guard analyzer.model[ValueID(record.a)].kind == .module else { return .unknown }
        value = ValueID(record.a)
      case .literal, .string, .concatenation, .function, .class, .array, .opaque: return .local
      case .unknown, .spread, .element, .this, .superclass, .parameter, .restParameter, .arguments, .elementOf, .caught,
        .importMeta:
        return .unknown
      }
    }
    return .unknown
  }

  /// The value of a property that is written once, with no spread that may replace it.
  private static func property(_ name: Atom, of object: Value, _ analyzer: FileAnalyzer) -> ValueID? {
    var result: ValueID?
    for property in analyzer.model.properties(of: object) {
      switch property.kind {
      case .spread, .computed: return nil
      case .getter, .setter: if property.name == name { return nil }
      case .value, .method:
        guard property.name == name else { continue }
        guard result == nil else { return nil }
        result = property.value
      }
    }
    return result
  }

  /// `f` in `f.bind(x)`: what is called then is f.
  private static func bound(_ call: CallID, _ analyzer: FileAnalyzer) -> ValueID? {
    let callee = analyzer.model[analyzer.model[call].callee]
    guard callee.kind == .member, Atom(callee.b) == .bind else { return nil }
    return ValueID(callee.a)
  }

  // MARK: One name for one thing: the same steps as in `ExternalName`

  private mutating func nameGlobalOnce(_ name: Atom) {
    forward.truncate(to: 0)
    var first = name
    var index = path.count
    while index > 0, externals.globalScopes.contains(first) {
      index -= 1
      first = path[index]
    }
    if index > 0, first == .module, path[index - 1] == .exports {
      index -= 1
      first = .exports
    }
    forward.push(index == 0 && externals.globalScopes.contains(first) ? .globalThis : first)
    while index > 0 {
      index -= 1
      forward.push(path[index])
    }
  }

  /// Returns whether it is a global.
  private mutating func nameModuleOnce(_ specifier: Int) -> Bool {
    forward.truncate(to: 0)
    let known = externals.specifiers[specifier]
    if known.globalObject.exists { forward.push(known.globalObject) }
    if known.member.exists { forward.push(known.member) }
    let start = forward.count
    for index in (0..<path.count).reversed() {
      if forward.count == start, path[index] == .default { continue }
      forward.push(path[index])
    }
    if known.globalObject.exists { return true }
    guard known.hasGlobalExports, known.member.isNone, forward.count > 0 else { return false }
    return externals.globalExports[specifier].contains(forward[0])
  }
}
