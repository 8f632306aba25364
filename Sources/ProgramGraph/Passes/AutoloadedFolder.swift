import JavaScript
import Semantics

/// Folders that a call loads as a whole: `register(autoload, { dir: path.join(__dirname, "routes") })`.
struct AutoloadedFolder {
  let evaluator: Evaluator

  /// The functions given away by the files of the folder that the options name.
  func functions(loadedBy call: CallReference) -> [Entity] {
    guard let folder = folder(of: call) else { return [] }
    return evaluator.files.enumerated().flatMap { index, model -> [Entity] in
      guard PathText.contains(folder, model.path) else { return [] }
      let file = FileIndex(index)
      let whole = evaluator.export(.default, of: file) + evaluator.callable(Entity(kind: .module, file: file, id: 0))
      return whole.filter { $0.kind == .function }
    }
  }

  /// The folder, relative to the project's root.
  func folder(of call: CallReference) -> String? {
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    guard arguments.count > 1 else { return nil }
    let dir = evaluator.atoms.intern("dir")
    for entity in evaluator.evaluate(call.file, arguments[1]) where entity.kind == .object {
      let source = evaluator.files[entity.file.index]
      for property in source.properties(of: source[ValueID(entity.id)]) where property.name == dir {
        return path(property.value, entity.file)
      }
    }
    return nil
  }

  /// A path made of `__dirname`, constants, `path.join` and `path.resolve`, relative to the project's root.
  func path(_ value: ValueID, _ file: FileIndex, depth: Int = 0) -> String? {
    guard depth < 8 else { return nil }
    let model = evaluator.files[file.index]
    let record = model[value]
    switch record.kind {
    case .global:
      return Atom(record.a) == .__dirname ? PathText.directory(of: model.path) : nil
    case .member:
      // import.meta.dirname
      let isDirectory = evaluator.text(Atom(record.b)) == "dirname"
      return isDirectory && model[ValueID(record.a)].kind == .importMeta ? PathText.directory(of: model.path) : nil
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.count == 1 ? path(values[0], file, depth: depth + 1) : nil
    case .string:
      return evaluator.text(Atom(record.a))
    case .concatenation:
      return joined(model.values(ListID(record.a)), file, depth)
    case .call:
      let site = model[CallID(record.a)]
      let callee = evaluator.evaluate(file, site.callee)
      let names = callee.map { $0.kind == .external ? evaluator.externals.text(ExternalID($0.id)) : "" }
      let arguments = model.values(site.arguments)
      if names.contains("node:path#join") || names.contains("node:path#resolve") {
        return joined(arguments, file, depth)
      }
      if names.contains("node:path#dirname"), arguments.count == 1 {
        // path.dirname(fileURLToPath(import.meta.url))
        return path(arguments[0], file, depth: depth + 1).map { PathText.directory(of: $0) }
      }
      if names.contains("node:url#fileURLToPath") { return model.path }
      return nil
    default:
      return nil
    }
  }

  private func joined(_ parts: ValueList, _ file: FileIndex, _ depth: Int) -> String? {
    var result = ""
    for part in parts {
      guard let text = path(part, file, depth: depth + 1) else { return nil }
      result = PathText.join(result, text)
    }
    return result
  }
}
