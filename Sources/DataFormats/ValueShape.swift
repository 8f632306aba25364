import SourceText

/// What kind of value a key of a known file holds.
///
/// Readers ask for a value of the kind they can use, and what is of another kind looks to them as if it were not there.
/// A shape says which of the two it is: `"version": 7` is no manifest without a version, it is a broken one. Nothing (JSON's
/// `null`, a YAML key without a value) fits every shape: it is how files say that there is none.
package indirect enum ValueShape: Sendable {
  /// Not looked at.
  case anything
  case text
  /// `true` or `false`.
  case flag
  case number
  case list(of: ValueShape)
  /// An object whose members are all alike, but for those named.
  case table(of: ValueShape, besides: [Field] = [])
  /// An object of which these members are known; others are not looked at.
  case fields([Field])
  case either([ValueShape])

  package struct Field: Sendable {
    package let key: String
    package let shape: ValueShape

    package init(_ key: String, _ shape: ValueShape) {
      self.key = key
      self.shape = shape
    }
  }
}

extension JSONValue {
  /// What is of another kind than `shape` says, in document order, each with the value's span. Cost: one pass over what the
  /// shape looks at.
  ///
  /// - Parameter limit: how many problems are enough.
  package func problems(against shape: ValueShape, limit: Int = 20) -> [FormatProblem] {
    var comparison = ShapeComparison(limit: limit)
    comparison.compare(self, shape, at: .root)
    return comparison.problems
  }
}

extension YAMLValue {
  /// As for JSON. Every scalar is a text, but for an unquoted `true` or `false`; flags and numbers are unquoted.
  package func problems(against shape: ValueShape, limit: Int = 20) -> [FormatProblem] {
    var comparison = ShapeComparison(limit: limit)
    comparison.compare(self, shape, at: .root)
    return comparison.problems
  }
}

/// What JSON and YAML have in common here.
private protocol ShapedValue {
  associatedtype Member: ShapedMember where Member.Value == Self
  associatedtype Members: Sequence<Member>
  associatedtype Elements: Sequence<Self>

  var span: Span { get }
  var members: Members { get }
  var elements: Elements { get }
  var isNothing: Bool { get }
  var isText: Bool { get }
  var isFlag: Bool { get }
  var isNumber: Bool { get }
  var isList: Bool { get }
  var isTable: Bool { get }
}

private protocol ShapedMember {
  associatedtype Value
  var key: String { get }
  var value: Value { get }
  func hasKey(_ text: String) -> Bool
}

private struct ShapeComparison {
  /// The keys that lead to a value, as far as a message names them.
  enum Place {
    case root
    case member(String)
    case element(of: String)
    case entry(String, of: String)
  }

  let limit: Int
  var problems: [FormatProblem] = []

  init(limit: Int) { self.limit = limit }

  mutating func compare<Value: ShapedValue>(_ value: Value, _ shape: ValueShape, at place: Place) {
    guard problems.count < limit, !value.isNothing else { return }
    guard shape.admits(value) else {
      problems.append(FormatProblem(span: value.span, message: "\(place.name) has to be \(shape.name)"))
      return
    }
    switch shape {
    case .anything, .text, .flag, .number: return
    case .either(let shapes):
      // Kinds tell the alternatives apart.
      if let fitting = shapes.first(where: { $0.admits(value) }) { compare(value, fitting, at: place) }
    case .list(let element):
      if case .anything = element { return }
      for part in value.elements { compare(part, element, at: .element(of: place.key)) }
    case .table(let member, let besides):
      for part in value.members {
        if let field = besides.first(where: { part.hasKey($0.key) }) {
          compare(part.value, field.shape, at: .member(field.key))
        } else if case .anything = member {
          continue
        } else if !member.admits(part.value) || member.isNested {
          compare(part.value, member, at: .entry(part.key, of: place.key))
        }
      }
    case .fields(let fields):
      for part in value.members {
        guard let field = fields.first(where: { part.hasKey($0.key) }) else { continue }
        compare(part.value, field.shape, at: .member(field.key))
      }
    }
  }
}

extension ShapeComparison.Place {
  /// The key that messages about what stands inside name.
  fileprivate var key: String {
    switch self {
    case .root: ""
    case .member(let key), .element(let key): key
    case .entry(let key, _): key
    }
  }

  fileprivate var name: String {
    switch self {
    case .root: "this"
    case .member(let key): "\"\(key)\""
    case .element(let list): list.isEmpty ? "each element" : "each element of \"\(list)\""
    case .entry(let key, let table): table.isEmpty ? "\"\(key)\"" : "\"\(key)\" in \"\(table)\""
    }
  }
}

extension ValueShape {
  fileprivate func admits(_ value: some ShapedValue) -> Bool {
    switch self {
    case .anything: true
    case .text: value.isText
    case .flag: value.isFlag
    case .number: value.isNumber
    case .list: value.isList
    case .table, .fields: value.isTable || value.isList && value.elements.first { _ in true } == nil
    case .either(let shapes): shapes.contains { $0.admits(value) }
    }
  }

  /// Whether there is more to it than its own kind.
  fileprivate var isNested: Bool {
    switch self {
    case .anything, .text, .flag, .number: false
    case .list, .table, .fields: true
    case .either(let shapes): shapes.contains(where: \.isNested)
    }
  }

  fileprivate var name: String {
    switch self {
    case .anything: "anything"
    case .text: "a string"
    case .flag: "true or false"
    case .number: "a number"
    case .list: "a list"
    case .table, .fields: "an object"
    case .either(let shapes): shapes.map(\.name).joined(separator: " or ")
    }
  }
}

extension JSONValue: ShapedValue {
  fileprivate var isNothing: Bool { isNull }
  fileprivate var isText: Bool { kind == .string }
  fileprivate var isFlag: Bool { kind == .bool }
  fileprivate var isNumber: Bool { kind == .number }
  fileprivate var isList: Bool { isArray }
  fileprivate var isTable: Bool { isObject }
}

extension JSONMember: ShapedMember {}

extension YAMLValue: ShapedValue {
  fileprivate var members: [YAMLEntry] { entries }
  fileprivate var isNothing: Bool {
    switch content {
    case .empty: true
    case .scalar(let text, let isPlain): isPlain && (text == "null" || text == "~")
    case .mapping, .sequence: false
    }
  }
  fileprivate var isText: Bool { string != nil && bool == nil }
  fileprivate var isFlag: Bool { bool != nil }
  fileprivate var isNumber: Bool { string.map { Double($0) != nil } ?? false }
  fileprivate var isList: Bool {
    if case .sequence = content { return true }
    return false
  }
  fileprivate var isTable: Bool { isMapping }
}

extension YAMLEntry: ShapedMember {
  fileprivate func hasKey(_ text: String) -> Bool { key == text }
}
