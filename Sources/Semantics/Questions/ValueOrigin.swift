public import JavaScript
import SourceText

/// Where a value comes from, as far as its own file tells: a root and the members that were taken from there.
///
/// `const { promises: { readFile: read } } = require("fs")` makes `read` the path `promises.readFile` of a module.
public struct ValueOrigin: Hashable, Sendable {
  public enum Root: Hashable, Sendable {
    case module(ImportID)
    /// An export of a module, under the name that module gives it (`default` for default imports).
    case imported(ImportID, Atom)
    case global(Atom)
    case function(FunctionID)
    case `class`(ClassID)
    /// The argument of a function, by its zero-based position.
    case parameter(FunctionID, Int)
    case this(FunctionID)
    /// Any other value: a literal, a call, a name that is given several values, …
    case value(ValueID)
  }

  public var root: Root
  public var path: [Atom]

  public init(root: Root, path: [Atom] = []) {
    self.root = root
    self.path = path
  }

  /// The import it comes from and the names taken from there, with the `default`s at the beginning left out: what
  /// `import fs from "fs"`, `import * as fs from "fs"` and `require("fs")` have in common. Nil for other roots.
  public var modulePath: (module: ImportID, names: [Atom])? {
    switch root {
    case .module(let id): return (id, Array(path.drop { $0 == .default }))
    case .imported(let id, let name): return (id, Array(([name] + path).drop { $0 == .default }))
    case .global, .function, .class, .parameter, .this, .value: return nil
    }
  }
}

extension FileModel {
  private static let longestOrigin = 64

  /// Follows a value through names that hold one value alone, destructuring and members of object and array literals.
  public func origin(of value: ValueID) -> ValueOrigin { origin(of: value, depth: 0) }

  private func origin(of value: ValueID, depth: Int) -> ValueOrigin {
    // Names still to be taken, the next one last.
    var path: [Atom] = []
    var current = value
    for _ in 0..<FileModel.longestOrigin {
      guard current.index < values.count else { break }
      let value = self[current]
      switch value.kind {
      case .member:
        path.append(Atom(value.b))
        current = ValueID(value.a)
        continue
      case .binding:
        let held = items(bindings[Int(value.a)].values)
        guard held.count == 1, let only = held.first else {
          return ValueOrigin(root: .value(current), path: path.reversed())
        }
        current = ValueID(only)
        continue
      case .object:
        guard let name = path.last, let property = property(name, of: value) else { break }
        path.removeLast()
        current = property
        continue
      case .elementOf:
        guard let item = item(value) else { break }
        current = item
        continue
      case .choice:
        guard let common = commonOrigin(value, path, depth) else { break }
        return common
      case .module:
        return ValueOrigin(root: .module(ImportID(value.a)), path: path.reversed())
      case .imported:
        return ValueOrigin(root: .imported(ImportID(value.a), Atom(value.b)), path: path.reversed())
      case .global:
        return globalOrigin(Atom(value.a), path)
      case .function:
        return ValueOrigin(root: .function(FunctionID(value.a)), path: path.reversed())
      case .class:
        return ValueOrigin(root: .class(ClassID(value.a)), path: path.reversed())
      case .parameter:
        return ValueOrigin(root: .parameter(FunctionID(value.a), Int(value.b)), path: path.reversed())
      case .this:
        return ValueOrigin(root: .this(FunctionID(value.a)), path: path.reversed())
      case .unknown, .literal, .string, .concatenation, .array, .spread, .element, .call, .awaited, .superclass,
        .restParameter, .arguments, .caught, .importMeta, .opaque:
        break
      }
      return ValueOrigin(root: .value(current), path: path.reversed())
    }
    return ValueOrigin(root: .value(.unknown), path: path.reversed())
  }

  /// `globalThis.fetch`, `global.fetch` and `window.fetch` are `fetch`.
  private func globalOrigin(_ name: Atom, _ path: [Atom]) -> ValueOrigin {
    guard name == .globalThis || name == .global || name == .window || name == .selfName, let first = path.last else {
      return ValueOrigin(root: .global(name), path: path.reversed())
    }
    return ValueOrigin(root: .global(first), path: path.dropLast().reversed())
  }

  /// The last property of an object literal with the name; nil if a later spread or unknown key may override it.
  private func property(_ name: Atom, of object: Value) -> ValueID? {
    let start = Int(object.a)
    var index = start + 1 + Int(lists[start])
    while index > start + 1 {
      index -= 3
      switch ObjectProperty.Kind(rawValue: lists[index]) {
      case .value, .method: if lists[index + 1] == name.raw { return ValueID(lists[index + 2]) }
      case .setter: continue
      default: return nil
      }
    }
    return nil
  }

  /// The item of an array literal that destructuring takes.
  private func item(_ value: Value) -> ValueID? {
    let array = self[ValueID(value.a)]
    guard value.b > 0, array.kind == .array else { return nil }
    let items = self.items(ListID(array.a))
    let index = items.startIndex + Int(value.b) - 1
    guard index < items.endIndex, !items[...index].contains(where: { self[ValueID($0)].kind == .spread }) else {
      return nil
    }
    return ValueID(items[index])
  }

  /// Equal, or equal but for the place that loads the module.
  private func isSame(_ left: ValueOrigin, _ right: ValueOrigin) -> Bool {
    if left == right { return true }
    guard left.path == right.path else { return false }
    switch (left.root, right.root) {
    case (.module(let first), .module(let second)):
      return self[first].specifier == self[second].specifier
    case (.imported(let first, let name), .imported(let second, let other)):
      return name == other && self[first].specifier == self[second].specifier
    default:
      return false
    }
  }

  /// The origin that all alternatives share.
  private func commonOrigin(_ choice: Value, _ path: [Atom], _ depth: Int) -> ValueOrigin? {
    guard depth < 4 else { return nil }
    var common: ValueOrigin?
    for item in items(ListID(choice.a)).prefix(4) {
      var origin = origin(of: ValueID(item), depth: depth + 1)
      origin.path += path.reversed()
      if let common, !isSame(common, origin) { return nil }
      common = common ?? origin
    }
    return common
  }
}

extension FileAnalyzer {
  /// Where the value of an expression comes from, in the file alone.
  public func origin(of expression: NodeID) -> ValueOrigin {
    origin(of: value(of: expression))
  }

  public func origin(of value: ValueID) -> ValueOrigin { lend { $0.origin(of: value) } }
}
