package import Semantics

/// A file of the program, by its place in `Program.files`.
package struct FileIndex: Hashable, Sendable, Comparable {
  package var raw: UInt32
  package init(_ raw: UInt32) { self.raw = raw }
  package init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  package var index: Int { Int(raw) }
  package static func < (left: FileIndex, right: FileIndex) -> Bool { left.raw < right.raw }
}

/// A function of the program.
package struct FunctionReference: Hashable, Sendable, Comparable {
  package var file: FileIndex
  package var function: FunctionID

  package init(file: FileIndex, function: FunctionID) {
    self.file = file
    self.function = function
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(UInt64(file.raw) << 32 | UInt64(function.raw)) }

  package static func < (left: FunctionReference, right: FunctionReference) -> Bool {
    left.file == right.file ? left.function.raw < right.function.raw : left.file < right.file
  }
}

/// A call site of the program.
package struct CallReference: Hashable, Sendable, Comparable {
  package var file: FileIndex
  package var call: CallID

  package init(file: FileIndex, call: CallID) {
    self.file = file
    self.call = call
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(UInt64(file.raw) << 32 | UInt64(call.raw)) }

  package static func < (left: CallReference, right: CallReference) -> Bool {
    left.file == right.file ? left.call.raw < right.call.raw : left.file < right.file
  }
}

/// The calls that made a closure or entered a function with functions in its arguments: which arguments a parameter
/// stands for. 0 is "any call".
struct ContextID: Hashable, Sendable {
  var raw: UInt32
  static let any = ContextID(raw: 0)
}

/// What a value may be at run time: the unit of evaluation.
struct Entity: Hashable, FlatKey, Sendable {
  enum Kind: UInt8, Sendable {
    /// `id`: function. `context`: what its outer functions were called with.
    case function
    /// `id`: class.
    case `class`
    /// An object made by `new`, or the `this` of a class's methods; `id`: class.
    case instance
    /// An object made by `new` of a function; `id`: function.
    case constructed
    /// An object literal; `id`: value.
    case object
    /// An array literal; `id`: value.
    case array
    /// The namespace (or `module.exports`) of a file of the project.
    case module
    /// Something from outside: `id`: external path; `file`/`site`: the call that made it.
    case external
    /// A constant string; `id`: atom.
    case string
    /// The `prototype` of a class (`id`: class) or function (`constructedPrototype`).
    case prototype
    case constructedPrototype
    /// A constant that is no string, or an object of no interest; nothing can be called on it.
    case inert
  }

  var kind: Kind
  var file: FileIndex
  var id: UInt32
  var context: ContextID = .any
  /// For external results: the call that made them, plus one; 0 is none.
  var site: UInt32 = 0

  var mixed: UInt64 {
    (UInt64(id) << 32 | UInt64(file.raw)).mixed(
      with: UInt64(context.raw) << 40 ^ UInt64(site) << 8 ^ UInt64(kind.rawValue))
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(id) << 32 | UInt64(file.raw))
    hasher.combine(UInt64(context.raw) << 32 | UInt64(site))
    hasher.combine(kind.rawValue)
  }

  var function: FunctionReference { FunctionReference(file: file, function: FunctionID(id)) }
  var siteCall: CallReference? {
    site == 0 ? nil : CallReference(file: file, call: CallID(site - 1))
  }
}

/// A value of a file, read where parameters mean what `context` says.
struct ValueReference: Hashable, FlatKey, Sendable {
  var file: FileIndex
  var value: ValueID
  var context: ContextID

  var mixed: UInt64 { (UInt64(value.raw) << 32 | UInt64(file.raw)).mixed(with: UInt64(context.raw)) }
}

extension Collection {
  /// The answers for all elements, one after the other. There is mostly one, whose answer is handed through.
  @inline(__always)
  func gathered(_ answer: (Element) -> [Entity]) -> [Entity] {
    var index = startIndex
    guard index != endIndex else { return [] }
    var found = answer(self[index])
    formIndex(after: &index)
    while index != endIndex {
      found += answer(self[index])
      formIndex(after: &index)
    }
    return found
  }
}

extension Entity {
  /// Without the file it was named in: the same thing wherever it is imported.
  var placeless: Entity {
    var copy = self
    copy.file = FileIndex(0)
    copy.context = .any
    return copy
  }

  func with(external id: ExternalID) -> Entity {
    var copy = self
    copy.id = id.raw
    return copy
  }
}
