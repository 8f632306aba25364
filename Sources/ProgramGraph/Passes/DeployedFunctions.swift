import JavaScript
import Semantics
import SourceText

/// Functions that programs which deploy others name, and so call in a way: those of CDK, SST and `serverless.ts`.
struct DeployedFunctions {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]

  func handlers() -> [ConfiguredHandler] {
    var found: [ConfiguredHandler] = []
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      if Deployment.services.contains(PathText.name(of: model.path)) { found += described(in: model, FileIndex(index)) }
      let imports = Set(model.imports.map { evaluator.text($0.specifier) })
      if !imports.isDisjoint(with: Deployment.naming) { found += named(in: model, FileIndex(index)) }
      guard imports.contains(where: { $0.hasPrefix("aws-cdk-lib") || $0.hasPrefix("@aws-cdk/") }) else { continue }
      for (number, targets) in callees[index].enumerated() {
        for target in targets where target.entity.kind == .external {
          let call = CallReference(file: FileIndex(index), call: CallID(number))
          let path = evaluator.externals.text(ExternalID(target.entity.id))
          if Deployment.bundling.contains(path) { found += bundled(call) }
          if Deployment.packing.contains(path) { found += packed(call) }
        }
      }
    }
    return found
  }

  private func handler(_ file: FileIndex, _ export: String) -> ConfiguredHandler {
    let path = evaluator.files[file.index].path
    return ConfiguredHandler(
      path: path, export: export, framework: Framework.lambda.name,
      label: "the Lambda function \(PathText.withoutExtension(path))")
  }

  // MARK: CDK

  /// `new NodejsFunction(this, "list", { entry: path.join(__dirname, "../lambda/list.ts"), handler: "main" })`
  private func bundled(_ call: CallReference) -> [ConfiguredHandler] {
    guard let options = options(of: call), let entry = property("entry", in: options) else { return [] }
    let export = property("handler", in: options).map { text($0, options.file) } ?? "handler"
    guard let export else { return [] }
    let last = export.parts(between: ".").last.map(String.init) ?? export
    return PathPattern(evaluator: evaluator).files(started: entry, in: options.file).map { handler($0, last) }
  }

  /// `new Function(this, "list", { code: Code.fromAsset("lambda"), handler: "list.main" })`
  private func packed(_ call: CallReference) -> [ConfiguredHandler] {
    guard let options = options(of: call),
      let name = property("handler", in: options).flatMap({ text($0, options.file) }),
      let dot = name.lastIndex(of: "."), let code = property("code", in: options)
    else { return [] }
    let model = evaluator.files[options.file.index]
    guard model[code].kind == .call else { return [] }
    let site = model[CallID(model[code].a)]
    let isAsset = evaluator.evaluate(options.file, site.callee).contains { entity in
      entity.kind == .external && Deployment.assets.contains(evaluator.externals.text(ExternalID(entity.id)))
    }
    guard isAsset, let first = model.values(site.arguments).first,
      let folder = AutoloadedFolder(evaluator: evaluator).path(first, options.file)
    else { return [] }
    let stem = String(name[..<dot])
    let export = String(name[name.index(after: dot)...])
    return file(PathText.join(folder, stem), above: options.file).map { [handler($0, export)] } ?? []
  }

  /// The object among the arguments.
  private func options(of call: CallReference) -> Entity? {
    let model = evaluator.files[call.file.index]
    guard let last = model.values(model[call.call].arguments).last else { return nil }
    return evaluator.evaluate(call.file, last).first { $0.kind == .object }
  }

  private func property(_ name: String, in object: Entity) -> ValueID? {
    let model = evaluator.files[object.file.index]
    let properties = model.properties(of: model[ValueID(object.id)])
    return properties.first { evaluator.text($0.name) == name }?.value
  }

  private func text(_ value: ValueID, _ file: FileIndex) -> String? { evaluator.constantText(file, value) }

  // MARK: Serverless

  /// `{ functions: { pay: { handler: "src/pay.main" } } }`
  private func described(in model: ProgramFile, _ index: FileIndex) -> [ConfiguredHandler] {
    model.values.filter { $0.kind == .object }.flatMap { model.properties(of: $0) }
      .filter { evaluator.text($0.name) == "functions" }
      .flatMap { evaluator.evaluate(index, $0.value) }.filter { $0.kind == .object }
      .flatMap { table -> [ConfiguredHandler] in
        let owner = evaluator.files[table.file.index]
        return owner.properties(of: owner[ValueID(table.id)]).flatMap { entry -> [ConfiguredHandler] in
          evaluator.evaluate(table.file, entry.value).filter { $0.kind == .object }
            .compactMap { described($0, as: evaluator.text(entry.name)) }
        }
      }
  }

  private func described(_ function: Entity, as name: String) -> ConfiguredHandler? {
    guard let path = property("handler", in: function).flatMap({ place($0, function.file) }),
      let dot = path.lastIndex(of: "."), let source = file(String(path[..<dot]), above: function.file)
    else { return nil }
    return ConfiguredHandler(
      path: evaluator.files[source.index].path, export: String(path[path.index(after: dot)...]),
      framework: Framework.lambda.name, label: "the function \(name)")
  }

  /// A path; ``${handlerPath(__dirname)}/handler.main``, whatever makes the folder one of the project's.
  private func place(_ value: ValueID, _ index: FileIndex) -> String? {
    if let text = text(value, index) { return text }
    let model = evaluator.files[index.index]
    guard model[value].kind == .concatenation, case let parts = model.values(ListID(model[value].a)), parts.count == 2,
      let below = text(parts[1], index), below.hasPrefix("/"), case let maker = model.behindNames(parts[0])
    else { return nil }
    let folder = maker.kind == .call ? model.values(model[CallID(maker.a)].arguments).first : parts[0]
    return folder.flatMap { AutoloadedFolder(evaluator: evaluator).path($0, index) }.map { $0 + below }
  }

  // MARK: SST

  /// `"GET /books": "packages/functions/src/books.list"`
  private func named(in model: ProgramFile, _ index: FileIndex) -> [ConfiguredHandler] {
    var seen: Set<String> = []
    return model.values.compactMap { value -> ConfiguredHandler? in
      guard value.kind == .string else { return nil }
      let text = evaluator.text(Atom(value.a))
      guard text.utf8.count < 200, text.contains("/"), !text.contains(" "), let dot = text.lastIndex(of: "."),
        text[dot...].utf8.count > 1, seen.insert(text).inserted,
        let target = file(String(text[..<dot]), above: index)
      else { return nil }
      return handler(target, String(text[text.index(after: dot)...]))
    }
  }

  /// A source by its path without an ending, seen from the root of the project or of a folder above a file.
  private func file(_ stem: String, above file: FileIndex) -> FileIndex? {
    let whole = PathText.join("", stem)
    return evaluator.filesByStem[whole] ?? evaluator.filesByStem[whole + "/index"]
      ?? evaluator.file(named: whole, above: file)
  }
}
