import JavaScript
import Semantics
import SourceText

/// Folders that a call loads as a whole: `register(autoload, { dir: path.join(__dirname, "routes") })`.
struct AutoloadedFolder {
  let evaluator: Evaluator

  /// The files of the folder that the options name, with the prefix that each gets: the names of the folders it stands
  /// in below that, after the options' own. nil where the options' is no constant.
  func plugins(loadedBy call: CallReference) -> [(file: FileIndex, prefix: String?)] {
    guard let folder = folder(of: call) else { return [] }
    let isNamed = !isFalse("dirNameRoutePrefix", call)
    let within = evaluator.files.map(\.path).filter { PathText.contains(folder, $0) && Self.isPlugin($0) }
    let withIndex = Set(within.filter(Self.isIndex).map(PathText.directory))
    return evaluator.files.enumerated().compactMap { index, model in
      guard PathText.contains(folder, model.path), Self.isPlugin(model.path),
        // Beside an index the other files of its folder are its own affair.
        Self.isIndex(model.path) || !withIndex.contains(PathText.directory(of: model.path))
      else { return nil }
      let below = PathText.directory(of: model.path).dropFirst(folder.utf8.count)
      let names = below.parts(between: "/").map { name -> String in
        // `_id` and `[id]` are parameters.
        if name.hasPrefix("_") { return ":" + name.dropFirst() }
        if name.hasPrefix("["), name.hasSuffix("]") { return ":" + name.dropFirst().dropLast() }
        return String(name)
      }
      let own = isNamed ? names.map { "/" + $0 }.joined() : ""
      return (
        FileIndex(index), prefix(of: call).map { MountTable.join($0, MountTable.join(own, fixed(FileIndex(index)))) }
      )
    }
  }

  private static func isIndex(_ path: String) -> Bool {
    PathText.withoutExtension(PathText.name(of: path)) == "index"
  }

  /// Type declarations and tests are passed over.
  private static func isPlugin(_ path: String) -> Bool {
    let name = PathText.name(of: path)
    return !name.hasSuffix(".d.ts") && !name.contains(".test.") && !name.contains(".spec.")
  }

  /// `module.exports.autoPrefix = "/users"`
  private func fixed(_ file: FileIndex) -> String {
    for name in ["autoPrefix", "prefixOverride"] {
      let found = evaluator.export(evaluator.atoms.intern(name), of: file)
      if let item = found.first(where: { $0.kind == .string }) { return evaluator.text(Atom(item.id)) }
    }
    return ""
  }

  /// `{ options: { prefix: "/v1" } }`, or `prefix` itself: "" where there is none.
  private func prefix(of call: CallReference) -> String? {
    let options = values(of: "options", call).filter { $0.kind == .object }
    let atom = evaluator.atoms.intern("prefix")
    for object in options + objects(of: call) {
      let source = evaluator.files[object.file.index]
      for property in source.properties(of: source[ValueID(object.id)]) where property.name == atom {
        return evaluator.constantText(object.file, property.value, in: object.context)
      }
    }
    return ""
  }

  private func objects(of call: CallReference) -> [Entity] {
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    guard arguments.count > 1 else { return [] }
    return evaluator.evaluate(call.file, arguments[1]).filter { $0.kind == .object }
  }

  private func values(of name: String, _ call: CallReference) -> [Entity] {
    let atom = evaluator.atoms.intern(name)
    return objects(of: call).flatMap { evaluator.lookUp(atom, in: $0) }
  }

  private func isFalse(_ name: String, _ call: CallReference) -> Bool {
    let atom = evaluator.atoms.intern(name)
    return objects(of: call).contains { object in
      let source = evaluator.files[object.file.index]
      return source.properties(of: source[ValueID(object.id)]).contains { property in
        property.name == atom && property.value == .literal(.false)
      }
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
      // new URL("routes", import.meta.url).pathname
      if evaluator.text(Atom(record.b)) == "pathname" { return path(ValueID(record.a), file, depth: depth + 1) }
      guard model[ValueID(record.a)].kind == .importMeta else { return nil }
      switch evaluator.text(Atom(record.b)) {
      case "dirname": return PathText.directory(of: model.path)
      case "url", "filename": return model.path
      default: return nil
      }
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
      if names.contains("desm#join") {
        // join(import.meta.url, "routes")
        let below = arguments.dropFirst().map { path($0, file, depth: depth + 1) }
        return below.reduce(PathText.directory(of: model.path)) { base, part in
          base.flatMap { base in part.map { PathText.join(base, $0) } }
        }
      }
      if names.contains("node:path#dirname"), arguments.count == 1 {
        // path.dirname(fileURLToPath(import.meta.url))
        return path(arguments[0], file, depth: depth + 1).map { PathText.directory(of: $0) }
      }
      if names.contains("node:url#fileURLToPath") {
        return arguments.first.flatMap { beside($0, file) } ?? model.path
      }
      return nil
    default:
      return nil
    }
  }

  /// `new URL("./routes", import.meta.url)`
  private func beside(_ address: ValueID, _ file: FileIndex) -> String? {
    let model = evaluator.files[file.index]
    let maker = model.behindNames(address)
    guard maker.kind == .call, case let site = model[CallID(maker.a)], site.flags.contains(.new),
      case let arguments = model.values(site.arguments), arguments.count == 2,
      case let base = model.behindNames(arguments[1]), base.kind == .member,
      model[ValueID(base.a)].kind == .importMeta, let text = evaluator.constantText(file, arguments[0])
    else { return nil }
    return PathText.join(PathText.directory(of: model.path), text)
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
