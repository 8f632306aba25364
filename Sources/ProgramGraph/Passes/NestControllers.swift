import JavaScript
import Semantics

/// Handlers that NestJS finds by decorators and interfaces.
struct NestControllers {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]

  func handlers() -> [RequestHandler] {
    let global = globalPrefix()
    var found: [RequestHandler] = []
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for record in model.classes {
        if let prefix = controllerPrefix(of: record, FileIndex(file)) {
          found += routes(of: record, FileIndex(file), prefix: MountTable.join(global, prefix))
        }
        found += interfaceMethods(of: record, FileIndex(file))
      }
    }
    return found
  }

  /// The prefix of a class marked `@Controller("users")`; nil for other classes.
  private func controllerPrefix(of record: ClassRecord, _ file: FileIndex) -> String? {
    for (name, call) in decorators(record.decorators, file) where Framework.nestController.contains(name) {
      return call.map { pathArgument(of: $0) } ?? ""
    }
    return nil
  }

  private func routes(of record: ClassRecord, _ file: FileIndex, prefix: String) -> [RequestHandler] {
    let model = evaluator.files[file.index]
    return record.members.flatMap { member -> [RequestHandler] in
      guard member.kind == .method, model[member.value].kind == .function else { return [] }
      return decorators(member.decorators, file).compactMap { name, call in
        guard let method = Framework.nestRoutes[name] else { return nil }
        var path = MountTable.join(prefix, call.map { pathArgument(of: $0) } ?? "")
        if !path.hasPrefix("/") { path = "/" + path }
        return RequestHandler(
          function: FunctionReference(file: file, function: FunctionID(model[member.value].a)), context: .any,
          framework: Framework.nest.name, kind: .route, method: method, path: path,
          site: RequestHandler.Site(file: file, span: call.map { model[$0.call].span } ?? member.nameSpan))
      }
    }
  }

  private func interfaceMethods(of record: ClassRecord, _ file: FileIndex) -> [RequestHandler] {
    let model = evaluator.files[file.index]
    return model.values(record.interfaces).flatMap { interface -> [RequestHandler] in
      let names = evaluator.evaluate(file, interface).filter { $0.kind == .external }
        .map { evaluator.externals.text(ExternalID($0.id)) }
      return names.flatMap { name -> [RequestHandler] in
        guard let (method, description) = Framework.nestInterfaces[name] else { return [] }
        return record.members.compactMap { member in
          guard member.kind == .method, evaluator.text(member.name) == method, model[member.value].kind == .function
          else { return nil }
          return RequestHandler(
            function: FunctionReference(file: file, function: FunctionID(model[member.value].a)), context: .any,
            framework: Framework.nest.name, kind: .named(description), method: nil, path: nil,
            site: RequestHandler.Site(file: file, span: member.nameSpan))
        }
      }
    }
  }

  /// External names of a list of decorators, with the call for `@Name(…)`.
  private func decorators(_ list: ListID, _ file: FileIndex) -> [(name: String, call: CallReference?)] {
    let model = evaluator.files[file.index]
    return model.values(list).flatMap { value -> [(name: String, call: CallReference?)] in
      let record = model[value]
      let isCall = record.kind == .call
      let callee = isCall ? model[CallID(record.a)].callee : value
      let call = isCall ? CallReference(file: file, call: CallID(record.a)) : nil
      return evaluator.evaluate(file, callee).filter { $0.kind == .external }
        .map { (evaluator.externals.text(ExternalID($0.id)), call) }
    }
  }

  /// `@Get(":id")`, `@Get([":id", "by-id/:id"])`, `@Controller({ path: "users" })`
  private func pathArgument(of call: CallReference) -> String {
    let model = evaluator.files[call.file.index]
    guard let first = model.values(model[call.call].arguments).first else { return "" }
    if let text = evaluator.constantText(call.file, first) { return text }
    for entity in evaluator.evaluate(call.file, first) {
      if entity.kind == .array, let item = evaluator.elements(ofArray: entity).first(where: { $0.kind == .string }) {
        return evaluator.text(Atom(item.id))
      }
      if entity.kind == .object {
        let path = evaluator.lookUp(.path, in: entity)
        if let item = path.first(where: { $0.kind == .string }) { return evaluator.text(Atom(item.id)) }
      }
    }
    return ""
  }

  /// `app.setGlobalPrefix("api")`
  private func globalPrefix() -> String {
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for (index, found) in callees[file].enumerated() {
        for callee in found where callee.entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(callee.entity.id))
          guard path == "@nestjs/core#NestFactory.create().setGlobalPrefix" else { continue }
          if let first = model.values(model.calls[index].arguments).first,
            let text = evaluator.constantText(FileIndex(file), first)
          {
            return text
          }
        }
      }
    }
    return ""
  }
}
