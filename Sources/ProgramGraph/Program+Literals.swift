import JavaScript
package import Semantics
package import SourceText

/// A text that is written down somewhere in the program.
package struct ProgramLiteral: Hashable, Sendable {
  package var file: FileIndex
  package var span: Span
  package var text: String
}

extension Program {
  private static let longestWay = 32

  /// The literal text that a value is, followed through names, members of objects and other files; nil where it may be
  /// something else, too.
  ///
  /// - Parameter member: the member of the value that is meant, in place of itself.
  package func literal(of value: ValueID, in file: FileIndex, member: String? = nil) -> ProgramLiteral? {
    var path = member.map { [atoms.lookUp($0)] } ?? []
    var current = value
    var file = file
    for _ in 0..<Self.longestWay {
      let model = files[file.index].model
      let origin = model.origin(of: current)
      path = origin.path + path
      switch origin.root {
      case .value(let root):
        let record = model[root]
        if let name = path.first {
          guard record.kind == .object, let property = property(name, of: record, in: model) else { return nil }
          path.removeFirst()
          current = property
          continue
        }
        switch record.kind {
        case .string: return ProgramLiteral(file: file, span: record.span, text: text(Atom(record.a)))
        case .concatenation:
          guard case .string(let text)? = model.constant(root, atoms: atoms) else { return nil }
          return ProgramLiteral(file: file, span: record.span, text: text)
        default: return nil
        }
      case .imported(let id, let name):
        guard let next = target(of: id, in: file) else { return nil }
        path.insert(name, at: 0)
        guard let found = export(&path, of: next) else { return nil }
        (current, file) = (found, next)
      case .module(let id):
        guard let next = target(of: id, in: file), let found = export(&path, of: next) else { return nil }
        (current, file) = (found, next)
      case .global, .function, .class, .parameter, .this: return nil
      }
    }
    return nil
  }

  /// The value behind the first name of a path among the exports of a file, or behind none where the module is a value;
  /// takes what it used off the path. Only exports that stand in the file itself.
  private func export(_ path: inout [Atom], of file: FileIndex) -> ValueID? {
    let exports = files[file.index].exports
    if let name = path.first {
      let named = exports.compactMap { record -> ValueID? in
        if case .local(let value) = record.kind, record.name == name { return value }
        return nil
      }
      if named.count == 1 {
        path.removeFirst()
        return named[0]
      }
      if named.count > 1 { return nil }
    }
    let whole = exports.compactMap { record -> ValueID? in
      if case .assignment(let value) = record.kind { return value }
      return nil
    }
    guard whole.count == 1 else { return nil }
    if path.first == .default { path.removeFirst() }
    return whole[0]
  }

  /// The one property with the name; nil where a spread or a computed key may stand for it.
  private func property(_ name: Atom, of object: Value, in model: FileModel) -> ValueID? {
    let properties = model.properties(of: object)
    guard properties.allSatisfy({ $0.kind == .value || $0.kind == .method }) else { return nil }
    return properties.last { $0.name == name && $0.kind == .value }?.value
  }
}
