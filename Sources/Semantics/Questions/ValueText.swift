import JavaScript
import SourceText

/// Values in short text, for dumps and tests: `import("fs").readFile`, `{a: "x", ...module("./b")}`, `(a | "b")`.
struct ValueText {
  let model: FileModel
  let atoms: AtomTable
  /// Deeper values are written as `…`.
  private static let maximumDepth = 12

  init(_ model: FileModel, _ atoms: AtomTable) {
    self.model = model
    self.atoms = atoms
  }

  func text(_ id: ValueID) -> String { text(id, 0) }

  func list(_ id: ListID) -> String { list(id, 0) }

  func name(_ atom: Atom) -> String { atom.exists ? atoms.text(atom) : "-" }

  func function(_ id: FunctionID) -> String {
    let name = model[id].name
    return "function#\(id.raw)" + (name.exists ? "(\(self.name(name)))" : "")
  }

  func specifier(_ id: UInt32) -> String {
    "\"\(Int(id) < model.imports.count ? name(model.imports[Int(id)].specifier) : "?")\""
  }

  private func list(_ id: ListID, _ depth: Int) -> String {
    model.items(id).map { text(ValueID($0), depth) }.joined(separator: ", ")
  }

  private func text(_ id: ValueID, _ depth: Int) -> String {
    guard depth < ValueText.maximumDepth, id.index < model.values.count else { return "…" }
    let value = model[id]
    func inner(_ raw: UInt32) -> String { text(ValueID(raw), depth + 1) }
    switch value.kind {
    case .unknown: return value.a == 0 ? "?" : "?" + (UnknownReason(rawValue: value.a).map { "\($0)" } ?? "")
    case .literal: return literal(value)
    case .string: return "\"\(escaped(Atom(value.a)))\""
    case .concatenation: return "concat(\(list(ListID(value.a), depth + 1)))"
    case .binding: return name(model.bindings[Int(value.a)].name)
    case .global: return "global \(name(Atom(value.a)))"
    case .module: return "module(\(specifier(value.a)))"
    case .imported: return "import(\(specifier(value.a))).\(name(Atom(value.b)))"
    case .function: return function(FunctionID(value.a))
    case .class: return "class#\(value.a)"
    case .object: return "{" + model.properties(of: value).map { property($0, depth + 1) }.joined(separator: ", ") + "}"
    case .array: return "[\(list(ListID(value.a), depth + 1))]"
    case .spread: return "...\(inner(value.a))"
    case .member: return "\(inner(value.a)).\(name(Atom(value.b)))"
    case .element: return "\(inner(value.a))[\(inner(value.b))]"
    case .call: return "call#\(value.a)"
    case .awaited: return "await \(inner(value.a))"
    case .this: return "this#\(value.a)"
    case .superclass: return "super#\(value.a)"
    case .choice: return "(" + model.items(ListID(value.a)).map { inner($0) }.joined(separator: " | ") + ")"
    case .parameter: return "parameter#\(value.a).\(value.b)"
    case .restParameter: return "...parameter#\(value.a).\(value.b)"
    case .arguments: return "arguments#\(value.a)"
    case .elementOf: return value.b == 0 ? "each \(inner(value.a))" : "item\(value.b - 1) of \(inner(value.a))"
    case .caught: return "caught"
    case .importMeta: return "import.meta"
    case .opaque: return value.b == 1 ? "+\(inner(value.a))" : "opaque"
    }
  }

  /// One line, whatever the text holds.
  private func escaped(_ atom: Atom) -> String {
    guard atoms.bytes(atom).contains(where: { $0 < 0x20 }) else { return atoms.text(atom) }
    return atoms.text(atom).unicodeScalars.map { scalar in
      scalar.value < 0x20 ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }

  private func literal(_ value: Value) -> String {
    if value.a == LiteralKind.number.rawValue, value.b > 0 { return "\(value.b - 1)" }
    return LiteralKind(rawValue: value.a).map { "\($0)" } ?? "literal"
  }

  private func property(_ property: ObjectProperty, _ depth: Int) -> String {
    let value = text(property.value, depth)
    switch property.kind {
    case .value: return "\(name(property.name)): \(value)"
    case .method: return "\(name(property.name))(): \(value)"
    case .getter: return "get \(name(property.name)): \(value)"
    case .setter: return "set \(name(property.name)): \(value)"
    case .spread: return "...\(value)"
    case .computed: return "[?]: \(value)"
    }
  }
}
