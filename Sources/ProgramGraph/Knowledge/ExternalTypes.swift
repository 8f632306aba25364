/// Questions about external paths that the tables of all frameworks answer together.
enum ExternalTypes {
  /// A registration with the framework it belongs to.
  struct Registration: Sendable {
    /// Its place in `Framework.all`.
    var frameworkIndex: Int
    var shape: RegistrationShape
    /// The type of the receiver; nil for functions of a package.
    var type: ServerType?
    /// The last member of the path; `[]` where it is computed.
    var member: String

    var framework: Framework { Framework.all[frameworkIndex] }
  }

  private static func merged<Value>(_ part: (Framework) -> [String: Value]) -> [String: Value] {
    Framework.all.reduce(into: [:]) { table, framework in table.merge(part(framework)) { first, _ in first } }
  }

  private static let makers: [String: ServerType] = merged(\.makers)
  private static let annotations: [String: String] = merged(\.annotations)
  private static let chaining: [ServerType: Set<String>] = Framework.all.reduce(into: [:]) { table, framework in
    table.merge(framework.chaining) { $0.union($1) }
  }
  private static let derived: [ServerType: [String: ServerType]] = Framework.all.reduce(into: [:]) { table, framework in
    table.merge(framework.derived) { $0.merging($1) { first, _ in first } }
  }

  private static let registrations: [ServerType: [String: [Registration]]] = {
    var table: [ServerType: [String: [Registration]]] = [:]
    for (index, framework) in Framework.all.enumerated() {
      for (type, rows) in framework.registrations {
        for row in rows {
          for member in row.members {
            table[type, default: [:]][member, default: []].append(
              Registration(frameworkIndex: index, shape: row.shape, type: type, member: member))
          }
        }
      }
    }
    return table
  }()

  private static let calls: [String: Registration] = {
    var table: [String: Registration] = [:]
    for (index, framework) in Framework.all.enumerated() {
      for (path, shape) in framework.calls where table[path] == nil {
        let member = path.utf8.lastIndex(of: UInt8(ascii: "#")).map { path[path.utf8.index(after: $0)...] } ?? ""
        table[path] = Registration(frameworkIndex: index, shape: shape, type: nil, member: String(member))
      }
    }
    return table
  }()

  private static let chainEnds: [String: [String: Registration]] = {
    var table: [String: [String: Registration]] = [:]
    for (index, framework) in Framework.all.enumerated() {
      for (package, ends) in framework.chainEnds {
        for (member, shape) in ends {
          table[package, default: [:]][member] = Registration(
            frameworkIndex: index, shape: shape, type: nil, member: member)
        }
      }
    }
    return table
  }()

  private static let frameworks: [ServerType: Int] = {
    var table: [ServerType: Int] = [:]
    for (index, framework) in Framework.all.enumerated() {
      let types = Array(framework.registrations.keys) + Array(framework.makers.values)
      for type in types where table[type] == nil { table[type] = index }
    }
    return table
  }()

  /// What the result of a call, or the property of a thing, with this path is.
  static func type(of path: String) -> ServerType? {
    if let known = makers[path] { return known }
    let whole = path.hasSuffix("()") ? path.dropLast(2) : path[...]
    guard let (base, member) = split(whole), let type = type(of: base) else { return nil }
    return derived[type]?[member]
  }

  /// The same, where it is known what the last member was taken of.
  static func type(of path: String, member: (base: ServerType, name: String)?) -> ServerType? {
    makers[path] ?? member.flatMap { derived[$0.base]?[$0.name] }
  }

  static func instance(ofType annotation: String) -> String? { annotations[annotation] }

  /// Whether calling this member gives the thing it is called on.
  static func returnsReceiver(_ member: (base: ServerType, name: String)) -> Bool {
    chaining[member.base]?.contains(member.name) ?? false
  }

  /// The registrations a call with this path may be; several where its first argument tells them apart.
  ///
  /// - Parameters:
  ///   - type: of what the last member was taken of.
  ///   - name: the last member; nil where there is none.
  static func registrations(_ path: String, of type: ServerType?, _ name: String?) -> [Registration] {
    if let known = calls[path] { return [known] }
    guard let name else { return [] }
    if let type {
      guard let table = registrations[type] else { return [] }
      if let known = table[name] { return known }
      // `app[method](path, handler)`
      if name == "[]", var known = table["get"]?.first, case .verb = known.shape {
        known.member = name
        return [known]
      }
    }
    return chainEnds[root(of: path)]?[name].map { [$0] } ?? []
  }

  static func framework(of type: ServerType) -> Framework? { frameworks[type].map { Framework.all[$0] } }

  /// The package a path begins with.
  private static func root(of path: String) -> String {
    let bytes = path.utf8
    let end = bytes.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "(") } ?? bytes.endIndex
    return String(path[..<end])
  }

  private static func split(_ path: Substring) -> (base: String, member: String)? {
    let bytes = path.utf8
    guard let dot = bytes.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "#") }) else { return nil }
    let base = path[..<dot]
    // `socket.io` and `chart.js` are names of packages.
    if bytes[dot] == UInt8(ascii: "."), !base.utf8.contains(UInt8(ascii: "#")), !base.utf8.contains(UInt8(ascii: "(")) {
      return nil
    }
    return (String(base), String(path[bytes.index(after: dot)...]))
  }
}

extension RegistrationShape {
  /// Whether what is handed over runs at once: plugins and callbacks that declare things.
  var runsAtOnce: Bool {
    switch self {
    case .plugin: true
    case .functions(let shape), .event(_, let shape): shape.phase == .startUp
    case .several(let shapes): shapes.contains { $0.phase == .startUp }
    case .laterEvent, .verb, .all, .use, .parameter, .routeObject, .described, .methods, .mount, .prefix, .groupPrefix,
      .resource:
      false
    }
  }
}
